//! What the keys do to a field.

use crate::tui::keymap::{Edit, Press};
use crate::tui::model::dialog::Dialog;
use crate::tui::model::{Field, LONGEST, Model, Tone};

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
    let edit = match press {
        Press::Char(character) => {
            let left = field.insert(character.encode_utf8(&mut [0; 4]));
            return if left == 0 { Edited::Changed } else { Edited::Full };
        }
        Press::Edit(edit) => edit,
        _ => return Edited::Unknown,
    };
    let changed = match edit {
        Edit::Left => moved(field, Field::left),
        Edit::Right => moved(field, Field::right),
        Edit::Start => moved(field, Field::home),
        Edit::End => moved(field, Field::end),
        Edit::DeleteBefore => field.delete_before(),
        Edit::DeleteAfter => field.delete_after(),
        Edit::DeleteWord => field.delete_word(),
        Edit::Clear => field.clear(),
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

/// Says that a pasted text did not fit.
pub fn say_cut(model: &mut Model, left: usize) {
    if left > 0 {
        let plural = if left < 2 { "" } else { "s" };
        let text = format!(
            "Texte coupé\u{a0}: {left} caractère{plural} en trop, un champ en tient {LONGEST} au plus"
        );
        // The form of a record may lie over the message line.
        match &mut model.dialog {
            Some(Dialog::Editor(form)) => form.error = Some(text),
            _ => model.say(Tone::Error, text),
        }
    }
}
