//! Exports of a démarche about a convention of the demo.

use std::fs;

use super::place::Place;

/// The dossier of the convention 26 on which the school 0381548B rests, and its party.
const DOSSIER: (&str, &str) = ("99000518", "243801073");

/// A state of the dossier, as the site says it, and the moment of the decision.
type State = (&'static str, &'static str);

pub const ACCEPTED: State = ("Accepté", "2025-08-01 10:00:00 +0200");
pub const SENT_BACK: State = ("En instruction", "");

/// An export of one dossier.
pub fn export((state, processed): &State) -> String {
    let (number, siren) = DOSSIER;
    format!(
        "ID,Établissement SIRET,Entreprise SIREN,État du dossier,Dernière mise à jour du dossier le,Déposé le,Traité le,\
         Motivation de la décision,Référence de la délibération\n\
         {number},{siren}00015,{siren},{state},2025-07-21 12:00:00 +0200,2025-07-21 12:03:00 +0200,{processed},,\n"
    )
}

impl Place {
    /// Names in the configuration the labels of [`export`], and what else `[demarches]` says.
    pub fn dossiers(&self, settings: &str) {
        let path = self.path(".config/preau/config.toml");
        let office = fs::read_to_string(&path).unwrap();
        let section =
            format!("{office}\n[demarches]\ndeliberation = \"Référence de la délibération\"\n{settings}");
        fs::write(path, section).unwrap();
    }
}
