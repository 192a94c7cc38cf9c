//! What a decision rests on: the versions that an order sends back, so that what was shown is what is written.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::command::{Order, Seen};
use crate::domain::convention::Party;
use crate::domain::covered::Coverage;
use crate::domain::provider::SheetId;
use crate::domain::record::{Record, RecordId};
use crate::domain::register::{RegisterEntry, Review};
use crate::domain::registry::Registry;

/// The versions that changes rest on, each record once; version 0 where a record must still be absent.
pub(super) fn seen(registry: &Registry, changes: &[Change]) -> Vec<Seen> {
    let mut records: Vec<RecordId> = changes
        .iter()
        .flat_map(|change| of_change(registry, change))
        .collect();
    records.sort_unstable();
    records.dedup();
    records.into_iter().map(|id| as_now(registry, id)).collect()
}

/// A record with the version that it has; 0 where there is none.
fn as_now(registry: &Registry, id: RecordId) -> Seen {
    Seen {
        version: registry.version(&id).unwrap_or_default(),
        id,
    }
}

/// What a change rests on. The number of a new record is given when it is written, so that it rests on none.
fn of_change(registry: &Registry, change: &Change) -> Vec<RecordId> {
    match (&change.before, &change.after) {
        (None, Some(Record::Entry(entry))) => of_entry(registry, entry),
        (None, Some(Record::Note(_) | Record::Reminder(_) | Record::View(_))) => Vec::new(),
        _ => {
            let own = change.id().into_iter();
            own.chain(of_review(registry, change)).collect()
        }
    }
}

/// What a review that is recorded now covers; nothing of one that is given back.
fn of_review(registry: &Registry, change: &Change) -> Vec<RecordId> {
    let now = |review: &Review| review.seen == Some(registry.revision());
    let recorded = change.review().filter(|(_, review)| now(review));
    recorded.map_or_else(Vec::new, |(entry, review)| {
        Coverage::new(registry, entry, review.on).records()
    })
}

/// What the review of a register entry on a day rests on, as it is now.
pub(super) fn of_reviewed(registry: &Registry, entry: &RegisterEntry, day: NaiveDate) -> Vec<Seen> {
    let covered = Coverage::new(registry, entry, day).records().into_iter();
    let all = covered.chain([RecordId::Entry(entry.number)]);
    all.map(|id| as_now(registry, id)).collect()
}

/// An order of which a preview is asked, resting on what the register entries that it reviews rest on now: the preview
/// says so, and what is then confirmed rests on that.
pub(super) fn previewed<'o>(registry: &Registry, order: &'o Order, day: NaiveDate) -> Cow<'o, Order> {
    let entries = order
        .reviewed()
        .filter_map(|number| registry.entries().get(&number));
    let known = |now: &Seen| order.seen.iter().any(|seen| seen.id == now.id);
    let unseen: Vec<Seen> = entries
        .flat_map(|entry| of_reviewed(registry, entry, day))
        .filter(|now| !known(now))
        .collect();
    if unseen.is_empty() {
        return Cow::Borrowed(order);
    }
    let mut order = order.clone();
    order.seen.extend(unseen);
    Cow::Owned(order)
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
