//! Inert text: nothing in it acts on the terminal or on the order in which a person reads it.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// Stands for a character that may not be shown.
const HARMLESS: char = '·';

/// Marks that may be stacked on one character.
const MARKS: usize = 3;

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Keep,
    Space,
    Dot,
    Drop,
}

/// Makes text from outside inert, on one line.
///
/// Line ends and tabs become spaces. Control characters, escape sequences' first bytes and characters that
/// change the reading direction become `·`. Characters without width or meaning on a screen are left out, and
/// marks stacked beyond three on one character too.
pub fn inert(text: &str) -> Cow<'_, str> {
    if is_inert(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for (character, fate) in fates(text) {
        match fate {
            Fate::Keep => shown.push(character),
            Fate::Space => shown.push(' '),
            Fate::Dot => shown.push(HARMLESS),
            Fate::Drop => {}
        }
    }
    Cow::Owned(shown)
}

fn is_inert(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || fates(text).all(|(_, fate)| fate == Fate::Keep)
}

/// Goes through the characters with what becomes of each, counting the marks stacked on one.
fn fates(text: &str) -> impl Iterator<Item = (char, Fate)> + '_ {
    let mut marks = 0;
    text.chars().map(move |character| {
        marks = if character.width() == Some(0) {
            marks + 1
        } else {
            0
        };
        let fate = fate(character);
        (
            character,
            if fate == Fate::Keep && marks > MARKS {
                Fate::Drop
            } else {
                fate
            },
        )
    })
}

fn fate(character: char) -> Fate {
    match character {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Space,
        _ if character.is_control() || turns_direction(character) => Fate::Dot,
        _ if has_no_look(character) => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// Marks, embeddings, overrides and isolates of the bidirectional algorithm.
fn turns_direction(character: char) -> bool {
    matches!(
        character,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}'
    )
}

/// Soft hyphen, joiners, variation selectors, tags, byte order mark, invisible operators, fillers.
fn has_no_look(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{34F}'
            | '\u{115F}'..='\u{1160}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200D}'
            | '\u{2060}'..='\u{2065}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_schools_pass_unchanged() {
        for name in [
            "Élém. Jean Jaurès",
            "L’Œuvre – « Saint-Égrève »",
            "e\u{301}cole",
            "R.P.I. d'Auris",
        ] {
            assert_eq!(inert(name), name);
        }
    }

    #[test]
    fn what_acts_is_shown_or_left_out() {
        let cases = [
            ("\x1b[2J\x1b]0;titre\x07", "·[2J·]0;titre·"),
            ("a\u{9b}31m", "a·31m"),
            ("a\tb\r\nc", "a b  c"),
            ("\u{202e}gpj.exe", "·gpj.exe"),
            ("a\u{200b}b\u{feff}c\u{ad}d", "abcd"),
            ("\u{7f}\0", "··"),
            ("a\u{2067}b\u{2069}", "a·b·"),
        ];
        for (raw, shown) in cases {
            assert_eq!(inert(raw), shown, "{raw:?}");
        }
    }

    #[test]
    fn marks_are_not_stacked_without_end() {
        let tower = format!("e{}x", "\u{301}".repeat(500));
        assert_eq!(inert(&tower).chars().count(), 5);
    }
}
