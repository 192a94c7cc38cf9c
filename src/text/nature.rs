//! The one list: what each character of a text from outside does where it is shown.

use unicode_width::UnicodeWidthChar;

/// The most marks that are kept on one character: no language stacks more.
const MARKS: usize = 3;

/// What a character does where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// It is seen as what it is.
    Plain,
    /// It ends a line or moves the cursor along: a space stands for it.
    Space,
    /// It acts on a terminal, or on the direction in which the text around it is read.
    Acts,
    /// It is not seen, or is one mark too many on its character.
    Unseen,
}

/// What a character does, wherever it stands.
pub fn nature(c: char) -> Nature {
    match c {
        ' '..='~' => Nature::Plain,
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Nature::Space,
        _ if c.is_control() || turns_direction(c) => Nature::Acts,
        _ if has_no_look(c) => Nature::Unseen,
        _ => Nature::Plain,
    }
}

/// The characters of a text, each with what it does there.
pub fn natures(text: &str) -> impl Iterator<Item = (char, Nature)> + '_ {
    let mut marks = 0;
    text.chars().map(move |c| {
        let nature = nature(c);
        if nature == Nature::Plain {
            marks = if c.width() == Some(0) { marks + 1 } else { 0 };
            if marks > MARKS {
                return (c, Nature::Unseen);
            }
        }
        (c, nature)
    })
}

/// True where every character of a text is plain.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
        || natures(text).all(|(_, nature)| nature == Nature::Plain)
}

/// Marks, embeddings, overrides and isolates of the bidirectional algorithm.
fn turns_direction(c: char) -> bool {
    matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}'
    )
}

/// Soft hyphen, joiners, fillers, variation selectors, byte order mark, invisible operators, controls of notations, tags,
/// and what is no character.
fn has_no_look(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200D}'
            | '\u{2060}'..='\u{2065}'
            | '\u{3164}'
            | '\u{FDD0}'..='\u{FDEF}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{13430}'..='\u{1343F}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    ) || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_and_every_turn_of_direction_acts_or_is_a_space() {
        for c in ('\0'..='\u{9f}').filter(|c| c.is_control()) {
            assert_ne!(nature(c), Nature::Plain, "{c:?}");
        }
        for c in "\u{1b}\u{9b}\u{7f}\u{61c}\u{200e}\u{202a}\u{202e}\u{2066}\u{2069}\u{206a}".chars() {
            assert_eq!(nature(c), Nature::Acts, "{c:?}");
        }
        for c in "\u{ad}\u{200b}\u{200d}\u{2060}\u{fe0f}\u{feff}\u{fff9}\u{ffff}\u{e0041}".chars() {
            assert_eq!(nature(c), Nature::Unseen, "{c:?}");
        }
    }

    #[test]
    fn what_french_writes_is_plain() {
        for text in [
            "L’Œuvre – « Saint-Égrève » n°\u{a0}1\u{202f}; 5 € …",
            "e\u{301}cole",
            "⚑ ✓ ✗ → ●",
        ] {
            assert!(is_plain(text), "{text}");
        }
        assert!(!is_plain("a\tb"));
    }

    #[test]
    fn a_mark_too_many_is_not_seen() {
        let tower = format!("e{}", "\u{301}".repeat(MARKS + 1));
        let natures: Vec<Nature> = natures(&tower).map(|(_, nature)| nature).collect();
        assert_eq!(natures[..=MARKS], [Nature::Plain; MARKS + 1]);
        assert_eq!(natures[MARKS + 1], Nature::Unseen);
    }
}
