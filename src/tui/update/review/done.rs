//! What an order that was carried out, or refused, does to the review.

use crate::config::state::ReviewMark;
use crate::domain::command::{Command, Order};
use crate::domain::deployment::DeploymentId;
use crate::domain::id::ConventionNumber;
use crate::domain::query::page::MAX_ROWS;
use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;
use crate::service::Receipt;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::review::{Card, Phase, Review};

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
    if let Some(convention) = convention(&order.command) {
        return settle(model, convention, effects);
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
    if model.review().is_some() {
        model.typed.clear();
    }
}

/// What becomes of the queue: the schools that were registered, else the school shown.
fn marks(review: &Review, command: &Command) -> Vec<(RecordId, ReviewMark)> {
    let shown = review.queue.current().cloned();
    let (id, mark) = match command {
        Command::Many { commands } => {
            let each = commands.iter().flat_map(|command| marks(review, command));
            return each.collect();
        }
        Command::Register { deployment } => (Some(registered(review, *deployment)), ReviewMark::Done),
        Command::Postpone { until: Some(day), .. } => (shown, ReviewMark::PutOff(*day)),
        _ => (shown, ReviewMark::Done),
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

/// The convention that an order signs, or the annexe of which it changes: others may wait for the same.
fn convention(command: &Command) -> Option<&ConventionNumber> {
    match command {
        Command::Sign { convention, .. }
        | Command::SignAmendment { convention, .. }
        | Command::JoinAnnexe { convention, .. } => Some(convention),
        Command::Many { commands } => commands.iter().find_map(convention),
        _ => None,
    }
}

/// The schools that wait for a convention with the one shown, itself included.
fn waiting(card: &Card, convention: &ConventionNumber) -> Vec<RecordId> {
    let cause = card.cause.iter().filter(|cause| cause.convention == *convention);
    let shared = card
        .shared
        .iter()
        .filter(|shared| shared.convention.as_ref() == Some(convention));
    let others = shared.flat_map(|shared| &shared.others);
    std::iter::once(&card.id)
        .chain(cause.flat_map(|cause| &cause.schools))
        .chain(others)
        .cloned()
        .collect()
}

/// Asks which of the schools that waited for a convention are ready now.
fn settle(model: &mut Model, convention: &ConventionNumber, effects: &mut Vec<Effect>) {
    let Some(review) = model.review_mut() else {
        return;
    };
    let waited = review.card.as_ref().map(|card| waiting(card, convention));
    review.phase = Phase::Settling(waited.unwrap_or_default());
    let query = Query {
        scope: vec![RecordId::Convention(convention.clone())],
        ..Query::all(Pane::Schools, MAX_ROWS)
    };
    request(model, Ask::Query(Box::new(query)), effects);
}
