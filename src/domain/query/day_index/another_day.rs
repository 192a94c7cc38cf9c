//! The day index of another day, beside that of the present one: the same places, and one set of indexes for both.

use std::cell::OnceCell;
use std::sync::Arc;

use chrono::NaiveDate;

use super::DayIndex;
use super::pair::Pair;
use super::school::{Assessed, SchoolEntry, assessed};
use super::tally::Tallies;
use crate::domain::registry::Registry;
use crate::domain::rule::Policy;

impl DayIndex {
    /// The day index of the same registry on another day.
    ///
    /// Each school and each record is at the place that it has here, and stays so as long as both day indexes follow the same
    /// changes.
    #[must_use]
    pub fn on(&self, registry: &Registry, day: NaiveDate, pair: &impl Pair) -> Self {
        let (left, right) = self.entries.split_at(self.entries.len() / 2);
        let policy = self.policy;
        let assess = |entries: &[SchoolEntry]| assess_each(registry, entries, day, &policy);
        let (mut entries, rest) = pair.run(|| assess(left), || assess(right));
        entries.extend(rest);
        let mut tallies = Tallies::default();
        for entry in &entries {
            tallies.add(entry);
        }
        Self {
            day,
            policy: self.policy,
            entries,
            by_uai: self.by_uai.clone(),
            named: self.named.iter().map(|named| named.on(registry, day)).collect(),
            by_id: self.by_id.clone(),
            communes: self.communes.clone(),
            circonscriptions: self.circonscriptions.clone(),
            indexes: OnceCell::new(),
            orders: self.orders.clone(),
            tallies,
        }
    }

    /// Lends the indexes, made now where they are not there yet, to a day index whose places are the same.
    pub fn lend_indexes(&self, registry: &Registry, to: &Self) {
        if to.indexes.get().is_none() {
            drop(to.indexes.set(Arc::clone(self.indexes(registry))));
        }
    }

    /// Gives back the indexes that were lent, so that the day index that lent them can follow a change.
    pub fn give_indexes_back(&mut self) {
        self.indexes.take();
    }
}

/// Assesses schools on a day; of one that was removed, nothing is said.
fn assess_each(
    registry: &Registry,
    entries: &[SchoolEntry],
    day: NaiveDate,
    policy: &Policy,
) -> Vec<SchoolEntry> {
    let assess = |entry: &SchoolEntry| {
        let school = registry.schools().get(&entry.uai);
        entry.with(school.map_or_else(Assessed::default, |school| {
            assessed(registry, school, day, policy)
        }))
    };
    entries.iter().map(assess).collect()
}
