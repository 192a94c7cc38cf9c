//! The dialogs: opening them, their keys, the answers they wait for.

mod choose;
mod chooser;
mod focus;
mod form;
mod text;

use crossterm::event::KeyEvent;

use crate::service::DeskError;
use crate::tui::effect::{Answer, Effect};
use crate::tui::keymap::{Context, Press};
use crate::tui::model::dialog::{ChooserFocus, Dialog, TextDialog};
use crate::tui::model::{LONGEST, Model, Tone};

use super::keys;
use crate::tui::verb::{annexe, help};

use super::{editor, orders};

/// Takes a key while a dialog is open.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    if press == Press::Help && help::over(model, effects) {
        return;
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
        Some(Dialog::Chooser(_)) => chooser::press(model, press, effects),
        Some(Dialog::Form(_)) => form::press(model, press, effects),
        Some(Dialog::Text(_)) => text::press(model, press, effects),
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
        _ => close(model),
    }
}

/// True where a key does something in the dialog that is open.
pub fn takes(dialog: &Dialog, press: Press) -> bool {
    match dialog {
        Dialog::Text(dialog) => text::takes(dialog, press),
        Dialog::Annexe(annexe) => annexe.dating || !matches!(press, Press::Char(_)),
        Dialog::Wait(_) | Dialog::Chooser(_) | Dialog::Form(_) | Dialog::Editor(_) => true,
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
        Some(Dialog::Text(_) | Dialog::Wait(_) | Dialog::Annexe(_)) | None => 0,
    };
    say_cut(model, left);
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

/// Takes the answer that a dialog waits for, then the keys typed meanwhile where it opens a field or choices.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>, effects: &mut Vec<Effect>) {
    let wait = match model.dialog.take() {
        Some(Dialog::Wait(wait)) => wait,
        Some(dialog) => {
            let forms = matches!(dialog, Dialog::Editor(_));
            model.dialog = Some(dialog);
            if forms {
                editor::answer(model, answer, effects);
            } else {
                chooser::answer(model, answer, effects);
            }
            return;
        }
        None => return,
    };
    match answer {
        Ok(answer) => wait.flow.answered(model, answer, effects),
        Err(error) => wait.flow.failed(model, error, effects),
    }
    replay(model, wait.held, effects);
}

/// Gives the keys typed during a wait to the choices or the field that it opened, and those behind the one that took a
/// choice to the panes. Nothing else takes them: a dialog is read before it is confirmed, and where nothing opened the
/// panes have other verbs under the same keys.
fn replay(model: &mut Model, held: Vec<KeyEvent>, effects: &mut Vec<Effect>) {
    let mut opened = false;
    for key in held {
        let takes = match &model.dialog {
            Some(Dialog::Chooser(_) | Dialog::Form(_)) => {
                opened = true;
                true
            }
            Some(Dialog::Wait(_)) => true,
            // A question over the form was not seen yet: what was typed is no answer to it.
            Some(Dialog::Editor(form)) => form.question.is_none(),
            Some(Dialog::Text(_) | Dialog::Annexe(_)) => false,
            None => opened,
        };
        if !takes {
            return;
        }
        keys::press(model, key, effects);
    }
}

/// Closes the dialog; an order on its way goes on, and its answer is still told. The marks of an annexe are not lost by
/// one key: its preview goes back to them, and leaving them is asked for twice.
fn close(model: &mut Model) {
    model.dialog_request = 0;
    let cancel = model.key(model.context(), Press::Cancel);
    model.dialog = match model.dialog.take() {
        Some(Dialog::Wait(wait)) => wait.flow.marks().map(Dialog::Annexe),
        Some(Dialog::Text(TextDialog {
            back: Some(annexe),
            busy: None,
            ..
        })) => Some(Dialog::Annexe(annexe)),
        Some(Dialog::Text(TextDialog {
            over: Some(below), ..
        })) => Some(*below),
        Some(Dialog::Annexe(annexe)) => annexe::leave(annexe, &cancel).map(Dialog::Annexe),
        _ => None,
    };
}
