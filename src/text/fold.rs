//! Folding: lower case, no accents, no typographic signs, words separated by one space.

use std::ops::Range;

use any_ascii::any_ascii_char;

/// Words and identifiers are known by their first bytes only; no real one is longer.
const LONGEST_WORD: usize = 64;

/// The part of a folded word by which it is known, of at most 64 bytes.
pub fn clip(word: &str) -> &str {
    &word[..word.len().min(LONGEST_WORD)]
}

/// What one character of a text becomes.
enum Folded {
    /// Part of a word, already in lower case.
    Letters(&'static str),
    /// An ASCII letter or digit, in lower case.
    Letter(u8),
    Gap,
    /// Nothing: a combining accent, a soft hyphen, a sign of no width.
    Nothing,
}

/// Folds `text` into `out`, which is emptied first: ASCII letters and digits, words separated by one space.
pub fn fold_into(text: &str, out: &mut String) {
    out.clear();
    each_folded(text, |byte, _| out.push(char::from(byte)));
    out.truncate(out.trim_end().len());
}

/// Folds `text`: ASCII letters and digits in lower case, words separated by one space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Folds `name` into one word, its parts joined by `_`: how headers of files and the values of closed lists are compared.
pub fn fold_name(name: &str) -> String {
    fold(name).replace(' ', "_")
}

/// Folds `text` and says for each byte of the result which bytes of `text` it came from.
pub fn fold_with_sources(text: &str) -> (String, Vec<Range<usize>>) {
    let mut folded = String::with_capacity(text.len());
    let mut sources = Vec::with_capacity(text.len());
    each_folded(text, |byte, source| {
        folded.push(char::from(byte));
        sources.push(source);
    });
    (folded, sources)
}

/// The letters and digits of `text`, folded, with nothing between them: how identifiers are compared.
pub fn fold_identifier(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded.retain(|letter| letter != ' ');
    folded.truncate(LONGEST_WORD);
    folded
}

/// Calls `push` with each folded byte and its source; runs of gaps give one space, none at the start.
fn each_folded(text: &str, mut push: impl FnMut(u8, Range<usize>)) {
    let mut in_word = false;
    for (at, character) in text.char_indices() {
        let source = at..at + character.len_utf8();
        match fold_character(character) {
            Folded::Letter(byte) => {
                push(byte, source);
                in_word = true;
            }
            Folded::Letters(letters) => {
                for byte in letters.bytes() {
                    push(byte.to_ascii_lowercase(), source.clone());
                }
                in_word = true;
            }
            Folded::Gap if in_word => {
                push(b' ', source);
                in_word = false;
            }
            Folded::Gap | Folded::Nothing => {}
        }
    }
}

fn fold_character(character: char) -> Folded {
    if character.is_ascii_alphanumeric() {
        return Folded::Letter(character.to_ascii_lowercase() as u8);
    }
    if character.is_ascii() {
        return Folded::Gap;
    }
    let letters = any_ascii_char(character);
    if letters.is_empty() {
        Folded::Nothing
    } else if character.is_alphanumeric() && letters.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Folded::Letters(letters)
    } else {
        Folded::Gap
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        let mut out = String::from("left over");
        fold_into(text, &mut out);
        out
    }

    #[test]
    fn accents_ligatures_and_signs_are_folded() {
        for (text, folded) in [
            ("École Sacré-Cœur", "ecole sacre coeur"),
            ("L’Haÿ–les–Roses", "l hay les roses"),
            ("  d'Arc (annexe)  ", "d arc annexe"),
            ("n° 2", "n 2"),
            ("e\u{301}cole", "ecole"),
            ("SAINT\u{a0}SAËNS", "saint saens"),
            ("", ""),
            (" - ", ""),
            ("ÎLE\u{ad}AUX", "ileaux"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn sources_are_bytes_of_the_text() {
        let (folded, sources) = fold_with_sources("Sœur É");
        assert_eq!(folded, "soeur e");
        assert_eq!(sources[1..3], [1..3, 1..3]);
        assert_eq!(sources[6], 6..8);
    }

    #[test]
    fn identifiers_lose_their_separators() {
        assert_eq!(fold_identifier(" 213 801 855 "), "213801855");
        assert_eq!(fold_identifier("26-0012"), "260012");
    }

    #[test]
    fn names_of_columns_are_one_word() {
        for name in [
            "Code_postal",
            "code postal",
            " CODE-POSTAL ",
            "Côde\u{a0}Postal",
            "\u{feff}code_postal",
        ] {
            assert_eq!(fold_name(name), "code_postal", "{name:?}");
        }
        assert_eq!(fold_name("Déposé le"), "depose_le");
        assert_ne!(fold_name("Adresse_1"), fold_name("Adresse_2"));
    }
}
