//! What must hold of the keys that come and go, for who decides and for who verifies.

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
    if let Some(found) = Correction::among(&changes) {
        let explained = found.explains_all(changes);
        explained.map_err(|why| invalid(found.from.clone(), "clé", why))?;
        changes
            .iter()
            .try_for_each(|change| keeps_place(registry, change))?;
    }
    changes
        .iter()
        .try_for_each(|change| holds(registry, change, changes))
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

fn holds(registry: &Registry, change: &Change, changes: &[Change]) -> Result<(), Refusal> {
    let same = |id: &RecordId| changes.iter().find(|other| other.id().as_ref() == Some(id));
    let withdrawn =
        |record: &Option<Record>| matches!(record, Some(Record::FormerKey(mark)) if mark.withdrawn);
    if let (Some(id), None) = (change.id(), &change.before)
        && let Some(held) = registry.spent(&id)
    {
        let taken_back = same(&RecordId::FormerKey(Box::new(id))).is_some_and(|mark| !withdrawn(&mark.after));
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
        (false, true) => moved.is_some_and(|record| record.after.is_none()) || goes_with(change, changes),
        (true, false) => {
            moved.is_some_and(|record| record.before.is_none()) || Correction::among(&changes).is_some()
        }
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
fn goes_with(change: &Change, changes: &[Change]) -> bool {
    let (Some(found), Some(Record::FormerKey(mark))) = (Correction::among(&changes), &change.after) else {
        return false;
    };
    if mark.key == found.to {
        return change.before.is_some() && !mark.is_spent();
    }
    change.before.is_none() && found.was(change, changes) == change.after
}
