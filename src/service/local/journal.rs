//! The store as the desk reads it: one entry of the journal, and the day of any entry.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::journal::Entry;
use crate::domain::query::select::Dates;
use crate::store::{Store, StoreError};

/// A store, and the days of its journal once they were asked for.
pub(super) struct Journal {
    pub(super) store: Box<dyn Store>,
    /// Read from the journal on the first question, since most sessions ask none.
    days: OnceCell<RefCell<BTreeMap<u64, NaiveDate>>>,
}

impl Journal {
    pub(super) fn new(store: Box<dyn Store>) -> Self {
        Self {
            store,
            days: OnceCell::new(),
        }
    }

    /// Reads one entry; none where there is no such entry.
    pub(super) fn entry(&self, seq: u64) -> Result<Option<Entry>, StoreError> {
        let mut found = None;
        self.store.journal(seq, &mut |link| {
            found = (link.entry.seq == seq).then_some(link.entry);
            false
        })?;
        Ok(found)
    }

    /// Writes an entry, durably.
    pub(super) fn write(&mut self, entry: &Entry) -> Result<(), StoreError> {
        self.store.commit(std::slice::from_ref(entry))?;
        if let Some(days) = self.days.get() {
            days.borrow_mut().insert(entry.seq, entry.at.date_naive());
        }
        Ok(())
    }

    /// Writes the entries of a whole base into an empty one, durably.
    pub(super) fn fill(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        self.store.commit(entries)?;
        self.days = OnceCell::new();
        Ok(())
    }

    /// The day of each entry. A journal that cannot be read has none, and the filter then keeps nothing.
    fn read_days(&self) -> RefCell<BTreeMap<u64, NaiveDate>> {
        let mut days = BTreeMap::new();
        let read = self.store.journal(1, &mut |link| {
            days.insert(link.entry.seq, link.entry.at.date_naive());
            true
        });
        if read.is_err() {
            days.clear();
        }
        RefCell::new(days)
    }
}

impl Dates for Journal {
    fn day_of(&self, seq: u64) -> Option<NaiveDate> {
        let days = self.days.get_or_init(|| self.read_days());
        days.borrow().get(&seq).copied()
    }
}
