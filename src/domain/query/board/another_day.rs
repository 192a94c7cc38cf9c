//! The board of another day, beside that of the present one: the same places, and one set of indexes for both.

use std::cell::OnceCell;
use std::sync::Arc;

use chrono::NaiveDate;

use super::Board;
use super::pair::Pair;
use super::school::{Assessed, Entry, assessed};
use super::tally::Tallies;
use crate::domain::registry::Registry;
use crate::domain::rule::Policy;

impl Board {
    /// The board of the same registry on another day.
    ///
    /// Each school and each record is at the place that it has here, and stays so as long as both boards follow the same
    /// changes.
    #[must_use]
    pub fn on(&self, registry: &Registry, day: NaiveDate, pair: &impl Pair) -> Self {
        let (left, right) = self.entries.split_at(self.entries.len() / 2);
        let policy = self.policy;
        let assess = |entries: &[Entry]| assess_each(registry, entries, day, &policy);
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

    /// Lends the indexes, made now where they are not there yet, to a board whose places are the same.
    pub fn lend_indexes(&self, registry: &Registry, to: &Self) {
        if to.indexes.get().is_none() {
            drop(to.indexes.set(Arc::clone(self.indexes(registry))));
        }
    }

    /// Gives back the indexes that were lent, so that the board that lent them can follow a change.
    pub fn give_indexes_back(&mut self) {
        self.indexes.take();
    }
}

/// Assesses schools on a day; of one that was removed, nothing is said.
fn assess_each(registry: &Registry, entries: &[Entry], day: NaiveDate, policy: &Policy) -> Vec<Entry> {
    let assess = |entry: &Entry| {
        let school = registry.schools().get(&entry.uai);
        entry.with(school.map_or_else(Assessed::default, |school| {
            assessed(registry, school, day, policy)
        }))
    };
    entries.iter().map(assess).collect()
}
