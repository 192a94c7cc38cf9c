//! The keys of a chooser.

use crate::service::DeskError;
use crate::tui::effect::{Answer, Effect};
use crate::tui::keymap::Press;
use crate::tui::model::Model;
use crate::tui::model::dialog::Dialog;
use crate::tui::update::edit::{Edited, edit};
use crate::tui::update::marking;

use super::{choose, focus};

/// The rows that a page moves by.
const PAGE: isize = 10;

/// Takes a key.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    if chooser.busy.is_some() {
        return;
    }
    match press {
        Press::Accept => choose::accept(model, effects),
        Press::Step(step) => chooser.step(step.rows(PAGE)),
        Press::Mark if chooser.arranges => toggle(model),
        Press::ColumnLeft if chooser.arranges => shift(model, -1),
        Press::ColumnRight if chooser.arranges => shift(model, 1),
        press if chooser.filter().is_none() => focus::press(chooser, &model.options.keymap, press),
        press => type_in(model, press, effects),
    }
}

/// Marks the column under the cursor, or unmarks it: it stays under the cursor, to be moved.
fn toggle(model: &mut Model) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    if chooser.at + 1 < chooser.choices.len() {
        chooser.toggle();
        chooser.error = None;
        let marked = chooser.choices.iter().filter(|choice| choice.marked).count();
        if let Some(choice) = chooser.chosen().cloned() {
            marking::line(model, &choice.label, choice.marked, marked);
        }
    }
}

/// Moves the column under the cursor; what is usual stays last.
fn shift(model: &mut Model, by: isize) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    let last = chooser.choices.len().saturating_sub(1);
    let to = chooser.at.saturating_add_signed(by);
    if chooser.at < last && to < last {
        chooser.shift(by);
        if let Some(choice) = chooser.chosen().cloned() {
            marking::placed(model, &choice.label, to + 1, last);
        }
    }
}

fn type_in(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    chooser.pointing = false;
    let changed = chooser
        .field()
        .is_some_and(|field| edit(field, press) == Edited::Changed);
    if changed {
        edited(model, effects);
    }
}

/// Does what an edited field asks for: other choices, or nothing yet.
pub fn edited(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    chooser.error = None;
    if let Some(words) = chooser.filter().map(str::to_owned) {
        chooser.flow.clone().narrowed(model, &words, effects);
    }
}

/// Lists what was found.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>, effects: &mut Vec<Effect>) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    chooser.late = false;
    match answer {
        Ok(answer) => chooser.flow.clone().found(model, answer, effects),
        Err(error) => {
            chooser.error = Some(error.to_string());
            model.typed.clear();
        }
    }
}
