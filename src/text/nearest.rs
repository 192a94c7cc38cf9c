//! The known name nearest to one that is not known.

use strsim::osa_distance;

use super::fold;

/// Longer names are compared by this many characters only.
const LONGEST: usize = 64;

/// The known name that a person most likely meant, if one is near enough: one slip in three letters.
pub fn nearest<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    nearest_folded(wrong, known.into_iter().map(|name| (fold(name), name)))
}

/// The same among things whose names come folded.
pub fn nearest_folded<F: AsRef<str>, K>(wrong: &str, known: impl IntoIterator<Item = (F, K)>) -> Option<K> {
    let wrong = fold(wrong);
    let wrong = clipped(&wrong);
    let mut allowed = (wrong.len() / 3).max(1);
    let mut best = None;
    for (folded, name) in known {
        let folded = clipped(folded.as_ref());
        if folded.len().abs_diff(wrong.len()) > allowed || lacking(wrong, folded) > allowed {
            continue;
        }
        let far = osa_distance(wrong, folded);
        if far <= allowed && best.as_ref().is_none_or(|(least, _)| far < *least) {
            best = Some((far, name));
            allowed = far;
        }
    }
    best.map(|(_, name)| name)
}

/// The start of a folded text, which is ASCII.
fn clipped(text: &str) -> &str {
    &text[..text.len().min(LONGEST)]
}

/// How many kinds of letters the first name has and the second has not: no more than their distance.
fn lacking(left: &str, right: &str) -> usize {
    let letters = |text: &str| text.bytes().fold(0_u64, |all, byte| all | 1 << (byte & 63));
    (letters(left) & !letters(right)).count_ones() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_meant_is_found() {
        let known = [
            "historique",
            "commune",
            "collectivité",
            "étape",
            "règle",
            "échéance",
        ];
        let cases = [
            ("comune", Some("commune")),
            ("etpae", Some("étape")),
            ("regles", Some("règle")),
            ("Collectivte", Some("collectivité")),
            ("rgele", Some("règle")),
            ("échéence", Some("échéance")),
            ("xyz", None),
            ("", None),
            ("hsitorique", Some("historique")),
        ];
        for (wrong, expected) in cases {
            assert_eq!(nearest(wrong, known), expected, "{wrong}");
        }
    }
}
