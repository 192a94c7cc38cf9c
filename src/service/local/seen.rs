//! Which records the operator may see: all but the personal views of others.

use super::Local;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::service::DeskError;

impl Local {
    /// Refuses a record that is another's own, as if there were none; what was removed stays its owner's.
    pub(super) fn seen(&self, id: &RecordId) -> Result<(), DeskError> {
        let RecordId::View(number) = id else {
            return Ok(());
        };
        let is_seen = match self.registry.views().get(number) {
            Some(view) => view.is_seen_by(&self.actor),
            None => self.was_seen(id)?,
        };
        if is_seen {
            return Ok(());
        }
        Err(Refusal::Unknown(id.clone()).into())
    }

    /// True for a record that the operator may see, and that is about none that they may not.
    pub(super) fn shows(&self, record: &Record) -> bool {
        let about = match record {
            Record::Note(note) => Some(&note.about),
            _ => None,
        };
        let seen = |id: &RecordId| self.seen(id).is_ok();
        seen(&record.id()) && about.is_none_or(seen)
    }

    /// True for a removed view that the operator could see.
    fn was_seen(&self, id: &RecordId) -> Result<bool, DeskError> {
        let Some(last) = self.journal.store.history(id)?.pop() else {
            return Ok(true);
        };
        let entry = self.journal.entry(last)?;
        let changes = entry.iter().flat_map(|entry| &entry.changes);
        let removed = changes
            .filter_map(|change| change.before.as_ref())
            .find(|before| before.id() == *id);
        Ok(match removed {
            Some(Record::View(view)) => view.is_seen_by(&self.actor),
            _ => true,
        })
    }
}
