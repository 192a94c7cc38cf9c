//! The list of records of every kind, for « aller à ».

use super::page::List;
use super::ranked::{At, OF_SCHOOL, Rows};
use super::sieve::Sieve;
use crate::domain::query::Pane;
use crate::domain::query::source::Source;

/// The records of every kind that the words find, best first; of equals, schools last.
pub(super) fn list(source: Source<'_>, sieve: &Sieve<'_>) -> List {
    let board = source.board;
    let rows = if sieve.words.trim().is_empty() {
        Rows::ready(whole_list(source))
    } else {
        let named = board.titles(source.registry).search(&sieve.words, |_| true);
        let schools = board.words(source.registry).search(&sieve.words, |_| true);
        Rows::both(named, schools, OF_SCHOOL)
    };
    let whole = board.named().len() + board.entries().len();
    List::new(Pane::Everything, &sieve.words, rows, whole, board.summary())
}

/// All records, schools last.
fn whole_list(source: Source<'_>) -> Vec<At> {
    let board = source.board;
    let named = (0..).zip(board.named()).filter(|(_, named)| !named.is_gone);
    let named = named.map(|(place, _)| At { place, line: 0 });
    let listed = board.orders().listed().iter();
    let schools = listed.filter(|place| !board.entries()[**place as usize].lines().is_empty());
    let schools = schools.map(|place| At {
        place: *place,
        line: OF_SCHOOL,
    });
    named.chain(schools).collect()
}
