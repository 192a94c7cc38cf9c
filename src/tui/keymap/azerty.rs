//! What an AZERTY keyboard reaches, and how.

/// How a character is typed on the French keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyAccess {
    /// The key alone, or Shift for a capital letter.
    Plain,
    /// A digit: Shift, with the character of the same key without it.
    Digit(char),
    Shift,
    /// `AltGr`.
    AltGr,
    /// A dead key: it waits for a letter.
    Dead,
    /// Not on the keyboard.
    Absent,
}

/// The digits, each with the character of the same key without Shift.
const DIGITS: [(char, char); 10] = [
    ('1', '&'),
    ('2', 'é'),
    ('3', '"'),
    ('4', '\''),
    ('5', '('),
    ('6', '-'),
    ('7', 'è'),
    ('8', '_'),
    ('9', 'ç'),
    ('0', 'à'),
];

/// Signs without Shift, then `/` and `?`: under Shift, but in every such program search and help.
const PLAIN: &str = " ²&é\"'(-è_çà)=$ù*<,;:!/?";

/// Tells how a character is typed.
pub fn reach(character: char) -> KeyAccess {
    if let Some((_, sign)) = DIGITS.iter().find(|(digit, _)| *digit == character) {
        return KeyAccess::Digit(*sign);
    }
    match character {
        _ if character.is_ascii_alphabetic() || PLAIN.contains(character) => KeyAccess::Plain,
        '°' | '+' | '£' | '%' | 'µ' | '>' | '.' | '§' => KeyAccess::Shift,
        '~' | '#' | '{' | '[' | '|' | '`' | '\\' | '@' | ']' | '}' | '€' | '¤' => KeyAccess::AltGr,
        '^' | '¨' => KeyAccess::Dead,
        _ => KeyAccess::Absent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_that_a_hand_cannot_reach_are_known() {
        for character in ['[', ']', '{', '}', '\\', '|', '@', '#'] {
            assert_eq!(reach(character), KeyAccess::AltGr, "{character}");
        }
        assert_eq!(reach('2'), KeyAccess::Digit('é'));
        assert_eq!(reach('.'), KeyAccess::Shift);
        assert_eq!(reach('^'), KeyAccess::Dead);
        assert_eq!(reach('ß'), KeyAccess::Absent);
        assert_eq!(reach('/'), KeyAccess::Plain);
    }
}
