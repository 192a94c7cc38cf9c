//! What the answer to an order does.

use crate::domain::command::{Command, Order, Seen};
use crate::domain::refusal::Refusal;
use crate::service::{DeskError, Receipt};
use crate::tui::effect::{Answer, Effect};
use crate::tui::model::dialog::{Batch, Dialog, TextDialog};
use crate::tui::model::{Model, Tone, Work};
use crate::tui::verb::{annexe, batch, refusal as refusal_dialog, save_view, unexpected};
use crate::tui::wording::just_changed;
use crate::tui::words;

use super::{doubts, editor, lists, orders, review};

/// Takes the answer to the order on its way.
pub fn done(model: &mut Model, answer: Result<Answer, DeskError>, effects: &mut Vec<Effect>) {
    let Some(work) = model.work.take() else {
        return;
    };
    let waiting = orders::free(model);
    if answer.is_err() {
        review::failed(model);
    }
    model.company.closed |= matches!(answer, Err(DeskError::Gone(_) | DeskError::Unknown(_)));
    match &answer {
        Err(DeskError::Unknown(_)) => doubts::keep(model, &work, effects),
        _ => doubts::settle(model, work.order.id, effects),
    }
    let elsewhere = !waiting && model.dialog.is_some();
    match answer {
        Ok(Answer::Receipt(receipt)) => {
            match (waiting, &model.dialog) {
                (true, Some(Dialog::Editor(_))) => editor::carried_out(model, effects),
                // The cases that the file left to a person.
                (true, Some(Dialog::Chooser(_))) if is_import(&work) => {}
                (true, _) => model.dialog = None,
                (false, _) => {}
            }
            settle_draft(model, &work, effects);
            carried_out(model, &work, &receipt, effects);
        }
        Ok(_) => unexpected(model),
        // Nothing takes the place of what the operator has opened meanwhile.
        Err(error @ DeskError::Unknown(_)) if elsewhere => model.say(Tone::Error, unknown(&work, &error)),
        Err(error) if elsewhere => {
            let text = format!(
                "Rien n’est enregistré de «\u{a0}{}\u{a0}»\u{a0}: {error}",
                work.what
            );
            model.say(Tone::Error, text);
        }
        Err(error) if has_marks(model) => give_back(model, error, effects),
        Err(DeskError::Refused(refusal)) if is_form(model) => {
            editor::refused(model, *refusal, effects);
        }
        Err(DeskError::Refused(refusal)) => turned_down(model, work, *refusal, effects),
        Err(error @ DeskError::Unknown(_)) => orders::say_error(model, unknown(&work, &error)),
        Err(error) => orders::say_error(model, format!("Rien n’est enregistré\u{a0}: {error}")),
    }
}

/// True of a file that is imported.
fn is_import(work: &Work) -> bool {
    matches!(work.order.command, Command::Import(_))
}

/// What is said of an order of which nobody knows yet whether it is recorded.
fn unknown(work: &Work, error: &DeskError) -> String {
    format!("«\u{a0}{}\u{a0}»\u{a0}: {error}", work.what)
}

/// Shows a batch again, or says why the order of a dialog was refused.
fn turned_down(model: &mut Model, work: Work, refusal: Refusal, effects: &mut Vec<Effect>) {
    if let Some(applied) = work.applied {
        return shown_again(model, applied.batch, &refusal, effects);
    }
    let again = over(&work.order, &refusal);
    refusal_dialog::refused(model, refusal, &work.what, again, effects);
}

/// True where the preview of an annexe is open: its marks are given back.
fn has_marks(model: &Model) -> bool {
    matches!(&model.dialog, Some(Dialog::Text(dialog)) if dialog.back.is_some())
}

/// Shows the marks of an annexe again, with why they are not recorded.
fn give_back(model: &mut Model, error: DeskError, effects: &mut Vec<Effect>) {
    if let Some(Dialog::Text(TextDialog {
        back: Some(marks), ..
    })) = model.dialog.take()
    {
        annexe::refused(model, marks, error, effects);
    }
}

/// True where the form of a record is open: nothing takes its place but what the operator does.
fn is_form(model: &Model) -> bool {
    matches!(model.dialog, Some(Dialog::Editor(_)))
}

/// Forgets the draft of a form that was closed while its order was on its way.
fn settle_draft(model: &mut Model, work: &Work, effects: &mut Vec<Effect>) {
    if let Some(number) = work.draft
        && model.state.forget_draft(number)
    {
        effects.push(Effect::Remember(Box::new(model.state.clone())));
    }
}

/// Shows a batch as it would be now: something moved between its preview and its order, and nothing was done.
fn shown_again(model: &mut Model, batch: Batch, refusal: &Refusal, effects: &mut Vec<Effect>) {
    lists::refresh_all(model, effects);
    batch::again(model, batch, effects);
    let moved = match refusal {
        Refusal::Conflict { edits, .. } if edits.is_empty() => {
            "une de ces fiches vient de changer".to_owned()
        }
        Refusal::Conflict { edits, .. } => {
            let (who, have) = just_changed(edits);
            format!("{who} {have} de modifier une de ces fiches")
        }
        other => other.to_string(),
    };
    model.say(
        Tone::Error,
        format!("Rien n’est enregistré\u{a0}: {moved}. Voici l’aperçu refait."),
    );
}

fn carried_out(model: &mut Model, work: &Work, receipt: &Receipt, effects: &mut Vec<Effect>) {
    model.say(Tone::Done, words::done(work, receipt));
    save_view::carried_out(model, &work.order.command, effects);
    if let Some(applied) = &work.applied {
        for list in &mut model.lists {
            list.marks.remove(&applied.settles);
        }
    }
    if model.review().is_some() {
        review::carried_out(model, &work.order, receipt, effects);
    } else {
        lists::refresh_all(model, effects);
    }
}

/// The same order over what somebody else changed meanwhile, where the operator may choose that: an order about one
/// record of which they see both values. What rests on a preview is previewed again instead.
fn over(order: &Order, refusal: &Refusal) -> Option<Order> {
    let Refusal::Conflict {
        id,
        version: version @ 1..,
        ..
    } = refusal
    else {
        return None;
    };
    let of_one = matches!(
        order.command,
        Command::MoveStage { .. }
            | Command::ChooseSolution { .. }
            | Command::Leave { .. }
            | Command::MarkSent { .. }
            | Command::SendAmendment { .. }
            | Command::Sign { .. }
            | Command::SignAmendment { .. }
            | Command::Terminate { .. }
    );
    let known = order.seen.iter().all(|seen| seen.id == *id);
    let seen = Seen {
        id: id.clone(),
        version: *version,
    };
    (of_one && known).then(|| Order {
        seen: vec![seen],
        ..Order::blind(order.command.clone())
    })
}
