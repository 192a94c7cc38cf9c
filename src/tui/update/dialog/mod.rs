//! The dialogs: opening them, their keys, the answers they wait for.

mod choose;
mod chooser;
mod focus;
mod form;
mod month;
mod text;

use crate::service::DeskError;
use crate::tui::effect::{Answer, Effect};
use crate::tui::keymap::{Context, Press, Verb};
use crate::tui::model::Model;
use crate::tui::model::dialog::{ChooserFocus, Dialog, TextDialog};

use crate::tui::verb::{annexe, day_grid, help};

use super::edit::say_cut;
use super::{editor, orders};

/// Takes a key while a dialog is open.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    if press == Press::Help && help::over(model, effects) {
        return;
    }
    if press == Press::Verb(Verb::PickDay) {
        return month::open(model, effects);
    }
    if let Press::Accept | Press::Confirm | Press::Save = press
        && model.dialog.as_ref().and_then(Dialog::busy).is_some()
    {
        return orders::say_waiting(model);
    }
    if matches!(model.dialog, Some(Dialog::Editor(_))) {
        return editor::press(model, press, effects);
    }
    if press == Press::Cancel {
        return leave(model);
    }
    match &model.dialog {
        Some(Dialog::Annexe(_)) => annexe::press(model, press, effects),
        Some(Dialog::Days(_)) => day_grid::press(model, press, effects),
        Some(Dialog::Chooser(_)) => chooser::press(model, press, effects),
        Some(Dialog::Form(_)) => form::press(model, press, effects),
        Some(Dialog::Text(_)) => text::press(model, press, effects),
        Some(Dialog::Month(_)) => month::press(model, press, effects),
        Some(Dialog::Wait(_) | Dialog::Editor(_)) | None => {}
    }
}

/// Leaves a dialog, unless words would be lost and that was not said yet.
fn leave(model: &mut Model) {
    let cancel = model.key(Context::Field, Press::Cancel);
    match &mut model.dialog {
        Some(Dialog::Form(form)) if form.has_words() && !form.leaving => {
            form.leaving = true;
            form.error = Some(format!(
                "ce texte n’est pas enregistré\u{a0}: {cancel} encore l’abandonne"
            ));
        }
        Some(Dialog::Text(dialog)) if dialog.find.is_some() => (dialog.find, dialog.top) = (None, 0),
        _ => close(model),
    }
}

/// True where a key does something in the dialog that is open.
pub fn takes(dialog: &mut Dialog, press: Press) -> bool {
    if press == Press::Verb(Verb::PickDay) {
        return dialog.busy().is_none() && dialog.date().is_some();
    }
    match dialog {
        Dialog::Month(_) => month::takes(press),
        Dialog::Text(dialog) => text::takes(dialog, press),
        Dialog::Annexe(annexe) => annexe.dating || !matches!(press, Press::Char(_)),
        Dialog::Wait(_) | Dialog::Chooser(_) | Dialog::Form(_) | Dialog::Editor(_) | Dialog::Days(_) => true,
    }
}

/// Takes pasted text while a dialog is open.
pub fn paste(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    let left = match &mut model.dialog {
        Some(Dialog::Chooser(chooser)) => {
            let left = chooser.field().map_or(0, |field| field.insert(text));
            if focus::is_dated(chooser) {
                chooser.focus = ChooserFocus::Day;
            }
            chooser::edited(model, effects);
            left
        }
        Some(Dialog::Form(form)) => {
            (form.error, form.leaving) = (None, false);
            form.field().insert(text)
        }
        Some(Dialog::Editor(_)) => editor::paste(model, text, effects),
        Some(Dialog::Annexe(annexe)) if annexe.dating => annexe.day.field.insert(text),
        Some(Dialog::Text(dialog)) => dialog.find_field().map_or(0, |field| field.insert(text)),
        Some(Dialog::Wait(_) | Dialog::Annexe(_) | Dialog::Days(_) | Dialog::Month(_)) | None => 0,
    };
    say_cut(model, left);
}

/// Takes the answer that a dialog waits for.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>, effects: &mut Vec<Effect>) {
    match (&model.dialog, answer) {
        (Some(Dialog::Wait(_)), answer) => {
            let Some(Dialog::Wait(waiting)) = model.dialog.take() else {
                return;
            };
            match answer {
                Ok(answer) => waiting.answered(model, answer, effects),
                Err(error) => waiting.failed(model, error, effects),
            }
        }
        (Some(Dialog::Month(_)), answer) => month::answer(model, answer),
        (Some(Dialog::Editor(_)), answer) => editor::answer(model, answer),
        (Some(Dialog::Form(_)), answer) => form::answer(model, answer, effects),
        (Some(_), answer) => chooser::answer(model, answer, effects),
        (None, _) => {}
    }
}

/// Closes the dialog; an order on its way goes on, and its answer is still told. The marks of an annexe are not lost by
/// one key: its preview goes back to them, and leaving them is asked for twice.
fn close(model: &mut Model) {
    model.dialog_request = 0;
    let cancel = model.key(model.context(), Press::Cancel);
    model.dialog = match model.dialog.take() {
        Some(Dialog::Wait(waiting)) => return waiting.given_up(model),
        Some(Dialog::Month(month)) => Some(month.below),
        Some(Dialog::Text(TextDialog {
            back: Some(annexe),
            busy: None,
            ..
        })) => Some(Dialog::Annexe(annexe)),
        Some(Dialog::Text(TextDialog {
            over: Some(below), ..
        })) => Some(*below),
        Some(Dialog::Chooser(chooser)) => return chooser.flow.given_up(model),
        Some(Dialog::Annexe(annexe)) => annexe::leave(annexe, &cancel).map(Dialog::Annexe),
        Some(Dialog::Days(grid)) => day_grid::leave(grid, &cancel).map(Dialog::Days),
        _ => None,
    };
}
