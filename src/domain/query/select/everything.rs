//! The list of records of every kind, for « aller à ».

use super::Source;
use super::page::List;
use super::ranked::{At, Rows};
use super::sieve::Sieve;
use crate::domain::query::Pane;
use crate::domain::query::search::{Hit, Index};

/// From this place on, a place is that of a school: they come after all other records.
///
/// The list mixes places of two indexes; `At::line` says of which: 0 of records that are no school, 1 of schools.
pub(super) const OF_SCHOOL: u8 = 1;

/// The most rows that the list holds: nobody pages through more.
const MOST: usize = 5_000;

/// The records of every kind that the words find, best first; of equals, schools last.
pub(super) fn list(source: Source<'_>, sieve: &Sieve<'_>) -> List {
    let board = source.board;
    let whole = board.titles().len() + board.words().len();
    let rows = if sieve.words.trim().is_empty() {
        whole_list(source)
    } else {
        let named = hits(board.titles(), &sieve.words);
        let schools = hits(board.words(), &sieve.words);
        merge(named, schools)
    };
    List::new(
        Pane::Everything,
        &sieve.words,
        Rows::ready(rows),
        whole,
        board.summary(),
    )
}

/// The first of all records, schools last.
fn whole_list(source: Source<'_>) -> Vec<At> {
    let board = source.board;
    let named = (0..)
        .zip(board.named())
        .filter(|(_, named)| !named.name.is_empty());
    let named = named.map(|(place, _)| At { place, line: 0 });
    let schools = board.orders().listed().iter().map(|place| At {
        place: *place,
        line: OF_SCHOOL,
    });
    named.chain(schools).take(MOST).collect()
}

fn hits(index: &Index, words: &str) -> Vec<Hit> {
    index.search(words, |_| true).page(0, MOST)
}

/// Merges two lists of hits by tier.
fn merge(named: Vec<Hit>, schools: Vec<Hit>) -> Vec<At> {
    let named = named.into_iter().map(|hit| (hit, 0));
    let mut all: Vec<(Hit, u8)> = named
        .chain(schools.into_iter().map(|hit| (hit, OF_SCHOOL)))
        .collect();
    all.sort_by_key(|(hit, source)| (hit.tier, *source));
    let rows = all.into_iter().map(|(hit, line)| At {
        place: hit.number,
        line,
    });
    rows.collect()
}
