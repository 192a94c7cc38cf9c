//! What changed a record: each field before and after, drawn from the journal.

mod fields;
mod flat;
mod verb;

pub(super) use flat::fields_of;
pub(super) use verb::in_words;

use super::Local;
use crate::domain::change::Change;
use crate::domain::journal::Entry;
use crate::domain::record::{Record, RecordId};
use crate::service::{DeskError, HistoryLine};

impl Local {
    /// The changed fields of a record, latest first.
    pub(super) fn history_of(&self, id: &RecordId) -> Result<Vec<HistoryLine>, DeskError> {
        let mut lines = Vec::new();
        for seq in self.journal.store.history(id)?.into_iter().rev() {
            if let Some(entry) = self.journal.entry(seq)? {
                lines.extend(changed(&entry, id));
            }
        }
        Ok(lines)
    }
}

/// What an entry did to a record.
fn changed(entry: &Entry, id: &RecordId) -> Vec<HistoryLine> {
    let verb = in_words(&entry.command);
    let line = |(field, before, after): (String, String, String)| HistoryLine {
        seq: entry.seq,
        at: entry.at,
        by: entry.actor.name.clone(),
        verb: verb.clone(),
        field,
        before,
        after,
    };
    let changes = entry
        .changes
        .iter()
        .filter(|change| change.id().as_ref() == Some(id));
    changes.flat_map(differences).map(line).collect()
}

/// The fields that a change makes, moves or removes, with their values before and after.
fn differences(change: &Change) -> Vec<(String, String, String)> {
    let values = |record: &Option<Record>| record.as_ref().map(fields_of).unwrap_or_default();
    let (before, after) = (values(&change.before), values(&change.after));
    let value = |of: &[(String, String)], field: &str| {
        let found = of.iter().find(|(name, _)| name == field);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let gone = before
        .iter()
        .filter(|(name, _)| !after.iter().any(|(other, _)| other == name));
    after
        .iter()
        .chain(gone)
        .map(|(field, _)| (field.clone(), value(&before, field), value(&after, field)))
        .filter(|(_, before, after)| before != after)
        .collect()
}
