//! Accents that an earlier program damaged in a way that can be undone: UTF-8 that was read as an encoding of one byte
//! a character and written again, and the letters of Windows-1252 that were read as controls.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::page::Page;

/// What was done to a text. Its characters are composed (NFC) in any case, which is worth no word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exchange) struct Mended<'t> {
    pub(in crate::exchange) text: Cow<'t, str>,
    /// True when damaged characters were given back.
    pub(in crate::exchange) repaired: bool,
}

/// How often a text may have been read in the wrong encoding one after the other.
const TIMES: usize = 3;

/// Gives a text its characters back where what they were is certain.
pub(in crate::exchange) fn mended(text: &str) -> Mended<'_> {
    if text.is_ascii() {
        return Mended {
            text: Cow::Borrowed(text),
            repaired: false,
        };
    }
    let mut found: Cow<'_, str> = Cow::Borrowed(text);
    for _ in 0..TIMES {
        let readings = UPPER.iter().map(|upper| read_again(&found, upper));
        match readings.max_by_key(|(_, taken)| *taken) {
            Some((again, 1..)) => found = Cow::Owned(again),
            _ => break,
        }
    }
    if found.chars().any(|c| letter_of_control(c).is_some()) {
        found = Cow::Owned(found.chars().map(|c| letter_of_control(c).unwrap_or(c)).collect());
    }
    let repaired = found != text;
    if !is_nfc(&found) {
        found = Cow::Owned(found.nfc().collect());
    }
    Mended {
        text: found,
        repaired,
    }
}

/// The characters from 0x80 on of each encoding.
static UPPER: LazyLock<[[char; 128]; 3]> = LazyLock::new(|| Page::ALL.map(Page::upper_half));

/// Reads as UTF-8 what was read as the encoding of these characters, and says how many of the text's were.
fn read_again(text: &str, upper: &[char; 128]) -> (String, usize) {
    let chars: Vec<char> = text.chars().collect();
    let mut again = String::with_capacity(text.len());
    let mut at = 0;
    let mut taken = 0;
    while at < chars.len() {
        let (written, width) = match letter(&chars[at..], upper).or_else(|| clipped(&chars[at..])) {
            Some((letter, width)) => {
                taken += width;
                (letter, width)
            }
            None => (chars[at], 1),
        };
        again.push(written);
        at += width;
    }
    (again, taken)
}

/// The `à` of which a spreadsheet made the second byte, a space that does not break, an ordinary space or nothing.
fn clipped(chars: &[char]) -> Option<(char, usize)> {
    let is_first = chars.first() == Some(&'Ã');
    let ends = matches!(chars.get(1), None | Some(' ' | '-'));
    (is_first && ends).then_some(('à', 1))
}

/// The letter whose bytes in UTF-8 the first characters stand for, and how many characters they are.
fn letter(chars: &[char], upper: &[char; 128]) -> Option<(char, usize)> {
    let byte = |c: &char| match *c {
        '\u{80}'..='\u{9f}' => u8::try_from(u32::from(*c)).ok(),
        c => upper
            .iter()
            .position(|other| *other == c)
            .and_then(|place| u8::try_from(0x80 + place).ok()),
    };
    let first = byte(chars.first()?)?;
    let width = match first {
        0xc2..=0xc6 | 0xcb | 0xce | 0xcf => 2,
        0xe2 => 3,
        _ => return None,
    };
    let mut bytes = vec![first];
    for c in chars.get(1..width)? {
        bytes.push(byte(c)?);
    }
    let letter = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    is_written(letter).then_some((letter, width))
}

/// True of the letters of Latin scripts, of the signs that French texts hold, and of what one more wrong reading makes of
/// them: nothing else is made of accents.
fn is_written(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{2027}' | '\u{202f}')
        || UPPER.iter().flatten().any(|upper| *upper == c)
}

/// The letter or sign of Windows-1252 that was read as a control character. The one that begins a sequence of a
/// terminal stays what it is.
fn letter_of_control(c: char) -> Option<char> {
    match c {
        '\u{85}' | '\u{9b}' => None,
        '\u{80}'..='\u{9f}' => {
            let byte = u8::try_from(u32::from(c)).ok()?;
            let letter = Page::Windows1252.character(byte);
            (!letter.is_control()).then_some(letter)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text read in the wrong encoding.
    fn misread(text: &str, page: Page) -> String {
        text.bytes().map(|byte| page.character(byte)).collect()
    }

    #[test]
    fn gives_back_what_was_read_in_the_wrong_encoding() {
        let texts = [
            "École élémentaire Hélène Boucher",
            "Île d’Oléron",
            "Sacré-Cœur",
            "ÉCOLE MATERNELLE ANDRÉ – BÂT. Ç",
            "« Noël » : 5 €",
            "Là-bas, à Aÿ",
        ];
        for text in texts {
            for page in Page::ALL {
                let wrong = misread(text, page);
                assert_eq!(mended(&wrong).text, text, "{} {wrong}", page.name());
                assert!(mended(&wrong).repaired);
                let twice = misread(&wrong, page);
                assert_eq!(mended(&twice).text, text, "twice, {}: {twice}", page.name());
            }
        }
    }

    #[test]
    fn gives_back_the_letter_whose_space_was_lost() {
        for (wrong, right) in [
            ("lÃ -bas", "là -bas"),
            ("Ã l’Ã©cole", "à l’école"),
            ("dÃ©jÃ", "déjà"),
        ] {
            assert_eq!(mended(wrong).text, right);
        }
        assert_eq!(mended("SÃO PAULO").text, "SÃO PAULO");
    }

    #[test]
    fn gives_back_the_letters_of_windows_1252() {
        assert_eq!(
            mended("SACRE C\u{9c}UR de l\u{92}Église").text,
            "SACRE CœUR de l’Église"
        );
        assert_eq!(mended("a\u{9b}31mb").text, "a\u{9b}31mb");
    }

    #[test]
    fn leaves_french_as_it_is() {
        let texts = [
            "École d’Œuvre-Saint-Ÿ",
            "À l’âge d’Âge, CHÂTEAU, Âne",
            "« É » “À” É’s à… é»",
            "L’Haÿ-les-Roses",
            "naïf – Noël — 5 €",
            "Š Ž ƒ ‚ √ ©",
        ];
        for text in texts {
            assert_eq!(mended(text).text, text);
            assert!(!mended(text).repaired, "{text}");
        }
    }

    #[test]
    fn composes_characters_without_a_word() {
        let found = mended("e\u{301}cole");
        assert_eq!((found.text.as_ref(), found.repaired), ("école", false));
    }
}
