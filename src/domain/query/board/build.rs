//! A board made from nothing.

use chrono::NaiveDate;

use super::Board;
use super::named::{KINDS, Named, keys};
use super::names::Names;
use super::order::Orders;
use super::pair::Pair;
use super::places::Places;
use super::school::{Assessed, Entry, assessed};
use super::tally::Tallies;
use super::title::Title;
use crate::domain::id::Uai;
use crate::domain::query::search::{Document, Index};
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::domain::rule::Policy;
use crate::domain::school::School;

impl Board {
    /// Makes the board of a registry on a day; `pair` runs the two halves of the work.
    pub fn build(registry: &Registry, day: NaiveDate, policy: Policy, pair: &impl Pair) -> Self {
        let schools: Vec<&School> = registry.schools().iter().collect();
        let ((assessments, words), (named, titles)) = pair.run(
            || {
                (
                    assess_each(registry, &schools, day, &policy),
                    index_schools(&schools),
                )
            },
            || name_all(registry, day),
        );
        let mut board = Self {
            day,
            policy,
            by_uai: Places::in_order(schools.len()),
            entries: Vec::with_capacity(schools.len()),
            by_id: Places::in_order(named.len()),
            named,
            communes: Names::default(),
            circonscriptions: Names::default(),
            words,
            titles,
            orders: Orders::default(),
            tallies: Tallies::default(),
        };
        for (school, assessed) in schools.into_iter().zip(assessments) {
            board.list(school, assessed);
        }
        board.orders = Orders::new(&board.entries, &board.communes);
        board
    }

    /// Puts a school that the board does not have at the next place, which is returned.
    pub(super) fn list(&mut self, school: &School, assessed: Assessed) -> u32 {
        let place = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let entry = Entry::new(school, assessed, &mut self.communes, &mut self.circonscriptions);
        self.tallies.add(&entry);
        self.entries.push(entry);
        place
    }
}

/// Assesses schools, in their order, half of them in each of a pair's works.
pub(super) fn assess_all(
    registry: &Registry,
    schools: &[&School],
    day: NaiveDate,
    policy: &Policy,
    pair: &impl Pair,
) -> Vec<Assessed> {
    let (left, right) = schools.split_at(schools.len() / 2);
    let (mut all, rest) = pair.run(
        || assess_each(registry, left, day, policy),
        || assess_each(registry, right, day, policy),
    );
    all.extend(rest);
    all
}

fn assess_each(registry: &Registry, schools: &[&School], day: NaiveDate, policy: &Policy) -> Vec<Assessed> {
    schools
        .iter()
        .map(|school| assessed(registry, school, day, policy))
        .collect()
}

fn index_schools(schools: &[&School]) -> Index {
    let codes: Vec<[&str; 1]> = schools.iter().map(|school| [school.uai.as_str()]).collect();
    Index::build(
        schools
            .iter()
            .zip(&codes)
            .map(|(school, codes)| school_document(school, codes)),
    )
}

/// What is searched of a school.
pub(super) fn school_document<'a>(school: &'a School, codes: &'a [&'a str; 1]) -> Document<'a> {
    Document {
        identifiers: codes,
        name: &school.name,
        place: &school.commune,
    }
}

fn name_all(registry: &Registry, day: NaiveDate) -> (Vec<Named>, Index) {
    let ids = KINDS.into_iter().flat_map(|kind| keys(registry, kind));
    let titled: Vec<(RecordId, Title<'_>)> = ids
        .filter_map(|id| Title::of(registry, &id).map(|title| (id, title)))
        .collect();
    let codes: Vec<[&str; 2]> = titled.iter().map(|(_, title)| title.codes()).collect();
    let documents = titled
        .iter()
        .zip(&codes)
        .map(|((_, title), codes)| title.document(codes));
    let index = Index::build(documents);
    let named = titled
        .iter()
        .map(|(id, title)| Named::new(registry, id.clone(), title, day))
        .collect();
    (named, index)
}

/// The key of a school as a document's identifiers.
pub(super) fn codes(school: &Uai) -> [&str; 1] {
    [school.as_str()]
}
