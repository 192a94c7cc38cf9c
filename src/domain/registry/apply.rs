//! The one way in which a registry changes.

use super::Registry;
use crate::domain::change::Change;
use crate::domain::journal::Entry;
use crate::domain::record::{Record, RecordId};

impl Registry {
    /// Applies a journal entry and returns the keys of the records it touched.
    pub fn apply(&mut self, entry: &Entry) -> Vec<RecordId> {
        self.revision = entry.seq;
        self.apply_changes(&entry.changes, entry.seq)
    }

    /// Applies changes as the entry `version` would; for a decision that must look at its own outcome.
    pub fn apply_changes<'c>(
        &mut self,
        changes: impl IntoIterator<Item = &'c Change>,
        version: u64,
    ) -> Vec<RecordId> {
        changes
            .into_iter()
            .filter_map(|change| self.apply_change(change, version))
            .collect()
    }

    fn apply_change(&mut self, change: &Change, version: u64) -> Option<RecordId> {
        let id = change.id()?;
        match &change.after {
            Some(record) => self.put(record.clone(), version),
            None => self.take(&id),
        }
        Some(id)
    }

    /// Removes a record and what it named.
    fn take(&mut self, id: &RecordId) {
        if let Some(old) = self.get(id) {
            self.indexes.drop(&old);
            self.remove(id);
        }
    }

    /// Puts a record in its table, in place of the one of the same key.
    pub(super) fn put(&mut self, record: Record, version: u64) {
        self.take(&record.id());
        self.indexes.add(&record);
        match record {
            Record::Collectivite(r) => self.collectivites.insert(r.siren, *r, version),
            Record::Locality(r) => self.localities.insert(r.id(), *r, version),
            Record::Competence(r) => self.competences.insert(r.id(), *r, version),
            Record::School(r) => self.schools.insert(r.uai, *r, version),
            Record::Provider(r) => self.providers.insert(r.siren, *r, version),
            Record::Solution(r) => self.solutions.insert(r.code.clone(), *r, version),
            Record::Sheet(r) => self.sheets.insert(r.id(), *r, version),
            Record::Convention(r) => self.conventions.insert(r.number.clone(), *r, version),
            Record::Contract(r) => self.contracts.insert(r.reference.clone(), *r, version),
            Record::Deployment(r) => self.deployments.insert(r.id(), *r, version),
            Record::Council(r) => self.councils.insert(r.id(), *r, version),
            Record::Entry(r) => self.entries.insert(r.number, *r, version),
            Record::Reminder(r) => self.reminders.insert(r.number, *r, version),
            Record::Note(r) => self.notes.insert(r.number, *r, version),
            Record::FollowUp(r) => self.follow_ups.insert(r.school, *r, version),
            Record::Vacances(r) => self.vacances.insert(r.id(), *r, version),
            Record::View(r) => self.views.insert(r.number, *r, version),
            Record::Document(r) => self.documents.insert(r.sha256, *r, version),
            Record::FormerKey(r) => self.former_keys.insert(r.key.clone(), *r, version),
        }
    }

    fn remove(&mut self, id: &RecordId) {
        match id {
            RecordId::Collectivite(key) => drop(self.collectivites.remove(key)),
            RecordId::Locality(key) => drop(self.localities.remove(key)),
            RecordId::Competence(key) => drop(self.competences.remove(key)),
            RecordId::School(key) => drop(self.schools.remove(key)),
            RecordId::Provider(key) => drop(self.providers.remove(key)),
            RecordId::Solution(key) => drop(self.solutions.remove(key)),
            RecordId::Sheet(key) => drop(self.sheets.remove(key)),
            RecordId::Convention(key) => drop(self.conventions.remove(key)),
            RecordId::Contract(key) => drop(self.contracts.remove(key)),
            RecordId::Deployment(key) => drop(self.deployments.remove(key)),
            RecordId::Council(key) => drop(self.councils.remove(key)),
            RecordId::Entry(key) => drop(self.entries.remove(key)),
            RecordId::Reminder(key) => drop(self.reminders.remove(key)),
            RecordId::Note(key) => drop(self.notes.remove(key)),
            RecordId::FollowUp(key) => drop(self.follow_ups.remove(key)),
            RecordId::Vacances(key) => drop(self.vacances.remove(key)),
            RecordId::View(key) => drop(self.views.remove(key)),
            RecordId::Document(key) => drop(self.documents.remove(key)),
            RecordId::FormerKey(key) => drop(self.former_keys.remove(key)),
        }
    }
}
