//! The store in one file, on redb. Nothing of redb is named outside this folder.

mod backend;
mod codec;
mod commit;
mod diagnose;
mod engine_panic;
#[cfg(test)]
mod failing;
mod failure;
mod format;
mod journal;
mod load;
mod medium;
mod meta;
mod open;
mod prefix;
mod recover;
mod seal;
mod snapshot;
mod tables;
#[cfg(test)]
mod tests;
mod walk;

pub use format::FORMAT;
pub use open::FileStore;

use super::{Damage, Head, Link, Loaded, Reader, Store, StoreError, chain};
use crate::domain::journal::Entry;
use crate::domain::record::RecordId;
use engine_panic::engine_caught;
use redb::ReadableDatabase;
use snapshot::Snapshot;

impl Reader for FileStore {
    fn head(&self) -> Result<Head, StoreError> {
        self.engine().map(|_| self.head)
    }

    fn load(&self) -> Result<Loaded, StoreError> {
        let engine = self.engine()?;
        engine_caught(|| load::load(&engine.begin_read()?))
    }

    fn journal(&self, from: u64, each: &mut dyn FnMut(Link) -> bool) -> Result<(), StoreError> {
        for seq in from.max(1)..=self.head.seq {
            let engine = self.engine()?;
            // The transaction ends before the entry is given.
            let link = engine_caught(|| journal::read(&engine.begin_read()?, seq))?;
            if !each(link) {
                break;
            }
        }
        Ok(())
    }

    fn history(&self, record: &RecordId) -> Result<Vec<u64>, StoreError> {
        let engine = self.engine()?;
        engine_caught(|| journal::history(&engine.begin_read()?, record))
    }

    fn is_trial(&self) -> bool {
        self.trial
    }
}

impl Store for FileStore {
    fn commit(&mut self, entries: &[Entry]) -> Result<Head, StoreError> {
        chain::in_sequence(self.head, entries)?;
        self.look()?;
        if entries.is_empty() {
            return Ok(self.head);
        }
        self.open_again_after_a_full_disk()?;
        self.engine()?;
        match self.write(entries) {
            Ok(head) => self.acknowledge(head),
            Err(error) => self.settle(error, entries),
        }
    }

    fn snapshot(&self) -> Result<Box<dyn Reader>, StoreError> {
        let engine = self.engine()?;
        let txn = engine_caught(|| Ok(engine.begin_read()?))?;
        Ok(Box::new(Snapshot::new(txn, self.head, self.trial, &self.life)))
    }

    fn check(&mut self) -> Result<Vec<Damage>, StoreError> {
        let engine = self.engine_mut()?;
        let mut damages = engine_caught(|| walk::inspect(engine)).unwrap_or_else(|error| vec![error.into()]);
        damages.extend(engine_caught(|| Ok(walk::integrity(engine)))?);
        // The engine may have written what it found of itself.
        self.seal()?;
        Ok(damages)
    }
}
