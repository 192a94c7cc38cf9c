//! Orders: sent one at a time.

use std::path::PathBuf;

use crate::domain::command::{Command, Order};
use crate::tui::effect::{Ask, Effect, Slot};
use crate::tui::model::{Model, Tone, Work};

/// Sends an order to the desk. One is on its way at a time.
pub fn send(model: &mut Model, order: Order, what: String, effects: &mut Vec<Effect>) {
    // The records of an import are where the file was read.
    let ask = if matches!(order.command, Command::Import(_)) {
        Ask::Import
    } else {
        Ask::Execute
    };
    send_as(model, order, what, effects, |order| ask(Box::new(order)));
}

/// Sends the order to attach a document, with the file of its bytes.
pub fn send_file(
    model: &mut Model,
    order: Order,
    what: String,
    (path, is_scan): (PathBuf, bool),
    effects: &mut Vec<Effect>,
) {
    send_as(model, order, what, effects, |order| {
        Ask::Attach(Box::new(order), path, is_scan)
    });
}

fn send_as(
    model: &mut Model,
    order: Order,
    what: String,
    effects: &mut Vec<Effect>,
    ask: impl FnOnce(Order) -> Ask,
) {
    if model.work.is_some() {
        return say_waiting(model);
    }
    let id = order.id.unwrap_or_else(|| model.next_order());
    let order = Order {
        id: Some(id),
        ..order
    };
    let ticket = model.ticket(Slot::Work);
    effects.push(Effect::Ask(ticket, ask(order.clone())));
    if let Some(dialog) = &mut model.dialog {
        dialog.set_busy(Some(Slot::Work));
    }
    model.work = Some(Work {
        order,
        what,
        applied: None,
        doubted: false,
        draft: None,
    });
}

/// Says that an order, or a file, is on its way: a second one is not sent.
pub fn say_waiting(model: &mut Model) {
    let doubted = model.work.as_ref().is_some_and(|work| work.doubted);
    let why = if doubted || model.company.away.is_some() {
        "L’enregistrement précédent attend encore la réponse du service"
    } else {
        "Un enregistrement est déjà en cours"
    };
    model.say(Tone::Info, why);
}

/// Gives the keys back to the dialog that waits for the order on its way; false where none does.
pub fn free(model: &mut Model) -> bool {
    let dialog = model.dialog.as_mut();
    let Some(dialog) = dialog.filter(|dialog| dialog.busy() == Some(Slot::Work)) else {
        return false;
    };
    dialog.set_busy(None);
    true
}

/// Says what is wrong in the dialog, else on the status line.
pub fn say_error(model: &mut Model, text: String) {
    let in_dialog = model
        .dialog
        .as_mut()
        .is_some_and(|dialog| dialog.set_error(text.clone()));
    if !in_dialog {
        model.dialog = None;
        model.say(Tone::Error, text);
    }
}
