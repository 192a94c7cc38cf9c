//! The columns of the site's exports, with every name that they have borne: full exports, older ones, exports by template.

use crate::exchange::table::Column;

pub(super) const NUMBER: Column = Column::required("ID").or(&["N° dossier", "Numéro de dossier"]);
pub(super) const STATE: Column = Column::required("État du dossier").or(&["État"]);
pub(super) const SUBMITTED: Column = Column::required("Déposé le").or(&[
    "Date de dépôt",
    "Passé en construction le",
    "Date de passage en construction",
]);
pub(super) const EDITED: Column =
    Column::optional("Dernière mise à jour du dossier le").or(&["Date de dernière modification du dossier"]);
/// When the site last changed anything of a dossier, its state included.
pub(super) const CHANGED: Column =
    Column::optional("Dernière mise à jour le").or(&["Date du dernier évènement"]);
pub(super) const PROCESSED: Column = Column::optional("Traité le").or(&["Date de traitement"]);
pub(super) const REASON: Column = Column::optional("Motivation de la décision").or(&["Motivation"]);
pub(super) const SIREN: Column = Column::optional("Entreprise SIREN").or(&["SIREN"]);
pub(super) const SIRET: Column = Column::optional("Établissement SIRET").or(&["SIRET", "Demandeur SIRET"]);
pub(super) const NAME: Column = Column::optional("Entreprise raison sociale").or(&["Raison sociale"]);

/// The columns of a dossier.
pub(super) const DOSSIER: [Column; 10] = [
    NUMBER, STATE, SUBMITTED, EDITED, PROCESSED, REASON, SIREN, SIRET, NAME, CHANGED,
];

/// The dossier that a row of another sheet is of.
pub(super) const OF_DOSSIER: Column = Column::required("Dossier ID").or(&["N° dossier", "Numéro de dossier"]);
/// The field that an établissement was given in: that of the applicant is `Dossier`.
pub(super) const FIELD: Column = Column::optional("Champ");

/// The sheets that are no block.
pub(super) const DOSSIERS: &str = "Dossiers";
pub(super) const ESTABLISHMENTS: &str = "Etablissements";

/// The name that an export by template gives the number of a dossier: such an export has the columns that were chosen.
pub(super) const OF_TEMPLATE: &str = "N° dossier";
