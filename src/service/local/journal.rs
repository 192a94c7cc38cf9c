//! The store as the desk reads it: one entry of the journal, the day of any entry, and when an inscription was recorded.

use std::cell::{Cell, Ref, RefCell};
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::change::Change;
use crate::domain::journal::Entry;
use crate::domain::query::source::Dates;
use crate::domain::record::RecordId;
use crate::domain::register::EntryNumber;
use crate::store::{Head, Store, StoreError};
use crate::system::wall;

/// A store, and the days of its journal once they were asked for.
pub(super) struct Journal {
    pub(super) store: Box<dyn Store>,
    /// The end of the journal, where this process wrote it.
    head: Option<Head>,
    /// Entries that memory has and the store has not yet: those of a group under way.
    pub(super) pending: Vec<Entry>,
    /// Read from the journal on the first question, since most sessions ask none.
    days: RefCell<Option<BTreeMap<u64, NaiveDate>>>,
    /// What was read of the journal on inscriptions: one that took a whole register over is read once for all of them.
    recordings: RefCell<BTreeMap<u64, Recording>>,
    /// Why the journal could not be read for its days.
    fault: Cell<Option<StoreError>>,
    /// The instant of the last entry in the store, once it was asked for.
    last: Cell<Option<DateTime<Utc>>>,
}

impl Journal {
    pub(super) fn new(store: Box<dyn Store>) -> Self {
        Self {
            store,
            head: None,
            pending: Vec::new(),
            days: RefCell::default(),
            recordings: RefCell::default(),
            fault: Cell::default(),
            last: Cell::default(),
        }
    }

    /// The instant of the last entry; none for an empty journal.
    pub(super) fn last_instant(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        if let Some(entry) = self.pending.last() {
            return Ok(Some(entry.at));
        }
        if self.last.get().is_none() {
            let last = self.entry(self.store.head()?.seq)?;
            self.last.set(last.map(|entry| entry.at));
        }
        Ok(self.last.get())
    }

    /// The end of the journal, as the store has it.
    pub(super) fn head(&self) -> Result<Head, StoreError> {
        self.head.map_or_else(|| self.store.head(), Ok)
    }

    /// Reads one entry; none where there is no such entry.
    pub(super) fn entry(&self, seq: u64) -> Result<Option<Entry>, StoreError> {
        if let Some(entry) = self.pending.iter().find(|entry| entry.seq == seq) {
            return Ok(Some(entry.clone()));
        }
        let mut found = None;
        self.store.journal(seq, &mut |link| {
            found = (link.entry.seq == seq).then_some(link.entry);
            false
        })?;
        Ok(found)
    }

    /// The places of the entries that touched a record, oldest first.
    pub(super) fn places(&self, id: &RecordId) -> Result<Vec<u64>, StoreError> {
        let mut places = self.store.history(id)?;
        let touches = |entry: &&Entry| {
            entry
                .changes
                .iter()
                .any(|change| change.id().as_ref() == Some(id))
        };
        places.extend(self.pending.iter().filter(touches).map(|entry| entry.seq));
        Ok(places)
    }

    /// Writes an entry, durably.
    pub(super) fn write(&mut self, entry: &Entry) -> Result<(), StoreError> {
        self.head = Some(self.store.commit(std::slice::from_ref(entry))?);
        self.date(entry);
        Ok(())
    }

    /// Writes the entries of a group, durably, all of them or none.
    pub(super) fn write_pending(&mut self) -> Result<(), StoreError> {
        let entries = std::mem::take(&mut self.pending);
        self.head = Some(self.store.commit(&entries)?);
        for entry in &entries {
            self.date(entry);
        }
        Ok(())
    }

    /// Forgets what was read of the journal, and what waits to be written.
    pub(super) fn forget(&mut self) {
        self.pending.clear();
        self.head = None;
        self.days.take();
        self.recordings.take();
        self.fault.take();
        self.last.take();
    }

    fn date(&mut self, entry: &Entry) {
        self.last.set(Some(entry.at));
        if let Some(days) = self.days.get_mut() {
            days.insert(entry.seq, wall::day(entry.at));
        }
    }

    /// Writes the entries of a whole base into an empty one, durably.
    pub(super) fn fill(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        self.head = Some(self.store.commit(entries)?);
        self.days.take();
        self.recordings.take();
        self.last.take();
        Ok(())
    }

    /// Fails where a day was asked for since the last call and the journal could not be read; the next question reads
    /// it again.
    pub(super) fn days_were_read(&self) -> Result<(), StoreError> {
        self.fault.take().map_or(Ok(()), |fault| {
            self.days.take();
            Err(fault)
        })
    }

    /// When a register entry was made, or last made active again.
    fn recording(&self, number: EntryNumber) -> Result<Option<DateTime<Utc>>, StoreError> {
        for seq in self.places(&RecordId::Entry(number))?.into_iter().rev() {
            // An entry of a group under way may still be dropped: it is not kept.
            let found = match self.pending.iter().find(|entry| entry.seq == seq) {
                Some(entry) => Recording::of(entry).of_entry(number),
                None => self.kept_recording(seq)?.and_then(|kept| kept.of_entry(number)),
            };
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// What an entry of the store says of inscriptions, read once.
    fn kept_recording(&self, seq: u64) -> Result<Option<Ref<'_, Recording>>, StoreError> {
        let known = self.recordings.borrow().contains_key(&seq);
        if let Some(entry) = (!known).then(|| self.entry(seq)).transpose()?.flatten() {
            self.recordings.borrow_mut().insert(seq, Recording::of(&entry));
        }
        Ok(Ref::filter_map(self.recordings.borrow(), |kept| kept.get(&seq)).ok())
    }

    /// The day of each entry; of none where the journal cannot be read, which is noted.
    fn read_days(&self) -> BTreeMap<u64, NaiveDate> {
        let mut days = BTreeMap::new();
        let read = self.store.journal(1, &mut |link| {
            days.insert(link.entry.seq, wall::day(link.entry.at));
            true
        });
        self.fault.set(read.err());
        days
    }
}

impl Dates for Journal {
    fn day_of(&self, seq: u64) -> Option<NaiveDate> {
        let mut days = self.days.borrow_mut();
        let days = days.get_or_insert_with(|| self.read_days());
        days.get(&seq).copied()
    }

    fn recorded_at(&self, entry: EntryNumber) -> Option<DateTime<Utc>> {
        self.recording(entry).unwrap_or_else(|fault| {
            self.fault.set(Some(fault));
            None
        })
    }
}

/// The inscriptions that an entry of the journal makes, or makes active again, and when.
struct Recording {
    at: DateTime<Utc>,
    numbers: Vec<EntryNumber>,
}

impl Recording {
    fn of(entry: &Entry) -> Self {
        Self {
            at: entry.at,
            numbers: entry.changes.iter().filter_map(Change::records).collect(),
        }
    }

    /// When it recorded an inscription; none where it did not.
    fn of_entry(&self, number: EntryNumber) -> Option<DateTime<Utc>> {
        self.numbers.contains(&number).then_some(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Damage, Head, Link, Loaded, Reader};

    /// A store whose journal cannot be read.
    struct Broken;

    fn fails<T>() -> Result<T, StoreError> {
        Err(StoreError::Full)
    }

    impl Reader for Broken {
        fn head(&self) -> Result<Head, StoreError> {
            fails()
        }
        fn load(&self) -> Result<Loaded, StoreError> {
            fails()
        }
        fn journal(&self, _: u64, _: &mut dyn FnMut(Link) -> bool) -> Result<(), StoreError> {
            fails()
        }
        fn history(&self, _: &RecordId) -> Result<Vec<u64>, StoreError> {
            fails()
        }
        fn is_trial(&self) -> bool {
            false
        }
    }

    impl Store for Broken {
        fn commit(&mut self, _: &[Entry]) -> Result<Head, StoreError> {
            fails()
        }
        fn snapshot(&self) -> Result<Box<dyn Reader>, StoreError> {
            fails()
        }
        fn check(&mut self) -> Result<Vec<Damage>, StoreError> {
            fails()
        }
    }

    #[test]
    fn a_journal_that_cannot_be_read_is_said_once_for_each_question() {
        let journal = Journal::new(Box::new(Broken));
        assert!(journal.days_were_read().is_ok(), "nothing was asked");
        for _ in 0..2 {
            assert_eq!((journal.day_of(1), journal.day_of(2)), (None, None));
            assert!(journal.days_were_read().is_err());
            assert!(journal.days_were_read().is_ok());
        }
    }
}
