//! A copy of a store into an empty one, entry by entry.

use std::mem;

use super::{Head, Link, Reader, Store, StoreError, chain};
use crate::domain::journal::Entry;

/// How many changes are written in one transaction, an entry that makes more being written alone.
const BATCH: usize = 4096;

/// Replays the journal of a base into an empty one, and returns the end that both have in common.
///
/// Fails where the copy does not come to the same hashes, which are those of the stored bytes.
pub fn copy(from: &dyn Reader, to: &mut dyn Store) -> Result<Head, StoreError> {
    let head = to.head()?;
    if head != Head::EMPTY {
        return Err(StoreError::NotNext {
            head: head.seq,
            offered: 1,
        });
    }
    let mut batch = Batch::new(to);
    let mut failure = None;
    from.journal(1, &mut |link| {
        failure = batch.push(link).err();
        failure.is_none()
    })?;
    failure.map_or(Ok(()), Err)?;
    batch.write()?;
    let copied = to.head()?;
    same(from.head()?, copied)?;
    Ok(copied)
}

/// Entries to write together.
struct Batch<'a> {
    to: &'a mut dyn Store,
    entries: Vec<Entry>,
    changes: usize,
    head: Head,
}

impl<'a> Batch<'a> {
    fn new(to: &'a mut dyn Store) -> Self {
        Self {
            to,
            entries: Vec::new(),
            changes: 0,
            head: Head::EMPTY,
        }
    }

    fn push(&mut self, link: Link) -> Result<(), StoreError> {
        self.head = Head {
            seq: link.entry.seq,
            hash: link.hash,
        };
        self.changes += link.entry.changes.len();
        self.entries.push(link.entry);
        if self.changes < BATCH {
            return Ok(());
        }
        self.write()
    }

    fn write(&mut self) -> Result<(), StoreError> {
        self.changes = 0;
        let written = self.to.commit(&mem::take(&mut self.entries))?;
        same(self.head, written)
    }
}

/// Checks that a copy came to the same end.
fn same(expected: Head, copied: Head) -> Result<(), StoreError> {
    if expected == copied {
        return Ok(());
    }
    Err(chain::damaged(
        copied.seq,
        "la copie n’arrive pas à la même empreinte",
    ))
}
