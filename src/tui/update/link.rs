//! The service that does not answer: nothing that was typed is lost, and what was asked is asked again once it is back.

use std::time::Duration;

use crate::service::DeskError;
use crate::tui::effect::{Effect, Reply, Slot};
use crate::tui::model::dialog::Dialog;
use crate::tui::model::{Model, Status, Tone};

use super::{doubts, orders, review, typed};

/// Takes in that a request found no service, or that the line was cut under it.
pub fn cut(model: &mut Model, reply: &Reply, effects: &mut Vec<Effect>) {
    lost(model);
    model.company.away.get_or_insert(Duration::ZERO);
    effects.push(Effect::Knock);
    let doubt = matches!(reply.answer, Err(DeskError::Doubt));
    match reply.ticket.slot {
        Slot::Work if doubt => {
            if let Some(mut work) = model.work.take() {
                work.doubted = true;
                doubts::keep(model, &work, effects);
                model.work = Some(work);
            }
            model.pending.park(reply.ticket);
        }
        Slot::Work => {
            model.pending.forget(reply.ticket);
            model.work = None;
            review::failed(model);
            let from_dialog = orders::free(model);
            not_sent(model, from_dialog);
        }
        Slot::Dialog if model.awaits(reply.ticket) && gives_back(model) => {
            model.pending.forget(reply.ticket);
            not_sent(model, true);
        }
        _ if !model.awaits(reply.ticket) => model.pending.forget(reply.ticket),
        _ => model.pending.park(reply.ticket),
    }
}

/// Takes in that the service does not answer: on a sober screen, which says it on the status line, that takes the place
/// of what was done before. Keys that wait for rows are given up: they would act unseen once it is back.
pub fn lost(model: &mut Model) {
    typed::give_up(model);
    let is_old = |status: &Status| status.tone != Tone::Error;
    let is_news = model.options.look.sober && model.company.away.is_none();
    if is_news && model.status.as_ref().is_some_and(is_old) {
        model.status = None;
    }
}

/// What is said of an order that never left.
const NOT_SENT: &str = "Le service ne répond pas\u{a0}; rien n’a été changé. Recommencez dès son retour.";

/// The same, once the service is back.
const BACK: &str = "Le service répond de nouveau\u{a0}; rien n’a été changé\u{a0}: recommencez.";

/// Takes in that the service answers again: what was said of an order that never left holds no more.
pub fn back(model: &mut Model) {
    if let Some(dialog) = &mut model.dialog
        && dialog.error() == Some(NOT_SENT)
    {
        dialog.set_error(BACK.to_owned());
    }
    if model
        .status
        .as_ref()
        .is_some_and(|status| status.text == NOT_SENT)
    {
        model.say(Tone::Info, BACK);
    } else if model.options.look.sober && model.status.is_none() {
        model.say(Tone::Info, "Le service répond de nouveau");
    }
}

/// Gives the keys back to the dialog of an order that only asked what it takes; false where no order is on its way. A
/// service that comes back must not be sent what the operator left meanwhile.
fn gives_back(model: &mut Model) -> bool {
    if !matches!(&model.dialog, Some(Dialog::Wait(waiting)) if waiting.is_an_order()) {
        return false;
    }
    if let Some(Dialog::Wait(waiting)) = model.dialog.take() {
        waiting.given_up(model);
    }
    true
}

/// Says of an order that it never left: in its dialog, with what was typed, where it came from one.
fn not_sent(model: &mut Model, from_dialog: bool) {
    let in_dialog = from_dialog
        && model
            .dialog
            .as_mut()
            .is_some_and(|dialog| dialog.set_error(NOT_SENT.to_owned()));
    if !in_dialog {
        model.say(Tone::Error, NOT_SENT);
    }
}
