//! Under which keys the journal names a record: its own, then those that it had before they were corrected.

use crate::domain::change::{Change, Correction};
use crate::domain::journal::Entry;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;

/// A key under which the journal names a record, and where it does.
pub(in crate::service::local) struct Key {
    /// The record, by the key that it has now.
    of: RecordId,
    /// The key as the journal has it.
    pub(super) written: RecordId,
    /// The entry until which the key was that of another record; 0 where it never was.
    after: u64,
    /// The last entry in which it is that of this one.
    until: u64,
}

impl Key {
    /// True where the key is that of the record in an entry.
    pub(super) fn stands_at(&self, seq: u64) -> bool {
        self.after < seq && seq <= self.until
    }
}

/// The keys of some records.
pub(in crate::service::local) fn of(registry: &Registry, records: &[RecordId]) -> Vec<Key> {
    records.iter().flat_map(|of| of_one(registry, of)).collect()
}

fn of_one(registry: &Registry, of: &RecordId) -> Vec<Key> {
    let key = |(written, until): (RecordId, u64)| Key {
        of: of.clone(),
        written,
        after: 0,
        until,
    };
    let former: Vec<Key> = registry.former_keys_of(of).into_iter().map(key).collect();
    let own = Key {
        after: registry.own_since(of),
        ..key((of.clone(), u64::MAX))
    };
    std::iter::once(own).chain(former).collect()
}

/// What an entry did to the records of some keys, each with its record; one that was given another key is told once, with
/// what it was under the other. What hangs on one that was is not told for that.
pub(in crate::service::local) fn changes(keys: &[Key], entry: &Entry) -> Vec<(RecordId, Change)> {
    let correction = Correction::among(&entry.changes.as_slice());
    let mut told: Vec<(RecordId, Change)> = Vec::new();
    for key in keys.iter().filter(|key| key.stands_at(entry.seq)) {
        let of_key = entry
            .changes
            .iter()
            .filter(|change| change.id().as_ref() == Some(&key.written));
        for change in of_key {
            // What hangs on a record says nothing new by the key of that one.
            let hangs = matches!(change.id(), Some(RecordId::Note(_) | RecordId::Document(_)));
            if hangs
                && correction
                    .as_ref()
                    .is_some_and(|found| found.only_renames(change))
            {
                continue;
            }
            let change = correction
                .as_ref()
                .map_or_else(|| change.clone(), |found| found.whole(change));
            let one = (key.of.clone(), change);
            if !told.contains(&one) {
                told.push(one);
            }
        }
    }
    told
}
