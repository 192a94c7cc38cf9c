//! The list of schools.

use super::compiled::CompiledQuery;
use super::page::List;
use super::ranked::{At, Rows, lines};
use super::sort::sort_schools;
use crate::domain::query::day_index::SchoolEntry;
use crate::domain::query::page::Summary;
use crate::domain::query::source::Source;
use crate::domain::query::{Pane, Sort, SortBy};

/// The lines of schools that a compiled query lets through, in order.
pub(super) fn list(source: Source<'_>, compiled: &CompiledQuery<'_>, sort: Sort) -> List {
    let mut summary = Summary::default();
    let typed = !compiled.words.trim().is_empty();
    let rows = match (typed, sort.by) {
        (false, _) => listed(source, compiled, sort, &mut summary),
        (true, SortBy::Relevance) => found(source, compiled, &mut summary),
        (true, _) => {
            let mut rows = found(source, compiled, &mut summary);
            let mut rows = rows.all().to_vec();
            sort_schools(source, &mut rows, sort);
            Rows::ready(rows)
        }
    };
    List::new(
        Pane::Schools,
        &compiled.words,
        rows,
        source.day_index.line_count(),
        summary,
    )
}

/// Every line that passes, in the order asked for.
fn listed(source: Source<'_>, compiled: &CompiledQuery<'_>, sort: Sort, summary: &mut Summary) -> Rows {
    let entries = source.day_index.entries();
    let mut rows: Vec<At> = Vec::new();
    for place in source.day_index.orders().listed() {
        let entry = &entries[*place as usize];
        let mask = compiled.mask(entry);
        if mask != 0 {
            count(entry, summary);
            rows.extend(lines(*place, mask));
        }
    }
    sort_schools(source, &mut rows, sort);
    Rows::ready(rows)
}

/// The lines of the schools that the words find.
fn found(source: Source<'_>, compiled: &CompiledQuery<'_>, summary: &mut Summary) -> Rows {
    let entries = source.day_index.entries();
    let mut masks = vec![0; entries.len()];
    let hits = source
        .day_index
        .words(source.registry)
        .search(&compiled.words, |place| {
            let mask = compiled.mask(&entries[place as usize]);
            masks[place as usize] = mask;
            mask != 0
        });
    for place in hits.numbers() {
        count(&entries[place as usize], summary);
    }
    Rows::ranked(hits, masks)
}

/// Counts a school that the list holds as what it is, whichever of its lines the list holds.
fn count(entry: &SchoolEntry, summary: &mut Summary) {
    if let Some(state) = entry.state() {
        summary.add(state);
    }
}
