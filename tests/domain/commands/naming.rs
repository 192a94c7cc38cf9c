//! What names a record is found by the indexes as a walk through all records finds it.

use std::collections::{BTreeMap, BTreeSet};

use preau::domain::record::{Record, RecordId};
use preau::domain::registry::Registry;

use super::desk::Desk;
use crate::support::world::World;

/// Asserts it of each record of a registry, and of each that one names.
pub fn by_the_indexes_as_by_a_walk(registry: &Registry) {
    let mut walked: BTreeMap<RecordId, BTreeSet<RecordId>> = BTreeMap::new();
    for (record, _) in registry.records() {
        let id = record.id();
        walked.entry(id.clone()).or_default();
        if matches!(record, Record::FormerKey(_)) {
            continue;
        }
        for named in record.names().into_iter().filter(|named| *named != id) {
            walked.entry(named).or_default().insert(id.clone());
        }
    }
    for (id, by) in walked {
        assert_eq!(registry.naming(&id), by, "{id}");
    }
}

#[test]
fn of_a_base_with_one_of_everything() {
    by_the_indexes_as_by_a_walk(&Desk::of(World::registered("2026-11-20")).registry);
}

#[test]
fn of_the_demo() {
    by_the_indexes_as_by_a_walk(&crate::support::demo::demo());
}
