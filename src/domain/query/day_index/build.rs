//! A day index made from nothing.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::DayIndex;
use super::named::{KINDS, Named, keys};
use super::names::Names;
use super::order::Orders;
use super::pair::Pair;
use super::places::Places;
use super::school::{EntryParts, SchoolEntry};
use super::tally::Tallies;
use super::title::Title;
use crate::domain::registry::Registry;
use crate::domain::rule::Policy;
use crate::domain::school::School;

impl DayIndex {
    /// Makes the day index of a registry on a day; `pair` runs the two halves of the work.
    pub fn build(registry: &Registry, day: NaiveDate, policy: Policy, pair: &impl Pair) -> Self {
        let schools: Vec<&School> = registry.schools().iter().collect();
        // Naming all records takes about as long as assessing half the schools.
        let (left, right) = schools.split_at(schools.len() * 3 / 4);
        let (mut drafts, (named, rest)) = pair.run(
            || draft_each(registry, left, day, &policy),
            || (name_all(registry, day), draft_each(registry, right, day, &policy)),
        );
        drafts.extend(rest);
        let mut day_index = Self {
            day,
            policy,
            by_uai: Places::in_order(schools.len()),
            entries: Vec::with_capacity(schools.len()),
            by_id: Places::in_order(named.len()),
            named,
            communes: Names::default(),
            circonscriptions: Names::default(),
            indexes: OnceCell::new(),
            orders: Orders::default(),
            tallies: Tallies::default(),
        };
        for (school, draft) in schools.into_iter().zip(drafts) {
            day_index.list(school, draft);
        }
        day_index.orders = Orders::new(&day_index.entries, &day_index.communes);
        day_index
    }

    /// Puts a school that the day index does not have at the next place, which is returned.
    pub(super) fn list(&mut self, school: &School, draft: EntryParts) -> u32 {
        let place = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let entry = SchoolEntry::new(school, draft, &mut self.communes, &mut self.circonscriptions);
        self.tallies.add(&entry);
        self.entries.push(entry);
        place
    }
}

/// Assesses and folds schools, in their order, half of them in each of a pair's works.
pub(super) fn draft_all(
    registry: &Registry,
    schools: &[&School],
    day: NaiveDate,
    policy: &Policy,
    pair: &impl Pair,
) -> Vec<EntryParts> {
    let (left, right) = schools.split_at(schools.len() / 2);
    let (mut all, rest) = pair.run(
        || draft_each(registry, left, day, policy),
        || draft_each(registry, right, day, policy),
    );
    all.extend(rest);
    all
}

fn draft_each(registry: &Registry, schools: &[&School], day: NaiveDate, policy: &Policy) -> Vec<EntryParts> {
    schools
        .iter()
        .map(|school| EntryParts::new(registry, school, day, policy))
        .collect()
}

fn name_all(registry: &Registry, day: NaiveDate) -> Vec<Named> {
    let ids = KINDS.into_iter().flat_map(|kind| keys(registry, kind));
    ids.filter_map(|id| {
        let title = Title::of(registry, &id)?;
        Some(Named::new(registry, id, &title, day))
    })
    .collect()
}
