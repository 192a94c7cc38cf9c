//! The review: its verbs, and what the desk answers it.

mod answers;
mod done;
mod keep;

pub use answers::answer;
pub use done::{carried_out, failed};
pub use keep::keep;

use crate::tui::effect::{Ask, Effect, Slot};
use crate::tui::model::review::Phase;
use crate::tui::model::{Mode, Model};

use super::lists;

/// Leaves the review for the panes, which are read again.
pub fn leave(model: &mut Model, effects: &mut Vec<Effect>) {
    keep(model, effects);
    model.mode = Mode::Panes;
    lists::refresh_all(model, effects);
}

/// Asks for the school shown; where nothing is left, shows the end.
pub fn read(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(review) = model.review_mut() else {
        return;
    };
    let Some(id) = review.queue.current().cloned().filter(|_| !review.paused) else {
        // The keys typed for more schools mean nothing.
        review.paused &= review.queue.current().is_some();
        review.end();
        let source = review.source().clone();
        model.typed.clear();
        return request(model, Ask::Causes(Box::new(source)), effects);
    };
    review.phase = Phase::Reading;
    request(model, Ask::Card(id), effects);
}

/// Reads the school shown again; meanwhile it stays on the screen and takes keys.
pub fn again(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(review) = model.review() else { return };
    let ask = match review.queue.current() {
        Some(id) if !review.paused => Ask::Card(id.clone()),
        _ => Ask::Causes(Box::new(review.source().clone())),
    };
    request(model, ask, effects);
}

/// Asks for something for the review; what it asked before is superseded.
pub fn request(model: &mut Model, ask: Ask, effects: &mut Vec<Effect>) {
    let ticket = model.ticket(Slot::Review);
    if let Some(review) = model.review_mut() {
        review.asked = ticket.number;
        effects.push(Effect::Ask(ticket, ask));
    }
}
