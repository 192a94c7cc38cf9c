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
    untouched_since(registry, past).map_err(no)?;
    Ok(past
        .changes
        .iter()
        .rev()
        .map(|change| taken_back(change.inverse(), context))
        .collect())
}

fn untouched_since(registry: &Registry, past: &Entry) -> Result<(), String> {
    for change in &past.changes {
        let Some(id) = change.id() else { continue };
        let version = registry.version(&id);
        // A record that the entry removed has no version; that it is still absent is what must hold.
        let same = if change.after.is_some() {
            version == Some(past.seq)
        } else {
            version.is_none()
        };
        if !same {
            let by = version.map_or_else(String::new, |seq| format!(" (opération {seq})"));
            return Err(format!("{} a changé depuis{by}", id.label()));
        }
    }
    Ok(())
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
