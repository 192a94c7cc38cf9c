//! The columns of `conventions.csv`.

use crate::exchange::table::Column;

pub(super) const NUMBER: Column = Column::required("numero");
pub(super) const ARTICLE: Column = Column::required("article");
pub(super) const PROVIDER: Column = Column::optional("prestataire");
pub(super) const COLLECTIVITE: Column = Column::optional("collectivite");
pub(super) const SOLUTIONS: Column = Column::optional("solutions");
pub(super) const DEPARTEMENTS: Column = Column::optional("departements");
pub(super) const SCHOOLS: Column = Column::optional("ecoles");
pub(super) const SENT: Column = Column::optional("envoyee_le").day_of("sent");
pub(super) const SIGNED_DASEN: Column = Column::optional("signee_dasen_le").day_of("signed_dasen");
pub(super) const SIGNED_PARTY: Column = Column::optional("signee_partie_le").day_of("signed_party");
pub(super) const EFFECT: Column = Column::optional("effet");
pub(super) const END: Column = Column::optional("echeance");
pub(super) const RENEWAL: Column = Column::optional("reconduction");
pub(super) const MONTHS: Column = Column::optional("reconduction_mois");
pub(super) const CEILING: Column = Column::optional("reconductions_max");
pub(super) const NOTICE: Column = Column::optional("preavis_jours");
pub(super) const TERMINATED: Column = Column::optional("resiliee_le");
pub(super) const DELIBERATION: Column = Column::optional("deliberation");
pub(super) const DOSSIER: Column = Column::optional("dossier_ds");
pub(super) const CLAUSES: Column = Column::optional("clauses_absentes");

/// All of them, in the order of the model.
pub(in crate::exchange) const SCHEMA: [Column; 20] = [
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
