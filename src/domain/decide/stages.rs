//! The moves of stage that an order takes with the facts that it records.

use super::{Context, guard};
use crate::domain::change::{Change, Correction};
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::rule::stage_moves;

/// The changes of an order, and the stages of the schools that they leave behind the facts.
///
/// # Errors
///
/// What keeps such a move from being recorded.
pub(super) fn with_moves(
    registry: &Registry,
    mut changes: Vec<Change>,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    // A record that is given another key is no new fact.
    if Correction::among(&changes.as_slice()).is_some() {
        return Ok(changes);
    }
    let mut after = registry.clone();
    after.apply_changes(&changes, registry.revision() + 1);
    for (used, moved) in stage_moves(registry, &after, &changes, context.today) {
        let id = Record::from(used.clone()).id();
        match changes
            .iter_mut()
            .find(|change| change.id().as_ref() == Some(&id))
        {
            Some(change) => change.after = Some(moved.into()),
            None => changes.push(Change::update(used, moved)),
        }
    }
    guard::check(registry, &changes, context)?;
    Ok(changes)
}
