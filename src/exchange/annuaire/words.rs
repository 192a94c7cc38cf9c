//! The words of the annuaire: circonscriptions, states, sectors.

use crate::domain::school::{SchoolState, Sector};

/// The states and what each means.
pub(super) const STATES: &[(&str, SchoolState)] = &[
    ("OUVERT", SchoolState::Open),
    ("A FERMER", SchoolState::Closing),
    ("A OUVRIR", SchoolState::Opening),
    ("FERME", SchoolState::Closed),
];

/// The sectors and what each means.
pub(super) const SECTORS: &[(&str, Sector)] = &[("Public", Sector::Public), ("Privé", Sector::Private)];

/// The words before the name of a circonscription, folded, in their order: the first and the last are always there.
const PREFIX: [&str; 6] = ["circonscription", "d'inspection", "d", "inspection", "du", "1er"];

/// The last of them.
const LAST: &str = "degre";

/// Returns the name of a circonscription alone: `Orly` of `Circonscription d'inspection du 1er degré d'Orly`, whatever
/// the year of the annuaire, and `Grenoble 1` of `DE GRENOBLE 1`.
pub(super) fn circonscription(text: &str) -> String {
    let name = after_prefix(text).unwrap_or(text);
    let articles: &[&str] = if name.len() == text.len() {
        &["DE ", "D'", "D’"]
    } else {
        &[
            "de ", "du ", "des ", "d'", "d’", "d ", "DE ", "DU ", "DES ", "D'", "D’", "D ",
        ]
    };
    let bare = articles.iter().find_map(|article| name.strip_prefix(article));
    bare.unwrap_or(name).to_owned()
}

/// What follows the words before the name; nothing where they are not there.
fn after_prefix(text: &str) -> Option<&str> {
    let fold = |word: &str| any_ascii::any_ascii(word).to_lowercase();
    let (first, mut rest) = text.split_once(' ')?;
    if fold(first) != PREFIX[0] {
        return None;
    }
    let mut expected = PREFIX[1..].iter();
    loop {
        let (word, after) = rest.split_once(' ')?;
        rest = after;
        let word = fold(word);
        if word == LAST {
            return Some(rest);
        }
        expected.find(|expected| **expected == word)?;
    }
}

#[cfg(test)]
mod tests {
    use super::circonscription;

    #[test]
    fn keeps_the_name_alone() {
        let table = [
            ("Circonscription d'inspection du 1er degré de Fresnes", "Fresnes"),
            ("Circonscription d'inspection du 1er degre d'Orly", "Orly"),
            ("Circonscription d’inspection du 1er degré d’Orly", "Orly"),
            (
                "Circonscription d'inspection du 1er degré du Pays Malouin",
                "Pays Malouin",
            ),
            (
                "Circonscription d'inspection du 1er degré Grenoble 1",
                "Grenoble 1",
            ),
            ("Grenoble 1", "Grenoble 1"),
            ("Circonscription 1er degré Porto Vecchio", "Porto Vecchio"),
            ("Circonscription du 1er degré de Voiron 2", "Voiron 2"),
            (
                "Circonscription d inspection du 1er degré d Échirolles",
                "Échirolles",
            ),
            ("CIRCONSCRIPTION D'INSPECTION DU 1ER DEGRE DE VIENNE", "VIENNE"),
            ("DE GRENOBLE 1", "GRENOBLE 1"),
            ("Des Quatre Vents", "Des Quatre Vents"),
            ("Circonscription de Die", "Circonscription de Die"),
            ("", ""),
        ];
        for (text, name) in table {
            assert_eq!(circonscription(text), name, "{text}");
        }
    }
}
