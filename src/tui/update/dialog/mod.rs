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
use crate::tui::model::dialog::{ChooserFocus, Dialog, Intent, TextDialog, Wait};
use crate::tui::model::{LONGEST, Model, Tone};

use super::keys;
use crate::tui::verb::{
    annexe, batch, close, convention, copy, form as record_form, help, history, many, refusal, register,
    register_ready, save_view, solution, stage, undo, views,
};

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
        Ok(answer) => open(model, wait.intent, answer, effects),
        Err(error) => failed(model, wait.intent, error, effects),
    }
    replay(model, wait.held, effects);
}

/// Says why there is no answer; the marks of an annexe are given back with it.
fn failed(model: &mut Model, intent: Intent, error: DeskError, effects: &mut Vec<Effect>) {
    match (intent, error) {
        (Intent::AnnexeChange(marks) | Intent::AnnexeAgain { marks, .. }, error) => {
            annexe::refused(model, marks, error, effects);
        }
        (intent, DeskError::Refused(refusal)) => {
            let asked = intent.asked().to_owned();
            orders::refused(model, *refusal, &asked, None, effects);
        }
        (_, error) => model.say(Tone::Error, error.to_string()),
    }
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

/// Opens the dialog that an answer was asked for.
fn open(model: &mut Model, intent: Intent, answer: Answer, effects: &mut Vec<Effect>) {
    match (intent, answer) {
        (Intent::Modify, Answer::Dossier(dossier)) => record_form::modifying(model, &dossier, effects),
        (Intent::Close, Answer::Dossier(dossier)) => close::closing(model, &dossier, effects),
        (Intent::Check, Answer::Dossier(dossier)) => close::checked(model, &dossier, effects),
        (Intent::Entry { review, .. }, Answer::Dossier(dossier)) => close::entry(model, &dossier, review),
        (Intent::Reminder(number), Answer::Dossier(dossier)) => close::reminder(model, number, &dossier),
        (Intent::Form(opening), Answer::Form(read)) => record_form::show(model, &opening, *read),
        (Intent::Annexe, Answer::Annexe(read)) => annexe::show(model, *read),
        (Intent::AnnexeChange(annexe), Answer::Outcome(outcome)) => {
            annexe::changed(model, annexe, outcome);
        }
        (Intent::AnnexeAgain { marks, why }, Answer::Annexe(read)) => {
            annexe::again(model, *marks, why, *read);
        }
        (Intent::Stage, Answer::Dossier(dossier)) => stage::show(model, dossier),
        (Intent::Solution, Answer::Dossier(dossier)) => solution::show(model, dossier),
        (Intent::Addresses, Answer::Addresses(found)) => copy::addresses(model, found, effects),
        (Intent::Views, Answer::Views(all)) => views::show(model, all),
        (Intent::SaveView, Answer::Views(all)) => save_view::show(model, all),
        (Intent::SavedView(offered), Answer::Dossier(dossier)) => {
            save_view::show_saved(model, *offered, &dossier);
        }
        (Intent::Conventions(act), Answer::Page(page)) => convention::choose(model, act, &page),
        (Intent::Convention(act), Answer::Dossier(dossier)) => {
            convention::show(model, act, &dossier);
        }
        (Intent::Register { deployment, title }, Answer::Outcome(outcome)) => {
            register::show(model, deployment, &title, &outcome);
        }
        (Intent::Many(asked), answer) => many::answer(model, *asked, answer),
        (Intent::Batch(batch), Answer::Outcomes(outcomes)) => batch::show(model, *batch, outcomes),
        (Intent::History(title), Answer::History(lines)) => history::show(model, &title, &lines),
        (Intent::RegisterReady(order), Answer::Outcome(outcome)) => {
            register_ready::show(model, *order, &outcome);
        }
        (Intent::Undo { redo }, Answer::Undoing(undoing)) => {
            undo::show(model, redo, undoing.map(|undoing| *undoing), effects);
        }
        (
            Intent::ChangedSince {
                redo,
                words,
                name,
                entry,
            },
            Answer::History(lines),
        ) => {
            let dialog = refusal::not_taken_back(redo, &words);
            refusal::changed_since(model, dialog, &name, entry, &lines);
        }
        (Intent::Conflict { asked, seen, again }, Answer::History(lines)) => {
            refusal::conflict(model, &asked, seen, again, &lines);
        }
        _ => {}
    }
}

/// Closes the dialog; an order on its way goes on, and its answer is still told. The marks of an annexe are not lost by
/// one key: its preview goes back to them, and leaving them is asked for twice.
fn close(model: &mut Model) {
    model.dialog_request = 0;
    let cancel = model.key(model.context(), Press::Cancel);
    model.dialog = match model.dialog.take() {
        Some(
            Dialog::Text(TextDialog {
                back: Some(annexe),
                busy: None,
                ..
            })
            | Dialog::Wait(Wait {
                intent: Intent::AnnexeChange(annexe) | Intent::AnnexeAgain { marks: annexe, .. },
                ..
            }),
        ) => Some(Dialog::Annexe(annexe)),
        Some(Dialog::Text(TextDialog {
            over: Some(below), ..
        })) => Some(*below),
        Some(Dialog::Annexe(annexe)) => annexe::leave(annexe, &cancel).map(Dialog::Annexe),
        _ => None,
    };
}
