//! What a decision rests on: the versions that an order sends back, so that what was shown is what is written.

use crate::domain::change::Change;
use crate::domain::command::Seen;
use crate::domain::convention::Party;
use crate::domain::provider::SheetId;
use crate::domain::record::{Record, RecordId};
use crate::domain::register::RegisterEntry;
use crate::domain::registry::Registry;

/// The versions that changes rest on, each record once; version 0 where a record must still be absent.
pub(super) fn seen(registry: &Registry, changes: &[Change]) -> Vec<Seen> {
    let mut records: Vec<RecordId> = changes
        .iter()
        .flat_map(|change| of_change(registry, change))
        .collect();
    records.sort_unstable();
    records.dedup();
    records
        .into_iter()
        .map(|id| Seen {
            version: registry.version(&id).unwrap_or_default(),
            id,
        })
        .collect()
}

/// What a change rests on. The number of a new record is given when it is written, so that it rests on none.
fn of_change(registry: &Registry, change: &Change) -> Vec<RecordId> {
    match (&change.before, &change.after) {
        (None, Some(Record::Entry(entry))) => of_entry(registry, entry),
        (None, Some(Record::Note(_) | Record::Reminder(_) | Record::View(_))) => Vec::new(),
        _ => change.id().into_iter().collect(),
    }
}

/// The records that a new register entry names, and the other conventions of their parties.
fn of_entry(registry: &Registry, entry: &RegisterEntry) -> Vec<RecordId> {
    let sheet = SheetId {
        solution: entry.solution.clone(),
        version: entry.sheet.clone(),
    };
    let mut records = vec![
        RecordId::School(entry.school),
        RecordId::Deployment(entry.deployment()),
        RecordId::Solution(entry.solution.clone()),
        RecordId::Sheet(sheet),
    ];
    let named = entry
        .conventions
        .iter()
        .filter_map(|number| registry.conventions().get(number));
    let mut parties: Vec<Party> = named.map(|convention| convention.party).collect();
    parties.dedup();
    let conventions = parties
        .into_iter()
        .flat_map(|party| registry.conventions_with(party));
    records.extend(conventions.map(|convention| RecordId::Convention(convention.number.clone())));
    records
}
