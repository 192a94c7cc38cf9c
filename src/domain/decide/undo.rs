//! Taking back an entry of the journal; taking back that one redoes the first.
//!
//! Each record is given back what the journal says it held. The rules judge what is new: of what is given back, only a
//! register entry that becomes active again passes the gate, and the guard sees to the references and to the stage
//! *inscrite*.

use std::collections::HashSet;

use super::{Context, gate};
use crate::domain::change::Change;
use crate::domain::journal::Entry;
use crate::domain::record::{FormerKey, Record, RecordId};
use crate::domain::refusal::{Refusal, Since};
use crate::domain::register::{Closure, RegisterEntry, Review, TAKEN_BACK};
use crate::domain::registry::Registry;
use crate::domain::rule::reliance;

/// Takes back an entry of the operator's own, where nobody changed its records since.
pub(super) fn undo(registry: &Registry, seq: u64, context: &Context<'_>) -> Result<Vec<Change>, Refusal> {
    let no = |why: String| Refusal::NotUndoable { entry: seq, why };
    let past = context.past.filter(|past| past.seq == seq);
    let past = past.ok_or_else(|| no("elle n’est pas dans le journal".to_owned()))?;
    if past.actor.uid != context.actor.uid {
        return Err(no(format!("elle est de {}", past.actor.name)));
    }
    untouched_since(registry, past)?;
    let inverses = past.changes.iter().rev().map(Change::inverse);
    let mut changes: Vec<Change> = inverses.map(|inverse| taken_back(inverse, context)).collect();
    names_nothing_former(registry, seq, &changes)?;
    rest_anew(registry, &mut changes, context);
    Ok(changes)
}

/// Each record is as the entry left it; a refusal names every one that is not. Records are compared by what they hold,
/// not by their version: an undo of a later entry of one's own gives them back as they were.
fn untouched_since(registry: &Registry, past: &Entry) -> Result<(), Refusal> {
    let changed: Vec<Since> = past
        .changes
        .iter()
        .filter_map(|change| Some((change.id()?, &change.after)))
        .filter(|(id, after)| registry.get(id) != **after)
        .map(|(id, after)| {
            let key = later_key(registry, &id, after.as_ref());
            Since::of(registry, id).by(key)
        })
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    Err(Refusal::ChangedSince {
        entry: past.seq,
        changed,
    })
}

/// What became, since, of the key of a record that an entry left as it was `after`, or of one that it named.
fn later_key(registry: &Registry, id: &RecordId, after: Option<&Record>) -> Option<FormerKey> {
    let names = after.map(Record::names).unwrap_or_default();
    let keys = std::iter::once(id.clone()).chain(names);
    let gone = keys.filter(|key| registry.version(key).is_none());
    let mark = |key: RecordId| registry.former_of(&key).cloned();
    gone.into_iter().find_map(mark)
}

/// Refuses to give back a name by which no record goes any more, since its key was corrected.
fn names_nothing_former(registry: &Registry, seq: u64, changes: &[Change]) -> Result<(), Refusal> {
    let come: HashSet<RecordId> = changes
        .iter()
        .filter_map(|change| Some(change.after.as_ref()?.id()))
        .collect();
    let mark = |change: &Change| {
        let named = change.before.as_ref().map(Record::names).unwrap_or_default();
        let back = change.after.as_ref()?.names().into_iter();
        let mut lost =
            back.filter(|key| registry.version(key).is_none() && !come.contains(key) && !named.contains(key));
        lost.find_map(|key| registry.former_of(&key).filter(|mark| mark.became.is_some()))
    };
    let since: Vec<Since> = changes
        .iter()
        .filter_map(|change| Some((change.id()?, mark(change)?)))
        .map(|(id, mark)| Since::of(registry, id).by(Some(mark.clone())))
        .collect();
    if since.is_empty() {
        return Ok(());
    }
    Err(Refusal::ChangedSince {
        entry: seq,
        changed: since,
    })
}

/// The inverse of a change, with the two exceptions of the register: an entry is closed rather than removed, and one
/// that becomes active again is of day J, on which it passes the gate anew; one that was taken over keeps its own day.
fn taken_back(inverse: Change, context: &Context<'_>) -> Change {
    match inverse {
        Change {
            before: Some(Record::Entry(entry)),
            after: None,
        } => {
            let closure = Closure {
                on: context.today,
                by: context.actor.name.clone(),
                reason: TAKEN_BACK.to_owned(),
            };
            Change::update(
                *entry.clone(),
                RegisterEntry {
                    closed: Some(closure),
                    ..*entry
                },
            )
        }
        Change {
            before: Some(Record::Entry(before)),
            after: Some(Record::Entry(after)),
        } if after.is_active() && !before.is_active() && after.taken_over.is_none() => {
            let again = RegisterEntry {
                entered_on: context.today,
                entered_by: context.actor.name.clone(),
                reviewed: None,
                ..*after
            };
            Change::update(*before, again)
        }
        Change {
            before,
            after: Some(Record::Entry(mut after)),
        } => {
            of_unknown_place(before.as_ref(), &mut after);
            Change {
                before,
                after: Some(Record::Entry(after)),
            }
        }
        other => other,
    }
}

/// Has a review of the former format that is given back cover nothing: its place in the journal was the version of the
/// entry, which is another one now. Where a correction gave it that place, it keeps it.
fn of_unknown_place(before: Option<&Record>, after: &mut RegisterEntry) {
    let held = match before {
        Some(Record::Entry(was)) if was.is_active() || !after.is_active() => was.reviewed.as_ref(),
        _ => None,
    };
    let is_given_back =
        |review: &&mut Review| !review.has_digests() && !held.is_some_and(|held| held.is_same(review));
    if let Some(review) = after.reviewed.as_mut().filter(is_given_back) {
        let placed = held.filter(|held| held.is_placed(review));
        let place = placed.and_then(|held| held.seen).unwrap_or_default();
        review.seen.get_or_insert(place);
    }
}

/// Puts under each entry that becomes active again what the gate passes it on, on day J.
///
/// Where something is missing the entry is left as it was: the gate refuses it.
fn rest_anew(registry: &Registry, changes: &mut [Change], context: &Context<'_>) {
    let ahead = gate::at_the_gate(registry, changes, true);
    for change in changes.iter_mut().filter(|change| change.activates()) {
        let Some(Record::Entry(entry)) = &mut change.after else {
            continue;
        };
        let deployment = ahead.deployments().get(&entry.deployment());
        if entry.taken_over.is_some() {
            continue;
        }
        if let Some(found) = deployment.and_then(|found| reliance(&ahead, found, context.today)) {
            entry.sheet = found.sheet;
            entry.conventions = vec![found.convention28, found.convention26];
        }
    }
}
