//! The store in memory: the reference that every other store must agree with.

use std::collections::BTreeMap;

use super::{Damage, Digest, Head, Link, Loaded, Reader, Store, StoreError, chain};
use crate::domain::journal::Entry;
use crate::domain::record::{Kind, Record, RecordId};

/// A record's place in a load: by kind, then by the text of its key.
type Place = (Kind, String);

/// A store that lasts as long as the process.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    records: BTreeMap<Place, (Record, u64)>,
    links: Vec<Link>,
    history: BTreeMap<Place, Vec<u64>>,
    trial: bool,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty store that bears the mark *essai*.
    pub fn trial() -> Self {
        Self {
            trial: true,
            ..Self::default()
        }
    }

    fn end(&self) -> Head {
        self.links.last().map_or(Head::EMPTY, |link| Head {
            seq: link.entry.seq,
            hash: link.hash,
        })
    }

    fn append(&mut self, entry: Entry, hash: Digest) {
        for change in &entry.changes {
            let Some(id) = change.id() else { continue };
            let place = place(&id);
            note(self.history.entry(place.clone()).or_default(), entry.seq);
            match &change.after {
                Some(record) => drop(self.records.insert(place, (record.clone(), entry.seq))),
                None => drop(self.records.remove(&place)),
            }
        }
        let previous = self.end().hash;
        self.links.push(Link {
            entry,
            previous,
            hash,
        });
    }
}

fn place(id: &RecordId) -> Place {
    (id.kind(), id.key())
}

/// Adds an entry to a record's history; an entry that changes a record twice is there once.
fn note(history: &mut Vec<u64>, seq: u64) {
    if history.last() != Some(&seq) {
        history.push(seq);
    }
}

impl Reader for MemoryStore {
    fn head(&self) -> Result<Head, StoreError> {
        Ok(self.end())
    }

    fn load(&self) -> Result<Loaded, StoreError> {
        Ok(Loaded {
            records: self.records.values().cloned().collect(),
            head: self.end(),
        })
    }

    fn journal(&self, from: u64, each: &mut dyn FnMut(Link) -> bool) -> Result<(), StoreError> {
        for link in self.links.iter().filter(|link| link.entry.seq >= from) {
            if !each(link.clone()) {
                break;
            }
        }
        Ok(())
    }

    fn history(&self, record: &RecordId) -> Result<Vec<u64>, StoreError> {
        Ok(self.history.get(&place(record)).cloned().unwrap_or_default())
    }

    fn is_trial(&self) -> bool {
        self.trial
    }
}

impl Store for MemoryStore {
    fn commit(&mut self, entries: &[Entry]) -> Result<Head, StoreError> {
        chain::in_sequence(self.end(), entries)?;
        for entry in entries {
            let hash = chain::link(&self.end().hash, &chain::encode(entry)?);
            self.append(chain::journaled(entry), hash);
        }
        Ok(self.end())
    }

    fn snapshot(&self) -> Result<Box<dyn Reader>, StoreError> {
        Ok(Box::new(self.clone()))
    }

    fn check(&mut self) -> Result<Vec<Damage>, StoreError> {
        Ok(Vec::new())
    }
}
