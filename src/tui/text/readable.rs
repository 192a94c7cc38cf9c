//! Names that are published in capitals, in small letters.

/// The words of a school's kind, and those between others: they begin with no capital within a name.
const SMALL: &[&str] = &[
    "a",
    "application",
    "au",
    "aux",
    "d",
    "de",
    "des",
    "du",
    "elementaire",
    "en",
    "et",
    "groupe",
    "intercommunale",
    "l",
    "la",
    "le",
    "les",
    "maternelle",
    "primaire",
    "privee",
    "publique",
    "scolaire",
    "sous",
    "sur",
];

/// The abbreviations that stay as they are.
const KEPT: &[&str] = &[
    "CE", "CM", "CP", "EEPU", "EMPU", "EPPU", "EPU", "RPI", "SIVOS", "ULIS",
];

/// A name in small letters where all of it is in capitals: `Ecole primaire le Bourg`. Letters stay in their places, so that
/// what is marked in the one is marked in the other.
pub fn readable(name: &str) -> String {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    if letters().any(char::is_lowercase) || letters().count() == 0 {
        return name.to_owned();
    }
    let mut said = String::with_capacity(name.len());
    for piece in name.split_inclusive(|sign: char| !sign.is_alphanumeric()) {
        let word = piece.trim_end_matches(|sign: char| !sign.is_alphanumeric());
        let small = word.to_lowercase();
        let is_small = SMALL.contains(&any_ascii::any_ascii(&small).as_str());
        if KEPT.contains(&word) || small.len() != word.len() {
            said.push_str(word);
        } else if is_small && !said.is_empty() {
            said.push_str(&small);
        } else {
            let first = word.chars().next().map_or(0, char::len_utf8);
            said.push_str(&word[..first]);
            said.push_str(&word[first..].to_lowercase());
        }
        said.push_str(&piece[word.len()..]);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn capitals_become_small_letters_but_for_the_first() {
        for (published, shown) in [
            ("ECOLE PRIMAIRE LE VILLAGE", "Ecole primaire le Village"),
            ("ECOLE ELEMENTAIRE JEAN-JAURES", "Ecole elementaire Jean-Jaures"),
            ("ÉCOLE MATERNELLE L'ÉTOILE", "École maternelle l'Étoile"),
            ("RPI DES 3 MOULINS", "RPI des 3 Moulins"),
            ("LE BOURG", "Le Bourg"),
            ("École du Bourg", "École du Bourg"),
            ("", ""),
        ] {
            assert_eq!(readable(published), shown);
            assert_eq!(shown.len(), published.len());
        }
    }
}
