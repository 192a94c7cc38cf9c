//! The columns of `conventions.csv`.

use crate::exchange::table::Column;

pub(super) const NUMBER: Column = Column::required("numero").like("26-EXEMPLE");
pub(super) const ARTICLE: Column = Column::required("article").like("26");
pub(super) const PROVIDER: Column = Column::optional("prestataire");
pub(super) const COLLECTIVITE: Column = Column::optional("collectivite").like("213801855");
pub(super) const SOLUTIONS: Column = Column::optional("solutions").like("exemple");
pub(super) const DEPARTEMENTS: Column = Column::optional("departements");
pub(super) const SCHOOLS: Column = Column::optional("ecoles").like("0380123C|0380124D");
pub(super) const SENT: Column = Column::optional("envoyee_le").like("2026-09-07").day_of("sent");
pub(super) const SIGNED_DASEN: Column = Column::optional("signee_dasen_le")
    .like("2026-10-05")
    .day_of("signed_dasen");
pub(super) const SIGNED_PARTY: Column = Column::optional("signee_partie_le")
    .like("2026-09-21")
    .day_of("signed_party");
pub(super) const EFFECT: Column = Column::optional("effet").like("2026-10-05");
pub(super) const END: Column = Column::optional("echeance").like("2027-08-31");
pub(super) const RENEWAL: Column = Column::optional("reconduction").like("tacite");
pub(super) const MONTHS: Column = Column::optional("reconduction_mois").like("12");
pub(super) const CEILING: Column = Column::optional("reconductions_max").like("3");
pub(super) const NOTICE: Column = Column::optional("preavis_jours").like("90");
pub(super) const TERMINATED: Column = Column::optional("resiliee_le");
pub(super) const DELIBERATION: Column = Column::optional("deliberation").like("2026-09-18 n° 12");
pub(super) const DOSSIER: Column = Column::optional("dossier_ds");
pub(super) const CLAUSES: Column = Column::optional("clauses_absentes");

/// All of them, in the order of the model.
pub(super) const SCHEMA: [Column; 20] = [
    NUMBER,
    ARTICLE,
    PROVIDER,
    COLLECTIVITE,
    SOLUTIONS,
    DEPARTEMENTS,
    SCHOOLS,
    SENT,
    SIGNED_DASEN,
    SIGNED_PARTY,
    EFFECT,
    END,
    RENEWAL,
    MONTHS,
    CEILING,
    NOTICE,
    TERMINATED,
    DELIBERATION,
    DOSSIER,
    CLAUSES,
];
