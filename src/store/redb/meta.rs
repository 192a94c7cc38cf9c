//! What the file says of itself: the head of the journal, and the number and the sum of the records.
//!
//! The sum is that of the records' checksums, modulo 2^64: it depends on which records there are, not on their
//! order, so that a commit brings it up to date from what it changes alone.

use redb::{ReadTransaction, ReadableTable, Table};
use xxhash_rust::xxh3::xxh3_64;

use super::tables::META;
use crate::store::{Head, StoreError};

/// The one row of the table.
const ROW: &str = "meta";

/// Seq, hash, records, sum, checksum of the row.
const LEN: usize = 8 + 32 + 8 + 8 + 8;

/// The one row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta {
    /// The end of the journal.
    pub head: Head,
    /// How many records there are.
    pub records: u64,
    /// The sum of their checksums.
    pub sum: u64,
}

impl Meta {
    /// The row of an empty base.
    pub const EMPTY: Self = Self {
        head: Head::EMPTY,
        records: 0,
        sum: 0,
    };

    /// Counts a record of that checksum in.
    pub fn add(&mut self, checksum: u64) {
        self.records += 1;
        self.sum = self.sum.wrapping_add(checksum);
    }

    /// Counts a record of that checksum out.
    pub fn subtract(&mut self, checksum: u64) {
        self.records = self.records.wrapping_sub(1);
        self.sum = self.sum.wrapping_sub(checksum);
    }

    /// Checks the number and the sum of the records found against this row.
    pub fn agree(&self, found: Self) -> Result<(), StoreError> {
        if found.records != self.records {
            return Err(miscounted(self.records, found.records));
        }
        if found.sum != self.sum {
            return Err(damaged(
                "leur somme de contrôle n’est pas celle que la base annonce",
            ));
        }
        Ok(())
    }

    /// Checks the number of records read against this row.
    pub fn counts(&self, read: usize) -> Result<(), StoreError> {
        let read = u64::try_from(read).unwrap_or(u64::MAX);
        if read == self.records {
            Ok(())
        } else {
            Err(miscounted(self.records, read))
        }
    }

    fn to_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LEN);
        bytes.extend_from_slice(&self.head.seq.to_le_bytes());
        bytes.extend_from_slice(&self.head.hash);
        bytes.extend_from_slice(&self.records.to_le_bytes());
        bytes.extend_from_slice(&self.sum.to_le_bytes());
        bytes.extend_from_slice(&xxh3_64(&bytes).to_le_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; LEN] = bytes.try_into().ok()?;
        let (fields, checksum) = bytes.split_at(LEN - 8);
        if xxh3_64(fields).to_le_bytes() != checksum {
            return None;
        }
        let number = |at: usize| Some(u64::from_le_bytes(fields.get(at..at + 8)?.try_into().ok()?));
        Some(Self {
            head: Head {
                seq: number(0)?,
                hash: fields.get(8..40)?.try_into().ok()?,
            },
            records: number(40)?,
            sum: number(48)?,
        })
    }
}

fn miscounted(expected: u64, found: u64) -> StoreError {
    damaged(&format!("la base en annonce {expected}, il y en a {found}"))
}

fn damaged(what: &str) -> StoreError {
    StoreError::Damaged {
        place: "ensemble des enregistrements".into(),
        what: format!("{what} («\u{a0}preau verifier\u{a0}» dit lesquels)"),
    }
}

/// Reads the row in a read transaction.
pub fn read(txn: &ReadTransaction) -> Result<Meta, StoreError> {
    get(&txn.open_table(META)?)
}

/// Reads the row of an open table.
pub fn get(table: &impl ReadableTable<&'static str, &'static [u8]>) -> Result<Meta, StoreError> {
    table
        .get(ROW)?
        .and_then(|row| Meta::from_bytes(row.value()))
        .ok_or_else(|| StoreError::Damaged {
            place: "table «\u{a0}meta\u{a0}»".into(),
            what: "absente ou illisible".into(),
        })
}

/// Writes the row.
pub fn put(table: &mut Table<'_, &'static str, &'static [u8]>, meta: Meta) -> Result<(), StoreError> {
    table.insert(ROW, meta.to_bytes().as_slice())?;
    Ok(())
}
