//! Schools that took the place of others, and what of those still stands.

use chrono::NaiveDate;

use super::Registry;
use crate::domain::contract::Contract;
use crate::domain::convention::Convention;
use crate::domain::deployment::Deployment;
use crate::domain::id::Uai;
use crate::domain::record::RecordId;
use crate::domain::school::{School, SchoolState};
use crate::text::fold;

impl Registry {
    /// The schools of which a school took the place.
    pub fn replaced_by(&self, school: Uai) -> impl Iterator<Item = &School> {
        self.indexes
            .replaced
            .get(&school)
            .filter_map(|uai| self.schools.get(uai))
    }

    /// What still stands of a school from a day on: its active entries, its uses of a solution that are not left, the
    /// contracts that name it and have not ended, the conventions whose annexe names it.
    pub fn still_standing(&self, school: Uai, day: NaiveDate) -> Vec<RecordId> {
        let entries = self.entries_of(school).filter(|entry| entry.is_active());
        let entries = entries.map(|entry| RecordId::Entry(entry.number));
        let is_current = |used: &&Deployment| used.solution.is_some() && !used.is_left();
        let uses = self.deployments_of(school).filter(is_current);
        let uses = uses.map(|used| RecordId::Deployment(Deployment::id(used)));
        let contracts = self.contracts_naming(school, day);
        let contracts = contracts.map(|found| RecordId::Contract(found.reference.clone()));
        let conventions = self.annexes_naming(school, day);
        let conventions = conventions.map(|found| RecordId::Convention(found.number.clone()));
        entries.chain(uses).chain(contracts).chain(conventions).collect()
    }

    /// The contracts that name a school and have not ended on a day.
    pub fn contracts_naming(&self, school: Uai, day: NaiveDate) -> impl Iterator<Item = &Contract> {
        let goes_on = move |found: &&Contract| found.period.to.is_none_or(|to| day <= to);
        self.contracts_listing(school).filter(goes_on)
    }

    /// The conventions whose annexe names a school on a day or later, and that are not over.
    pub fn annexes_naming(&self, school: Uai, day: NaiveDate) -> impl Iterator<Item = &Convention> {
        let goes_on = move |found: &&Convention| {
            let mut lines = found.lines_of(school);
            !found.status(day).is_over() && lines.any(|line| line.period.to.is_none_or(|to| day <= to))
        };
        self.annexes_listing(school).filter(goes_on)
    }

    /// The contracts that name a school, on whatever day.
    pub fn contracts_listing(&self, school: Uai) -> impl Iterator<Item = &Contract> {
        self.indexes
            .contract_schools
            .get(&school)
            .filter_map(|reference| self.contracts.get(reference))
    }

    /// The conventions whose annexe has a line of a school, of whatever days.
    pub fn annexes_listing(&self, school: Uai) -> impl Iterator<Item = &Convention> {
        self.indexes
            .annexes
            .get(&school)
            .filter_map(|number| self.conventions.get(number))
    }

    /// The other schools of the same name on the same place, no longer than any of the two is closed, where an operator typed
    /// one or the annuaire lists it no more, and where none took the place of the other.
    pub fn school_twins<'a>(&'a self, school: &'a School) -> impl Iterator<Item = &'a School> {
        let is_doubtful = |one: &School| one.by_hand || one.state == SchoolState::Vanished;
        let is_closed = |one: &School| one.state == SchoolState::Closed;
        let near = school.place().into_iter().flat_map(|code| self.schools_at(code));
        near.filter(move |other| other.uai != school.uai && !is_closed(other) && !is_closed(school))
            .filter(move |other| is_doubtful(school) || is_doubtful(other))
            .filter(|other| {
                !other.successors.contains(&school.uai) && !school.successors.contains(&other.uai)
            })
            .filter(|other| fold(&other.name) == fold(&school.name))
    }
}
