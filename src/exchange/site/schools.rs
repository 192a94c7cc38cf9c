//! The schools that a cell names: the keys in it, wherever and however they are written. The cell is never split, for
//! labels hold whatever separates them.

use crate::domain::id::Uai;

/// Signs that people write within a key.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '.' | '_' | '\u{2011}' | '\u{2013}' | '\u{200b}')
}

/// The keys in a text, in order, each once; those whose letter is wrong as they are written.
pub(super) fn keys(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut found: Vec<String> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let starts = chars[at].is_ascii_digit() && (at == 0 || !chars[at - 1].is_alphanumeric());
        match starts.then(|| key_at(&chars, at)).flatten() {
            Some((key, end)) => {
                if !found.contains(&key) {
                    found.push(key);
                }
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The key that begins at a place, and where it ends: seven digits and a letter. One with gaps is taken only where its
/// letter is right: a postcode and a number in a street look alike.
fn key_at(chars: &[char], start: usize) -> Option<(String, usize)> {
    let (mut key, mut at, mut gaps) = (String::new(), start, false);
    while key.len() < 8 {
        let c = *chars.get(at)?;
        let fits = if key.len() < 7 {
            c.is_ascii_digit()
        } else {
            c.is_ascii_alphabetic()
        };
        match (fits, is_gap(c)) {
            (true, _) => key.push(c.to_ascii_uppercase()),
            (false, true) => gaps = true,
            (false, false) => return None,
        }
        at += 1;
    }
    let ends = chars.get(at).is_none_or(|c| !c.is_alphanumeric());
    (ends && (!gaps || Uai::parse(&key).is_ok())).then_some((key, at))
}

/// True of a cell of bare numbers: technical identifiers that stand in place of schools.
pub(super) fn are_technical_ids(text: &str) -> bool {
    let mut parts = text.split([',', ';']).map(str::trim);
    !text.trim().is_empty()
        && parts
            .all(|part| !part.is_empty() && part.len() != 7 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_keys_wherever_and_however_they_are_written() {
        for (cell, expected) in [
            ("ECOLE PRIMAIRE LE VILLAGE, Agnin (0381528E)", &["0381528E"][..]),
            ("École sans commune (0381528e)", &["0381528E"]),
            (
                "A, b, Grenoble (0381936Y), C, Grenoble (0382059G)",
                &["0381936Y", "0382059G"],
            ),
            (
                "0382238b ; 0382690t\n- 0380171E (Barraux)\n0382238B",
                &["0382238B", "0382690T", "0380171E"],
            ),
            ("038 1528 E", &["0381528E"]),
            ("0381528-E", &["0381528E"]),
            ("0381528\u{a0}E", &["0381528E"]),
            ("UAI:0381528E.", &["0381528E"]),
            ("0380001X", &["0380001X"]),
            ("38000 12 rue A", &[]),
            ("10381528E", &[]),
            ("0381528Eta", &[]),
            ("", &[]),
        ] {
            assert_eq!(keys(cell), expected, "{cell}");
        }
    }

    #[test]
    fn tells_technical_ids() {
        for (cell, expected) in [
            ("118232, 118240", true),
            ("118232", true),
            ("0381528E", false),
            ("0381528", false),
            ("", false),
            ("118232, ", false),
            ("Toutes", false),
        ] {
            assert_eq!(are_technical_ids(cell), expected, "{cell}");
        }
    }
}
