//! What an order that was carried out, or refused, does to the review.

use crate::config::state::Mark;
use crate::domain::command::{Command, Order};
use crate::domain::deployment::DeploymentId;
use crate::domain::query::page::MAX_ROWS;
use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;
use crate::service::Receipt;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::review::{Phase, Review};

use super::{keep, read, request};

/// After how many orders the review is kept, in case the program ends without being asked to.
const KEPT_EVERY: usize = 10;

/// Marks what an order settled, and goes on to the next school.
pub fn carried_out(model: &mut Model, order: &Order, receipt: &Receipt, effects: &mut Vec<Effect>) {
    let Some(review) = model.review_mut() else {
        return;
    };
    if let Command::Undo { entry } = order.command {
        review.take_back(entry, receipt.seq);
        return read(model, effects);
    }
    let marks = marks(review, &order.command);
    review.mark(receipt.seq, &marks);
    if let Command::Sign { convention, .. } = &order.command {
        let id = RecordId::Convention(convention.clone());
        return settle(model, id, effects);
    }
    let here = review.queue.current();
    if marks.iter().any(|(id, _)| Some(id) == here) {
        review.queue.skip();
    }
    if review.trail.len().is_multiple_of(KEPT_EVERY) {
        keep(model, effects);
    }
    read(model, effects);
}

/// Forgets the keys typed after an order that was refused: they were meant for other schools.
pub fn failed(model: &mut Model) {
    if let Some(review) = model.review_mut() {
        review.held.clear();
    }
}

/// What becomes of the queue: the schools that were registered, else the school shown.
fn marks(review: &Review, command: &Command) -> Vec<(RecordId, Mark)> {
    let shown = review.queue.current().cloned();
    let (id, mark) = match command {
        Command::Many { commands } => {
            let each = commands.iter().flat_map(|command| marks(review, command));
            return each.collect();
        }
        Command::Register { deployment } => (Some(registered(review, *deployment)), Mark::Done),
        Command::Postpone { until: Some(day), .. } => (shown, Mark::PutOff(*day)),
        _ => (shown, Mark::Done),
    };
    id.map(|id| (id, mark)).into_iter().collect()
}

/// The record of the queue that a registered deployment is: its own, or its school shown, which had none when the
/// review started.
fn registered(review: &Review, deployment: DeploymentId) -> RecordId {
    let id = RecordId::Deployment(deployment);
    let shown = review.queue.current().filter(|_| review.subject() == Some(&id));
    shown.cloned().unwrap_or(id)
}

/// Asks which of the schools that waited for a signature are ready now.
fn settle(model: &mut Model, convention: RecordId, effects: &mut Vec<Effect>) {
    let Some(review) = model.review_mut() else {
        return;
    };
    let cause = review.card.as_ref().and_then(|card| card.cause.as_ref());
    let of_it = cause.filter(|cause| RecordId::Convention(cause.convention.clone()) == convention);
    let waited = of_it.map(|cause| cause.schools.clone()).unwrap_or_default();
    review.phase = Phase::Settling(waited);
    let query = Query {
        scope: vec![convention],
        ..Query::all(Pane::Schools, MAX_ROWS)
    };
    request(model, Ask::Query(Box::new(query)), effects);
}
