//! Taking back an entry of the journal; taking back that one redoes the first.

use super::Context;
use crate::domain::change::Change;
use crate::domain::journal::Entry;
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Closure, RegisterEntry};
use crate::domain::registry::Registry;

/// Takes back an entry of the operator's own, where nobody changed its records since.
pub(super) fn undo(registry: &Registry, seq: u64, context: &Context<'_>) -> Result<Vec<Change>, Refusal> {
    let no = |why: String| Refusal::NotUndoable { entry: seq, why };
    let past = context.past.filter(|past| past.seq == seq);
    let past = past.ok_or_else(|| no("elle n’est pas dans le journal".to_owned()))?;
    if past.actor.uid != context.actor.uid {
        return Err(no(format!("elle est de {}", past.actor.name)));
    }
    untouched_since(registry, past)?;
    Ok(past
        .changes
        .iter()
        .rev()
        .map(|change| taken_back(change.inverse(), context))
        .collect())
}

/// Each record is as the entry left it. It is compared by what it holds, not by its version: an undo of a later entry
/// of one's own gives it back as it was.
fn untouched_since(registry: &Registry, past: &Entry) -> Result<(), Refusal> {
    let moved = past
        .changes
        .iter()
        .filter_map(|change| Some((change.id()?, &change.after)))
        .find(|(id, after)| registry.get(id) != **after);
    moved.map_or(Ok(()), |(id, _)| {
        Err(Refusal::ChangedSince {
            entry: past.seq,
            version: registry.version(&id),
            id,
            who: None,
        })
    })
}

/// The inverse of a change, with the two exceptions of the register: an entry is closed rather than removed, and one
/// that becomes active again is of day J, on which it passes the gate anew.
fn taken_back(inverse: Change, context: &Context<'_>) -> Change {
    match inverse {
        Change {
            before: Some(Record::Entry(entry)),
            after: None,
        } => {
            let closure = Closure {
                on: context.today,
                by: context.actor.name.clone(),
                reason: "inscription annulée par son auteur".to_owned(),
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
        } if after.is_active() && !before.is_active() => {
            let again = RegisterEntry {
                entered_on: context.today,
                entered_by: context.actor.name.clone(),
                ..*after
            };
            Change::update(*before, again)
        }
        other => other,
    }
}
