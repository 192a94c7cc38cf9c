//! Asking the desk for a dialog, and what the dialog is about.

use crate::domain::command::Seen;
use crate::domain::query::page::Row;
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect, Slot};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Choice, Dialog};
use crate::tui::verb::{Choosing, Waiting};

/// Asks for what a dialog shows.
pub fn wait(model: &mut Model, flow: impl Into<Waiting>, ask: Ask, effects: &mut Vec<Effect>) {
    request(model, ask, effects);
    model.dialog = Some(Dialog::Wait(Box::new(flow.into())));
}

/// Asks for something for the open dialog; what it asked before is superseded.
pub fn request(model: &mut Model, ask: Ask, effects: &mut Vec<Effect>) {
    let ticket = model.ticket(Slot::Dialog);
    model.dialog_request = ticket.number;
    effects.push(Effect::Ask(ticket, ask));
}

/// The choice under the cursor.
pub fn chosen(model: &Model) -> Option<&Choice> {
    match &model.dialog {
        Some(Dialog::Chooser(chooser)) => chooser.chosen(),
        _ => None,
    }
}

/// The words that narrow the choices; empty without.
pub fn filter(model: &Model) -> &str {
    match &model.dialog {
        Some(Dialog::Chooser(chooser)) => chooser.filter().unwrap_or_default(),
        _ => "",
    }
}

/// Puts other choices in place, with what they stand for and the one under the cursor.
pub fn relist(model: &mut Model, choices: Vec<Choice>, flow: impl Into<Choosing>, at: usize) {
    if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
        chooser.list(choices);
        (chooser.flow, chooser.at) = (flow.into(), at);
    }
}

/// The version of a dossier as it was read.
pub fn seen(dossier: &Dossier) -> Vec<Seen> {
    vec![Seen {
        id: dossier.id.clone(),
        version: dossier.version,
    }]
}

/// What the subject is called, as far as the screen knows.
pub fn subject_title(model: &Model) -> String {
    if let Some(card) = model.review().and_then(|review| review.card.as_ref()) {
        return card.dossier.title.clone();
    }
    let dossier = model.dossier_pane.dossier.as_ref();
    let read = dossier.filter(|dossier| Some(&dossier.id) == model.subject());
    match (read, model.focused().selected_row()) {
        (Some(dossier), _) => dossier.title.clone(),
        (None, Some(Row::School(row))) => format!("{}, {}", row.name, row.commune),
        (None, _) => model.subject().map(ToString::to_string).unwrap_or_default(),
    }
}
