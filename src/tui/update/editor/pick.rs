//! The list of which the value of a cell is picked.

use crate::tui::effect::{Ask, Effect, Slot};
use crate::tui::form::spec::Input;
use crate::tui::keymap::{Press, Step};
use crate::tui::model::Model;
use crate::tui::model::editor::{Found, Picker};
use crate::tui::update::edit::{Edited, edit};

use super::editor;

/// Opens the list of the cell under the cursor, narrowed to words.
pub(super) fn open(model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    let Some(at) = form.cell_here() else {
        return;
    };
    let current = form
        .values
        .cell(at)
        .map_or("", |cell| cell.field.text())
        .to_owned();
    let picker = match form.values.input(at) {
        Some(Input::Record(target)) => Picker::among(at, target),
        Some(input) => Picker::of(at, input.choices().unwrap_or_default(), &current),
        None => return,
    };
    form.picker = Some(picker);
    if let Some(picker) = &mut form.picker {
        picker.words.insert(words);
    }
    let known = form.picker.as_ref().is_some_and(|picker| picker.target.is_none());
    if !(known && words.is_empty()) {
        edited(model, effects);
    }
}

/// Takes what the desk found.
pub(super) fn found(model: &mut Model, found: Vec<Found>) {
    if let Some(picker) = editor(model).and_then(|form| form.picker.as_mut()) {
        picker.take(found);
    }
}

/// Takes a key.
pub(super) fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    let Some(picker) = &mut form.picker else {
        return;
    };
    match press {
        Press::Cancel => close(model),
        Press::Accept | Press::NextField => take(model),
        Press::Step(Step::Up) | Press::PreviousField => picker.step(-1),
        Press::Step(Step::Down) => picker.step(1),
        Press::Step(Step::PageUp) => picker.step(-8),
        Press::Step(Step::PageDown) => picker.step(8),
        press => {
            picker.pointing = false;
            if edit(&mut picker.words, press) == Edited::Changed {
                edited(model, effects);
            }
        }
    }
}

/// Closes the list. What it has asked the desk for is no longer awaited: it would fill another list.
fn close(model: &mut Model) {
    if let Some(form) = editor(model) {
        form.picker = None;
    }
    model.dialog_request = 0;
}

/// Narrows the list to the words: at once where it is known, else by asking the desk.
pub(super) fn edited(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    let of = form.was.as_ref().map(|(record, _)| record.id());
    let Some(picker) = form.picker.as_mut() else {
        return;
    };
    let Some(target) = picker.target else {
        return picker.narrow();
    };
    picker.late = true;
    let words = picker.words.text().to_owned();
    let ticket = model.ticket(Slot::Dialog);
    model.dialog_request = ticket.number;
    effects.push(Effect::Ask(ticket, Ask::Pick(target, words, of)));
}

/// Puts the value under the cursor in the cell, with what it brings, and goes on to the next row.
fn take(model: &mut Model) {
    let Some(form) = editor(model) else {
        return;
    };
    let Some(picker) = &form.picker else {
        return;
    };
    // What the list shows is not yet what the words ask for.
    if picker.late {
        return;
    }
    let (cell, found) = (picker.cell, picker.chosen().cloned());
    let Some(found) = found else {
        return;
    };
    form.picker = None;
    let named = form
        .values
        .input(cell)
        .is_some_and(|input| matches!(input, Input::Record(_)));
    if let Some(cell) = form.values.cell_mut(cell) {
        cell.field.set(found.key);
        cell.named = named.then_some(found.label);
    }
    for (path, text) in &found.with {
        if let Some(place) = form.values.place(path)
            && let Some(cell) = form.values.cell_mut((place, 0, 0))
        {
            cell.field.set(text.clone());
        }
    }
    form.changed();
    form.step(1);
}
