//! What the keys do to a field.

use crate::tui::keymap::Verb;
use crate::tui::model::{Field, LONGEST};

use super::keys::Press;

/// What became of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// Its text is another.
    Changed,
    /// Its caret moved at most.
    Same,
    /// It holds no more.
    Full,
    /// The key is not for a field.
    Unknown,
}

/// Does to a field what a key asks.
pub fn edit(field: &mut Field, press: Press) -> Edited {
    let verb = match press {
        Press::Char(character) => {
            let left = field.insert(character.encode_utf8(&mut [0; 4]));
            return if left == 0 { Edited::Changed } else { Edited::Full };
        }
        Press::Verb(verb) => verb,
    };
    let changed = match verb {
        Verb::CaretLeft => moved(field, Field::left),
        Verb::CaretRight => moved(field, Field::right),
        Verb::CaretStart => moved(field, Field::home),
        Verb::CaretEnd => moved(field, Field::end),
        Verb::DeleteBefore => field.delete_before(),
        Verb::DeleteAfter => field.delete_after(),
        Verb::DeleteWord => field.delete_word(),
        Verb::ClearField => field.clear(),
        _ => return Edited::Unknown,
    };
    if changed { Edited::Changed } else { Edited::Same }
}

/// What is said of a field that holds no more.
pub fn full() -> String {
    format!("ce champ tient {LONGEST} caractères au plus")
}

fn moved(field: &mut Field, how: fn(&mut Field)) -> bool {
    how(field);
    false
}
