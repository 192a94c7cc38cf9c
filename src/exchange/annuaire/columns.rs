//! The columns of the annuaire that the program reads, under the names of the three known layouts.

use crate::exchange::table::{Column, columns};

columns! {
    UAI = Column::required("Identifiant_de_l_etablissement").or(&["numero_uai", "uai"]);
    NAME = Column::required("Nom_etablissement");
    TYPE = Column::required("Type_etablissement");
    SECTOR = Column::required("Statut_public_prive");
    INSEE = Column::required("Code_commune");
    COMMUNE = Column::required("Nom_commune");
    DEPARTEMENT = Column::optional("Code_departement");
    ADDRESS_1 = Column::optional("Adresse_1");
    ADDRESS_2 = Column::optional("Adresse_2");
    ADDRESS_3 = Column::optional("Adresse_3");
    POSTCODE = Column::optional("Code_postal");
    TELEPHONE = Column::optional("Telephone");
    MAIL = Column::optional("Mail");
    SIRET = Column::optional("SIREN_SIRET");
    CIRCONSCRIPTION = Column::optional("nom_circonscription");
    OPENED = Column::optional("date_ouverture");
    STATE = Column::optional("etat");
    MULTI = Column::optional("multi_uai").or(&["etablissement_multi_lignes"]);
    RPI_CONCENTRE = Column::optional("rpi_concentre");
    RPI_DISPERSE = Column::optional("rpi_disperse");
    UPDATED = Column::optional("date_maj_ligne");
    CIRCONSCRIPTION_CODE = Column::optional("code_circonscription");
    MOTHER = Column::optional("etablissement_mere");
    NATURE = Column::optional("code_nature");
}

/// The lines of the address.
pub(super) const ADDRESS: [Column; 3] = [ADDRESS_1, ADDRESS_2, ADDRESS_3];
