//! The columns of the annuaire that the program reads, under the names of the three known layouts.

use crate::exchange::table::Column;

pub(super) const UAI: Column = Column::required("Identifiant_de_l_etablissement").or(&["numero_uai", "uai"]);
pub(super) const NAME: Column = Column::required("Nom_etablissement");
pub(super) const TYPE: Column = Column::required("Type_etablissement");
pub(super) const SECTOR: Column = Column::required("Statut_public_prive");
pub(super) const INSEE: Column = Column::required("Code_commune");
pub(super) const COMMUNE: Column = Column::required("Nom_commune");
pub(super) const DEPARTEMENT: Column = Column::optional("Code_departement");
pub(super) const ADDRESS: [Column; 3] = [
    Column::optional("Adresse_1"),
    Column::optional("Adresse_2"),
    Column::optional("Adresse_3"),
];
pub(super) const POSTCODE: Column = Column::optional("Code_postal");
pub(super) const TELEPHONE: Column = Column::optional("Telephone");
pub(super) const MAIL: Column = Column::optional("Mail");
pub(super) const SIRET: Column = Column::optional("SIREN_SIRET");
pub(super) const CIRCONSCRIPTION: Column = Column::optional("nom_circonscription");
pub(super) const OPENED: Column = Column::optional("date_ouverture");
pub(super) const STATE: Column = Column::optional("etat");
pub(super) const MULTI: Column = Column::optional("multi_uai").or(&["etablissement_multi_lignes"]);
pub(super) const RPI_CONCENTRE: Column = Column::optional("rpi_concentre");
pub(super) const RPI_DISPERSE: Column = Column::optional("rpi_disperse");
pub(super) const NATURE: Column = Column::optional("code_nature");

/// All of them.
pub(super) const SCHEMA: [Column; 21] = [
    UAI,
    NAME,
    TYPE,
    SECTOR,
    INSEE,
    COMMUNE,
    DEPARTEMENT,
    ADDRESS[0],
    ADDRESS[1],
    ADDRESS[2],
    POSTCODE,
    TELEPHONE,
    MAIL,
    SIRET,
    CIRCONSCRIPTION,
    OPENED,
    STATE,
    MULTI,
    RPI_CONCENTRE,
    RPI_DISPERSE,
    NATURE,
];
