//! What an AZERTY keyboard reaches, and how.

/// How a character is typed on the French keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The key alone, or Shift for a capital letter.
    Plain,
    /// A digit: Shift, with the character of the same key without it.
    Digit(char),
    /// Shift.
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
pub fn reach(character: char) -> Reach {
    if let Some((_, sign)) = DIGITS.iter().find(|(digit, _)| *digit == character) {
        return Reach::Digit(*sign);
    }
    match character {
        _ if character.is_ascii_alphabetic() || PLAIN.contains(character) => Reach::Plain,
        '°' | '+' | '£' | '%' | 'µ' | '>' | '.' | '§' => Reach::Shift,
        '~' | '#' | '{' | '[' | '|' | '`' | '\\' | '@' | ']' | '}' | '€' | '¤' => Reach::AltGr,
        '^' | '¨' => Reach::Dead,
        _ => Reach::Absent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_that_a_hand_cannot_reach_are_known() {
        for character in ['[', ']', '{', '}', '\\', '|', '@', '#'] {
            assert_eq!(reach(character), Reach::AltGr, "{character}");
        }
        assert_eq!(reach('2'), Reach::Digit('é'));
        assert_eq!(reach('.'), Reach::Shift);
        assert_eq!(reach('^'), Reach::Dead);
        assert_eq!(reach('ß'), Reach::Absent);
        assert_eq!(reach('/'), Reach::Plain);
    }
}
