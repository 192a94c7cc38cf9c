//! What changed a record: each field before and after, drawn from the journal.

mod fields;
mod flat;
mod verb;

pub(super) use flat::fields_of;
pub(super) use verb::in_words;

use super::Local;
use crate::domain::change::Change;
use crate::domain::deployment::DeploymentId;
use crate::domain::journal::Entry;
use crate::domain::provider::Category;
use crate::domain::record::{Record, RecordId};
use crate::service::{DeskError, HistoryLine};

impl Local {
    /// The changed fields of a record and of what is its own, latest first.
    pub(super) fn history_of(&self, id: &RecordId) -> Result<Vec<HistoryLine>, DeskError> {
        let own = self.own(id);
        let mut lines = Vec::new();
        for seq in self.entries_on(&own)?.into_iter().rev() {
            if let Some(entry) = self.journal.entry(seq)? {
                lines.extend(own.iter().flat_map(|one| changed(&entry, one, id)));
            }
        }
        Ok(lines)
    }

    /// The places in the journal of what changed a record and what is its own, oldest first.
    pub(super) fn places_on(&self, id: &RecordId) -> Result<Vec<u64>, DeskError> {
        self.entries_on(&self.own(id))
    }

    /// A record and what is its own: of a school, its deployments and its register entries as well.
    fn own(&self, id: &RecordId) -> Vec<RecordId> {
        let mut own = vec![id.clone()];
        if let RecordId::School(school) = *id {
            // One that an undo removed has a history too.
            let deployments = Category::ALL.map(|category| DeploymentId { school, category });
            own.extend(deployments.map(RecordId::Deployment));
            let entries = self.registry.entries_of(school);
            own.extend(entries.map(|entry| RecordId::Entry(entry.number)));
        }
        own
    }

    fn entries_on(&self, ids: &[RecordId]) -> Result<Vec<u64>, DeskError> {
        let mut places = Vec::new();
        for id in ids {
            places.extend(self.journal.store.history(id)?);
        }
        places.sort_unstable();
        places.dedup();
        Ok(places)
    }
}

/// What an entry did to a record; in the history of another, each field names the record that it is of.
fn changed(entry: &Entry, id: &RecordId, of: &RecordId) -> Vec<HistoryLine> {
    let verb = in_words(&entry.command);
    let head = match id {
        _ if id == of => String::new(),
        RecordId::Deployment(deployment) => format!("{}, ", deployment.category.label()),
        other => format!("{}, ", other.label()),
    };
    let line = |(field, before, after): (String, String, String)| HistoryLine {
        seq: entry.seq,
        at: entry.at,
        by: entry.actor.name.clone(),
        verb: verb.clone(),
        field: format!("{head}{field}"),
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
