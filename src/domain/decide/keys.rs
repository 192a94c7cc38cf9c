//! What must hold of the keys that come and go, for who decides and for who verifies.

use std::collections::HashMap;

use super::fields::invalid;
use crate::domain::change::{Change, Correction};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEntry;
use crate::domain::registry::Registry;

/// Refuses changes of keys that do not hold: a correction with which something else changes, a number that is never given
/// again, and what is said of a key without its record coming or going.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn keys_hold(registry: &Registry, changes: &[Change]) -> Result<(), Refusal> {
    let correction = Correction::among(&changes);
    if let Some(found) = &correction {
        let about = || found.about().or_else(|| changes.first()?.id());
        if let (Err(why), Some(id)) = (found.explains_all(), about()) {
            return Err(invalid(id, "clé", why));
        }
        changes
            .iter()
            .try_for_each(|change| keeps_place(registry, change))?;
    }
    let is_of_key = |change: &Change| matches!(change.id(), Some(RecordId::FormerKey(_)));
    if registry.former_keys().is_empty() && !changes.iter().any(is_of_key) {
        return Ok(());
    }
    let by_id: HashMap<RecordId, &Change> = changes
        .iter()
        .filter_map(|change| Some((change.id()?, change)))
        .collect();
    changes
        .iter()
        .try_for_each(|change| holds(registry, change, &by_id, correction.as_ref()))
}

/// A correction gives a review of the former format no other place than the version of its entry.
fn keeps_place(registry: &Registry, change: &Change) -> Result<(), Refusal> {
    let (Some(Record::Entry(was)), Some(Record::Entry(is))) = (&change.before, &change.after) else {
        return Ok(());
    };
    let id = RecordId::Entry(is.number);
    let seen = |entry: &RegisterEntry| entry.reviewed.as_ref().and_then(|review| review.seen);
    if seen(is) == seen(was) || seen(is) == registry.version(&id) {
        return Ok(());
    }
    let why = "une correction de clé ne lui donne pas d’autre place dans le journal";
    Err(invalid(id, "contrôle", why))
}

fn holds(
    registry: &Registry,
    change: &Change,
    changes: &HashMap<RecordId, &Change>,
    correction: Option<&Correction<'_>>,
) -> Result<(), Refusal> {
    let same = |id: &RecordId| changes.get(id);
    let withdrawn =
        |record: &Option<Record>| matches!(record, Some(Record::FormerKey(mark)) if mark.withdrawn);
    let spent = |record: &Option<Record>| matches!(record, Some(Record::FormerKey(mark)) if mark.is_spent());
    if let (Some(id), None) = (change.id(), &change.before)
        && let Some(held) = registry.spent(&id)
    {
        let taken_back = same(&RecordId::FormerKey(Box::new(id))).is_some_and(|mark| !spent(&mark.after));
        return if taken_back {
            Ok(())
        } else {
            Err(Refusal::Spent(Box::new(held.clone())))
        };
    }
    let Some(RecordId::FormerKey(key)) = change.id() else {
        return Ok(());
    };
    let moved = same(&key);
    let is_told = match (withdrawn(&change.before), withdrawn(&change.after)) {
        (false, true) => {
            moved.is_some_and(|record| record.after.is_none())
                || correction.is_some_and(|found| goes_with(change, found))
        }
        (true, false) => moved.is_some_and(|record| record.before.is_none()) || correction.is_some(),
        (false, false) | (true, true) => true,
    };
    if is_told {
        return Ok(());
    }
    Err(invalid(
        *key,
        "clé",
        "ce qui en est dit ne va pas avec ce qui change",
    ))
}

/// True where what is said of a withdrawn record goes with a correction: it comes whole under the key that comes, or is said
/// again of a key that the undo of one gives back and that no number or rank is spent by.
fn goes_with(change: &Change, found: &Correction<'_>) -> bool {
    let Some(Record::FormerKey(mark)) = &change.after else {
        return false;
    };
    if found.former(&mark.key).is_some() {
        return change.before.is_some() && !mark.is_spent();
    }
    change.before.is_none() && found.was(change) == change.after
}
