//! A commit: entries, their records, the history and the head, in one durable transaction.

use redb::{Database, Table, WriteTransaction};

use super::codec;
use super::journal::{self, History, Links, Parts};
use super::meta::{self, Meta};
use super::tables::{HISTORY, JOURNAL, LINKS, META, RECORDS};
use crate::domain::change::Change;
use crate::domain::journal::Entry;
use crate::store::{Head, StoreError, chain};

/// Writes entries that follow the head, and returns the new head once all of it is on the disk.
pub fn commit(engine: &Database, entries: &[Entry]) -> Result<Head, StoreError> {
    let txn = engine.begin_write()?;
    let head = Writer::open(&txn)?.write(entries)?;
    txn.commit()?;
    Ok(head)
}

/// The open tables of a write transaction, and the meta row as it becomes.
struct Writer<'txn> {
    records: Table<'txn, &'static str, &'static [u8]>,
    parts: Parts<'txn>,
    links: Links<'txn>,
    history: History<'txn>,
    row: Table<'txn, &'static str, &'static [u8]>,
    meta: Meta,
    value: Vec<u8>,
}

impl<'txn> Writer<'txn> {
    fn open(txn: &'txn WriteTransaction) -> Result<Self, StoreError> {
        let row = txn.open_table(META)?;
        Ok(Self {
            records: txn.open_table(RECORDS)?,
            parts: txn.open_table(JOURNAL)?,
            links: txn.open_table(LINKS)?,
            history: txn.open_table(HISTORY)?,
            meta: meta::get(&row)?,
            row,
            value: Vec::new(),
        })
    }

    fn write(mut self, entries: &[Entry]) -> Result<Head, StoreError> {
        chain::in_sequence(self.meta.head, entries)?;
        for entry in entries {
            self.entry(entry)?;
        }
        meta::put(&mut self.row, self.meta)?;
        Ok(self.meta.head)
    }

    fn entry(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let bytes = chain::encode(entry)?;
        self.meta.head = journal::append(&mut self.parts, &mut self.links, self.meta.head, &bytes)?;
        entry
            .changes
            .iter()
            .try_for_each(|change| self.change(change, entry.seq))
    }

    fn change(&mut self, change: &Change, seq: u64) -> Result<(), StoreError> {
        let Some(id) = change.id() else { return Ok(()) };
        let key = id.to_string();
        let before = match &change.after {
            Some(record) => {
                let checksum = codec::encode(&key, record, seq, &mut self.value)?;
                self.meta.add(checksum);
                self.records.insert(key.as_str(), self.value.as_slice())?
            }
            None => self.records.remove(key.as_str())?,
        };
        if let Some(before) = before {
            self.meta.subtract(codec::stored_checksum(before.value()));
        }
        journal::note(&mut self.history, &key, seq)
    }
}
