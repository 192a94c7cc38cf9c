//! The columns of `conventions.csv`.

use crate::exchange::table::{Column, columns};

columns! {
    NUMBER = Column::required("numero").like("26-EXEMPLE");
    ARTICLE = Column::required("article").like("26");
    PROVIDER = Column::optional("prestataire");
    COLLECTIVITE = Column::optional("collectivite").like("213801855");
    SOLUTIONS = Column::optional("solutions").like("exemple");
    DEPARTEMENTS = Column::optional("departements");
    SCHOOLS = Column::optional("ecoles").like("0380123C|0380124D");
    SENT = Column::optional("envoyee_le").like("2026-09-07").day_of(&["sent"]);
    SIGNED_DASEN = Column::optional("signee_dasen_le").like("2026-10-05").day_of(&["signed_dasen"]);
    SIGNED_PARTY = Column::optional("signee_partie_le").like("2026-09-21").day_of(&["signed_party"]);
    EFFECT = Column::optional("effet").like("2026-10-05");
    END = Column::optional("echeance").like("2027-08-31");
    RENEWAL = Column::optional("reconduction").like("tacite");
    MONTHS = Column::optional("reconduction_mois").like("12");
    CEILING = Column::optional("reconductions_max").like("3");
    NOTICE = Column::optional("preavis_jours").like("90");
    TERMINATED = Column::optional("resiliee_le");
    DELIBERATION = Column::optional("deliberation").like("2026-09-18 n° 12");
    PROMISED = Column::optional("deliberation_promise_le");
    DOSSIER = Column::optional("dossier_ds");
    ABSENT = Column::optional("clauses_absentes");
    PRESENT = Column::optional("clauses_presentes");
    PUBLISHED = Column::optional("publiee_le").day_of(&["published"]);
    REFUSED = Column::optional("refusee_le").day_of(&["refused"]);
    DROPPED = Column::optional("classee_le").day_of(&["dropped"]);
    REASON = Column::optional("motif");
    OPEN = Column::optional("ajouts_sans_avenant");
}
