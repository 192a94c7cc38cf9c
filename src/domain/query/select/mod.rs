//! From a query to the list that answers it, and from a list to its pages.

mod base;
mod everything;
mod few;
mod filter;
mod named;
mod page;
mod ranked;
mod schools;
mod scope;
mod sieve;
mod sort;
mod sort_column;

pub use base::Bases;
pub use page::List;

use chrono::NaiveDate;

use super::board::{Board, Entry, Line};
use super::language::Problem;
use super::{Pane, Query, Sort};
use crate::domain::registry::Registry;
use sieve::Sieve;

/// What a list is drawn from: the records, and the board made of them.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The records.
    pub registry: &'a Registry,
    /// The board, of the same revision.
    pub board: &'a Board,
    /// The days of the journal's entries.
    pub dates: &'a dyn Dates,
}

/// When the entries of the journal were written.
pub trait Dates {
    /// The day of an entry, by its place in the journal; none where it is not known.
    fn day_of(&self, seq: u64) -> Option<NaiveDate>;
}

/// Finds the lines of schools that a query keeps, in the order of the list.
///
/// # Errors
///
/// A [`Problem`] where the search bar names something unknown.
pub fn lines<'a>(source: Source<'a>, query: &Query) -> Result<Vec<(&'a Entry, &'a Line)>, Problem> {
    let sieve = Sieve::new(source, query)?;
    let entries = source.board.entries();
    let mut list = schools::list(source, &sieve, Sort::default());
    let lines = list.rows().iter().map(|at| {
        let entry = &entries[at.place as usize];
        (entry, &entry.lines()[at.line as usize])
    });
    Ok(lines.collect())
}

/// Finds the list that answers a query; its pages are made by [`List::page`].
///
/// # Errors
///
/// A [`Problem`] where the search bar names something unknown.
pub fn select(source: Source<'_>, bases: &Bases, query: &Query) -> Result<List, Problem> {
    let sieve = Sieve::new(source, query)?;
    Ok(match query.pane {
        Pane::Schools => schools::list(source, &sieve, query.sort),
        Pane::Collectivites | Pane::Providers | Pane::Conventions => {
            named::list(source, bases, &sieve, query)
        }
        Pane::Everything => everything::list(source, &sieve),
    })
}
