//! The forms of records: opening them, their keys, what they ask, and what is kept of them.

mod clash;
mod drafts;
mod path;
mod pick;
mod refused;
mod save;
mod version;

pub use drafts::{DRAFT_ANSWERS, focus, keep_before_leaving, keep_once_left, keep_typed};
pub use refused::refused;
pub use save::carried_out;

use crate::service::DeskError;
use crate::tui::effect::{Answer, Effect};
use crate::tui::keymap::{Context, Edit, Press, Step, Verb};
use crate::tui::model::Model;
use crate::tui::model::dialog::Dialog;
use crate::tui::model::editor::{Editor, FormRow};
use crate::tui::verb::UNEXPECTED;

use super::edit::{Edited, edit, full};

/// The rows that a page moves by.
const PAGE: isize = 12;

/// The form that is open.
fn editor(model: &mut Model) -> Option<&mut Editor> {
    match &mut model.dialog {
        Some(Dialog::Editor(editor)) => Some(editor),
        _ => None,
    }
}

/// Takes a key.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    if form.question.is_some() {
        return drafts::press(model, press, effects);
    }
    if form.busy.is_some() {
        return drafts::leave_busy(model, press, effects);
    }
    if form.clash.is_some() {
        return clash::press(model, press, effects);
    }
    if form.picker.is_some() {
        return pick::press(model, press, effects);
    }
    if press == Press::NextField && path::completes(form) {
        return path::ask(model, effects);
    }
    match press {
        Press::Cancel => drafts::leave(model, effects),
        Press::Save => save::save(model, effects),
        Press::Accept => accept(model, effects),
        Press::Step(Step::Down) | Press::NextField => form.step(1),
        Press::Step(Step::Up) | Press::PreviousField => form.step(-1),
        Press::Step(Step::PageDown) => form.step(PAGE),
        Press::Step(Step::PageUp) => form.step(-PAGE),
        press => type_in(model, press, effects),
    }
}

/// Enter: saves on the last row, else goes to the next row. It never opens a list, of which a second Enter would take a
/// value that was not chosen.
fn accept(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    match form.here() {
        FormRow::Save => save::save(model, effects),
        FormRow::Cell(_) => form.step(1),
    }
}

/// A key that types: in a text at its caret; of a value that is picked, it opens its list.
fn type_in(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let correct = model.key(Context::List, Verb::Correct);
    let Some(form) = editor(model) else {
        return;
    };
    let FormRow::Cell(at) = form.here() else {
        return;
    };
    if !form.may_edit(FormRow::Cell(at)) {
        if matches!(press, Press::Char(_)) {
            form.error = Some(form.key_words(&correct));
        }
        return;
    }
    if !form.is_picked(at) {
        let Some(cell) = form.values.cell_mut(at) else {
            return;
        };
        match edit(&mut cell.field, press) {
            Edited::Changed => form.changed(),
            Edited::Full => form.error = Some(full()),
            Edited::Same | Edited::Unknown => {}
        }
        return;
    }
    match press {
        Press::Char(' ') => pick::open(model, "", effects),
        Press::Char(typed) => pick::open(model, typed.encode_utf8(&mut [0; 4]), effects),
        Press::Edit(Edit::DeleteBefore | Edit::DeleteAfter | Edit::DeleteWord | Edit::Clear) => {
            if let Some(cell) = form.values.cell_mut(at)
                && cell.field.clear()
            {
                cell.named = None;
                form.changed();
            }
        }
        _ => {}
    }
}

/// Takes pasted text. Returns how many characters are left out.
pub fn paste(model: &mut Model, text: &str, effects: &mut Vec<Effect>) -> usize {
    let Some(form) = editor(model) else {
        return 0;
    };
    if form.busy.is_some() || !form.takes_text() {
        return 0;
    }
    if let Some(picker) = &mut form.picker {
        let left = picker.words.insert(text);
        pick::edited(model, effects);
        return left;
    }
    let FormRow::Cell(at) = form.here() else {
        return 0;
    };
    if !form.may_edit(FormRow::Cell(at)) {
        return 0;
    }
    if form.is_picked(at) {
        pick::open(model, text, effects);
        return 0;
    }
    let left = form.values.cell_mut(at).map_or(0, |cell| cell.field.insert(text));
    form.changed();
    left
}

/// Takes what the desk found for a list of records, or how a path goes on.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>) {
    let Some(form) = editor(model) else {
        return;
    };
    let awaited = form
        .picker
        .as_ref()
        .map_or_else(|| path::completes(form), |picker| picker.target.is_some());
    if !awaited {
        return;
    }
    match answer {
        Ok(Answer::Found(found)) => pick::found(model, found),
        Ok(Answer::Path(completed)) => path::complete(form, completed),
        Ok(_) => form.error = Some(UNEXPECTED.to_owned()),
        Err(error) => {
            form.error = Some(error.to_string());
            model.typed.clear();
        }
    }
}
