//! A change: one record before and after.

mod correction;
mod fields;
mod joined;
mod merge;
mod rewritten;
mod words;

pub use correction::{Correction, refiled};
pub use fields::{FieldChange, ItemChange};
pub use joined::Joined;
pub use merge::{FieldConflict, Merge, MergeError, Side, changed_places, merge};
pub use rewritten::Rewritten;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::record::{Record, RecordId};
use super::register::{EntryNumber, RegisterEntry, Review};

/// One record before and after; history, undo, the register on a past day and conflicts all come from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The record as it was; none where the change creates it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Record>,
    /// The record as it becomes; none where the change removes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Record>,
}

/// One change for each record, of changes that follow one another: as it was before the first, as it is after the last.
pub fn one_each(changes: impl IntoIterator<Item = Change>) -> Vec<Change> {
    let mut merged: Vec<Change> = Vec::new();
    let mut places: HashMap<RecordId, usize> = HashMap::new();
    for change in changes {
        let Some(id) = change.id() else { continue };
        if let Some(place) = places.get(&id) {
            merged[*place].after = change.after;
        } else {
            places.insert(id, merged.len());
            merged.push(change);
        }
    }
    merged.retain(|change| change.before != change.after);
    merged
}

impl Change {
    /// The creation of a record.
    pub fn create(after: impl Into<Record>) -> Self {
        Self {
            before: None,
            after: Some(after.into()),
        }
    }

    /// The change of a record; both are of the same key.
    pub fn update(before: impl Into<Record>, after: impl Into<Record>) -> Self {
        Self {
            before: Some(before.into()),
            after: Some(after.into()),
        }
    }

    /// The key of the record; none only for a change of nothing to nothing, which is never made.
    pub fn id(&self) -> Option<RecordId> {
        self.after.as_ref().or(self.before.as_ref()).map(Record::id)
    }

    /// True when it makes a register entry active.
    pub fn activates(&self) -> bool {
        let active =
            |record: &Option<Record>| matches!(record, Some(Record::Entry(entry)) if entry.is_active());
        !active(&self.before) && active(&self.after)
    }

    /// The register entry that it makes, or makes active again: it is recorded from then on.
    pub fn records(&self) -> Option<EntryNumber> {
        match &self.after {
            Some(Record::Entry(entry)) if self.before.is_none() || self.activates() => Some(entry.number),
            _ => None,
        }
    }

    /// The review of a register entry that it records, or gives back; none where it leaves or lifts one, or gives a part
    /// of it another key.
    pub fn review(&self) -> Option<(&RegisterEntry, &Review)> {
        let Some(Record::Entry(entry)) = &self.after else {
            return None;
        };
        let was = match &self.before {
            Some(Record::Entry(was)) => was.reviewed.as_ref(),
            _ => None,
        };
        let review = entry.reviewed.as_ref()?;
        let is_left = was.is_some_and(|was| was.is_same(review) || review.is_placed(was));
        (!is_left).then_some((entry.as_ref(), review))
    }

    /// True where it records a review of a register entry.
    pub fn reviews(&self) -> bool {
        self.review().is_some()
    }

    /// The record that an operator thinks of: the school of a deployment, the convention of a relance; none of a key that
    /// stands for no record any more.
    pub fn about(&self) -> Option<RecordId> {
        let record = self.after.as_ref().or(self.before.as_ref())?;
        Some(match record {
            Record::Deployment(found) => RecordId::School(found.school),
            Record::FollowUp(found) => RecordId::School(found.school),
            Record::Council(found) => RecordId::School(found.school),
            Record::Entry(found) => RecordId::School(found.school),
            Record::Note(found) => found.about.clone(),
            Record::Document(_) => self.attached().unwrap_or_else(|| record.id()),
            // What is said of a key goes with the record that comes or goes.
            Record::FormerKey(_) => return None,
            Record::Reminder(found) => RecordId::Convention(found.convention.clone()),
            other => other.id(),
        })
    }

    /// The record to which a document is attached by the change, or from which it is detached; else the first that it is
    /// attached to.
    fn attached(&self) -> Option<RecordId> {
        let of = |record: &Option<Record>| match record {
            Some(Record::Document(found)) => found.about.clone(),
            _ => Vec::new(),
        };
        let (before, after) = (of(&self.before), of(&self.after));
        let moved = |one: &[RecordId], other: &[RecordId]| one.iter().find(|id| !other.contains(id)).cloned();
        moved(&after, &before)
            .or_else(|| moved(&before, &after))
            .or_else(|| after.first().cloned())
    }

    /// The change that takes this one back.
    pub fn inverse(&self) -> Self {
        Self {
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }
}
