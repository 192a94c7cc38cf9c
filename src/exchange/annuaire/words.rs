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

/// How the name of a circonscription begins, folded.
const PREFIX: [&str; 5] = ["circonscription", "d'inspection", "du", "1er", "degre"];

/// Returns the name of a circonscription alone: `Orly` of `Circonscription d'inspection du 1er degré d'Orly`.
pub(super) fn circonscription(text: &str) -> String {
    let mut words = text.split(' ');
    for expected in PREFIX {
        let said = words.next().map(|word| any_ascii::any_ascii(word).to_lowercase());
        if said.as_deref() != Some(expected) {
            return text.to_owned();
        }
    }
    let name = words.collect::<Vec<_>>().join(" ");
    let bare = ["de ", "du ", "des ", "d'", "d’"]
        .iter()
        .find_map(|article| name.strip_prefix(article));
    bare.unwrap_or(&name).to_owned()
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
            ("Circonscription de Die", "Circonscription de Die"),
            ("", ""),
        ];
        for (text, name) in table {
            assert_eq!(circonscription(text), name, "{text}");
        }
    }
}
