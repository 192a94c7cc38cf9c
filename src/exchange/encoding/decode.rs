//! Bytes to text: UTF-8 with or without byte order mark, else Windows-1252.

use std::borrow::Cow;

use super::page::Page;
use crate::exchange::source::line_after;

/// How the bytes of a file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// Windows-1252, as Excel writes CSV.
    Windows1252,
}

/// Bytes that are in neither encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) struct DecodeError {
    /// The line of the first byte that is not UTF-8, from one.
    pub(in crate::exchange) line: u64,
    /// The encoding in which they make French words; none where none does.
    pub(in crate::exchange) guess: Option<&'static str>,
}

const BOM: &[u8] = b"\xef\xbb\xbf";

/// What old programs write after the last line.
const END_OF_DOS: &[u8] = b"\x1a";

/// Reads the text of `bytes`.
///
/// A file that announces UTF-8 or holds it in part, and breaks it elsewhere, is refused: read as Windows-1252,
/// its names would be stored damaged. So is one of which Windows-1252 makes no French words and another encoding does.
pub(in crate::exchange) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), DecodeError> {
    let announced = bytes.starts_with(BOM);
    let body = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let body = body.strip_suffix(END_OF_DOS).unwrap_or(body);
    let broken_at = match std::str::from_utf8(body) {
        Ok(text) => return Ok((Cow::Borrowed(text), Encoding::Utf8)),
        Err(error) => error.valid_up_to(),
    };
    let error = |guess: Option<Page>| DecodeError {
        line: line_after(&body[..broken_at]),
        guess: guess.map(Page::name),
    };
    let mixed = body.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    if announced || mixed {
        return Err(error(None));
    }
    let guess = guessed(body);
    if guess != Some(Page::Windows1252) {
        return Err(error(guess));
    }
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(body);
    Ok((text, Encoding::Windows1252))
}

/// The encoding in which the words of `bytes` have accents as French words do; Windows-1252 where the words tell
/// nothing against it, or no more than against each other one.
fn guessed(bytes: &[u8]) -> Option<Page> {
    let undefined = bytes
        .iter()
        .any(|byte| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d));
    let [windows, others @ ..] = Page::ALL.map(|page| (page, oddities(bytes, page)));
    let best = others.into_iter().min_by_key(|(_, odd)| *odd);
    match best {
        Some((page, 0)) if undefined || windows.1 > 0 => Some(page),
        _ if undefined => None,
        _ => Some(Page::Windows1252),
    }
}

/// How many words with accents, as an encoding makes them of `bytes`, no French text has.
fn oddities(bytes: &[u8], page: Page) -> usize {
    let upper = page.upper_half();
    let character = |byte: &u8| match byte.checked_sub(0x80) {
        Some(place) => upper[usize::from(place)],
        None => char::from(*byte),
    };
    bytes
        .split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic())
        .filter(|word| !word.is_ascii())
        .filter(|word| is_odd(&word.iter().map(character).collect::<Vec<char>>()))
        .count()
}

/// True of a word that no French text has: a sign among its letters, a letter of another language, or capitals that are
/// neither its first letter nor all of them.
fn is_odd(word: &[char]) -> bool {
    let stands_alone = |c: &char| {
        matches!(
            c,
            '«' | '»' | '‘' | '“' | '”' | '–' | '—' | '…' | '°' | '€' | '·' | '•'
        )
    };
    let enclosed = word
        .windows(3)
        .any(|three| stands_alone(&three[1]) && three[0].is_alphabetic() && three[2].is_alphabetic());
    let joins = |c: &char| stands_alone(c) || matches!(c, '’' | '\u{a0}');
    enclosed
        || word
            .split(joins)
            .any(|part| has_foreign_letter(part) || !is_cased(part))
}

fn has_foreign_letter(part: &[char]) -> bool {
    part.iter().any(|c| !c.is_ascii_alphabetic() && !is_french(*c))
}

/// True of `école`, `École` and `ÉCOLE`.
fn is_cased(part: &[char]) -> bool {
    let Some((first, rest)) = part.split_first() else {
        return true;
    };
    rest.iter().all(|c| c.is_lowercase()) || (first.is_uppercase() && rest.iter().all(|c| c.is_uppercase()))
}

/// True of an accented letter that French writes, or that names of other languages bring into it.
fn is_french(c: char) -> bool {
    "àâäçéèêëîïôöùûüÿœæñÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆÑŠšŽž".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<(String, Encoding), u64> {
        decode(bytes)
            .map(|(text, encoding)| (text.into_owned(), encoding))
            .map_err(|error| error.line)
    }

    /// The text in an encoding of one byte.
    fn bytes(text: &str, page: Page) -> Vec<u8> {
        let upper = page.upper_half();
        let byte = |c: char| match upper.iter().position(|other| *other == c) {
            Some(place) => 0x80 + u8::try_from(place).unwrap(),
            None => u8::try_from(c).unwrap(),
        };
        text.chars().map(byte).collect()
    }

    #[test]
    fn reads_utf8_with_and_without_mark() {
        assert_eq!(read("école".as_bytes()), Ok(("école".to_owned(), Encoding::Utf8)));
        assert_eq!(
            read("\u{feff}école".as_bytes()),
            Ok(("école".to_owned(), Encoding::Utf8))
        );
    }

    #[test]
    fn reads_windows_1252() {
        let bytes = b"\xe9cole de l\x92\xceuvre \x80 \x9cuvre";
        assert_eq!(
            read(bytes),
            Ok(("école de l’Îuvre € œuvre".to_owned(), Encoding::Windows1252))
        );
    }

    #[test]
    fn refuses_what_is_neither() {
        assert_eq!(read(b"a\nb\x81\n"), Err(2), "a byte that Windows-1252 has not");
        assert_eq!(
            read(b"\xc3\xa9cole\n\n\xe9cole"),
            Err(3),
            "both encodings in one file"
        );
        assert_eq!(read(b"\xef\xbb\xbfa\n\xe9"), Err(2), "announced as UTF-8");
    }

    #[test]
    fn tells_the_encoding_by_the_french_that_it_makes() {
        let texts = [
            "André",
            "ÉCOLE ANDRÉ MALRAUX",
            "Groupe scolaire André Malraux, Saint-Étienne",
            "Hélène Boucher",
            "Bénévent-l’Abbaye",
            "l’Île-d’Yeu",
            "Françoise",
        ];
        for text in texts {
            for page in Page::ALL {
                let representable = text
                    .chars()
                    .all(|c| c.is_ascii() || page.upper_half().contains(&c));
                if representable {
                    assert_eq!(
                        guessed(&bytes(text, page)),
                        Some(page),
                        "{text} in {}",
                        page.name()
                    );
                }
            }
        }
    }

    #[test]
    fn what_windows_writes_beside_words_is_no_reason_to_doubt() {
        for text in [
            "« École » n° 1",
            "“Jaurès”",
            "5 €",
            "Škoda et Žižek",
            "œuvre…",
            "Peña",
            "1 rue – bât. B",
        ] {
            let bytes = bytes(text, Page::Windows1252);
            assert!(decode(&bytes).is_ok(), "{text}");
        }
    }
}
