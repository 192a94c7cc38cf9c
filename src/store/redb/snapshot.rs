//! The base as of one entry: a read transaction, of which nothing is given once its engine is closed.

use std::sync::{Arc, Weak};

use redb::ReadTransaction;

use super::engine_panic::engine_caught;
use super::failure::closed;
use super::{journal, load};
use crate::domain::record::RecordId;
use crate::store::{Head, Link, Loaded, Reader, StoreError};

/// Held by a store for as long as its engine is open.
pub type Life = Arc<()>;

/// The base as of one entry.
pub struct Snapshot {
    txn: ReadTransaction,
    head: Head,
    trial: bool,
    engine: Weak<()>,
}

impl Snapshot {
    /// What a transaction sees, which begins at that end of the journal of a base that is marked *essai* or not.
    pub fn new(txn: ReadTransaction, head: Head, trial: bool, life: &Life) -> Self {
        Self {
            txn,
            head,
            trial,
            engine: Arc::downgrade(life),
        }
    }

    /// Reads. After a commit that failed, another engine may write where this transaction reads: what was read while
    /// its own engine closed is not given.
    fn read<T>(&self, call: impl FnOnce(&ReadTransaction) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let read = engine_caught(|| call(&self.txn));
        if self.engine.strong_count() == 0 {
            return Err(closed());
        }
        read
    }
}

impl Reader for Snapshot {
    fn head(&self) -> Result<Head, StoreError> {
        Ok(self.head)
    }

    fn load(&self) -> Result<Loaded, StoreError> {
        self.read(load::load)
    }

    fn journal(&self, from: u64, each: &mut dyn FnMut(Link) -> bool) -> Result<(), StoreError> {
        for seq in from.max(1)..=self.head.seq {
            if !each(self.read(|txn| journal::read(txn, seq))?) {
                break;
            }
        }
        Ok(())
    }

    fn history(&self, record: &RecordId) -> Result<Vec<u64>, StoreError> {
        self.read(|txn| journal::history(txn, record))
    }

    fn is_trial(&self) -> bool {
        self.trial
    }
}
