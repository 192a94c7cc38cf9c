//! The columns of the table of dossiers.

use crate::exchange::table::{Column, columns};

columns! {
    NUMBER = Column::required("dossier");
    STATE = Column::required("etat");
    APPLICANT = Column::required("demandeur");
    NAME = Column::optional("nom");
    CONVENTION = Column::optional("convention");
    SUBMITTED = Column::required("depose_le").day_of(&["signed_party"]);
    EDITED = Column::optional("modifie_le").day_of(&["modified_after"]);
    PROCESSED = Column::optional("traite_le").day_of(&["signed_dasen", "refused", "dropped"]);
    REASON = Column::optional("motif");
    SOLUTIONS = Column::optional("solutions");
    ASKED = Column::optional("a_choisir");
    SCHOOLS = Column::optional("ecoles");
    BLOCKS = Column::optional("blocs");
    DELIBERATION = Column::optional("deliberation");
    EFFECT = Column::optional("effet");
    REMARKS = Column::optional("remarques");
    CHANGED = Column::optional("change_sur_le_site");
}
