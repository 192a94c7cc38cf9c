//! The list of schools.

use super::page::List;
use super::ranked::{At, Rows, lines};
use super::sieve::Sieve;
use super::sort::sort_schools;
use crate::domain::query::board::Entry;
use crate::domain::query::page::Summary;
use crate::domain::query::source::Source;
use crate::domain::query::{Pane, Sort, SortBy};

/// The lines of schools that a sieve lets through, in order.
pub(super) fn list(source: Source<'_>, sieve: &Sieve<'_>, sort: Sort) -> List {
    let mut summary = Summary::default();
    let typed = !sieve.words.trim().is_empty();
    let rows = match (typed, sort.by) {
        (false, _) => listed(source, sieve, sort, &mut summary),
        (true, SortBy::Relevance) => found(source, sieve, &mut summary),
        (true, _) => {
            let mut rows = found(source, sieve, &mut summary);
            let mut rows = rows.all().to_vec();
            sort_schools(source, &mut rows, sort);
            Rows::ready(rows)
        }
    };
    List::new(
        Pane::Schools,
        &sieve.words,
        rows,
        source.board.line_count(),
        summary,
    )
}

/// Every line that passes, in the order asked for.
fn listed(source: Source<'_>, sieve: &Sieve<'_>, sort: Sort, summary: &mut Summary) -> Rows {
    let entries = source.board.entries();
    let mut rows: Vec<At> = Vec::new();
    for place in source.board.orders().listed() {
        let entry = &entries[*place as usize];
        let mask = sieve.mask(entry);
        if mask != 0 {
            count(entry, summary);
            rows.extend(lines(*place, mask));
        }
    }
    sort_schools(source, &mut rows, sort);
    Rows::ready(rows)
}

/// The lines of the schools that the words find.
fn found(source: Source<'_>, sieve: &Sieve<'_>, summary: &mut Summary) -> Rows {
    let entries = source.board.entries();
    let mut masks = vec![0; entries.len()];
    let hits = source.board.words(source.registry).search(&sieve.words, |place| {
        let mask = sieve.mask(&entries[place as usize]);
        masks[place as usize] = mask;
        mask != 0
    });
    for place in hits.numbers() {
        count(&entries[place as usize], summary);
    }
    Rows::ranked(hits, masks)
}

/// Counts a school that the list holds as what it is, whichever of its lines the list holds.
fn count(entry: &Entry, summary: &mut Summary) {
    if let Some(state) = entry.state() {
        summary.add(state);
    }
}
