//! The orders that an operator may ask for.

use std::cmp::Reverse;

use super::ranked::At;
use super::sort_column;
use crate::domain::query::day_index::{DayIndex, Named};
use crate::domain::query::source::Source;
use crate::domain::query::{Pane, Sort, SortBy};
use crate::domain::record::RecordId;
use crate::domain::rule::Standing;

/// Sorts lines of schools that are in the order of the list; equal ones stay in that order.
pub(super) fn sort_schools(source: Source<'_>, rows: &mut [At], sort: Sort) {
    let day_index = source.day_index;
    match sort.by.plain() {
        SortBy::Column(id) => sort_column::schools(source, rows, id, sort.descending),
        SortBy::Relevance | SortBy::Commune if sort.descending => rows.reverse(),
        SortBy::Relevance | SortBy::Commune => {}
        SortBy::Name => by_key(rows, sort, |at| &*day_index.entries()[at.place as usize].name),
        SortBy::Key => by_key(rows, sort, |at| day_index.entries()[at.place as usize].uai),
        SortBy::Stage => by_key(rows, sort, |at| {
            let line = &day_index.entries()[at.place as usize].lines()[at.line as usize];
            (line.assessment.stage.is_none(), line.assessment.stage)
        }),
        SortBy::Weight => by_key(rows, sort, |at| {
            day_index.entries()[at.place as usize].lines()[at.line as usize].weight()
        }),
        SortBy::End => by_key(rows, sort, |at| {
            let end = day_index.entries()[at.place as usize].lines()[at.line as usize]
                .assessment
                .end;
            (end.is_none(), end)
        }),
    }
}

/// Sorts records of a list that are in the order of their names.
pub(super) fn sort_named(source: Source<'_>, pane: Pane, rows: &mut [At], sort: Sort) {
    let day_index = source.day_index;
    let named = |at: &At| &day_index.named()[at.place as usize];
    match sort.by.plain() {
        SortBy::Column(id) => sort_column::named(source, pane, rows, id, sort.descending),
        SortBy::Relevance | SortBy::Commune | SortBy::Name | SortBy::Stage if sort.descending => {
            rows.reverse();
        }
        SortBy::Relevance | SortBy::Commune | SortBy::Name | SortBy::Stage => {}
        SortBy::Key => by_key(rows, sort, |at| &named(at).id),
        SortBy::Weight => by_key(rows, sort, |at| weight(day_index, named(at))),
        SortBy::End => by_key(rows, sort, |at| {
            let end = named(at).convention.and_then(|facts| facts.end);
            (end.is_none(), end)
        }),
    }
}

/// How much a record weighs: the blocked schools of a collectivité, the schools of a prestataire.
fn weight(day_index: &DayIndex, named: &Named) -> usize {
    match &named.id {
        RecordId::Collectivite(siren) => day_index.tally_of(*siren).of(Standing::Blocked),
        RecordId::Provider(siren) => day_index.schools_with(*siren),
        _ => 0,
    }
}

fn by_key<'a, K: Ord>(rows: &mut [At], sort: Sort, key: impl Fn(&At) -> K + 'a) {
    if sort.descending {
        rows.sort_by_cached_key(|at| Reverse(key(at)));
    } else {
        rows.sort_by_cached_key(key);
    }
}
