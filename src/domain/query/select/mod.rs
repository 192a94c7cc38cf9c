//! From a query to the list that answers it, and from a list to its pages.

mod base;
mod condition;
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

use super::board::{Entry, Line};
use super::language::Problem;
use super::source::Source;
use super::{Pane, Query, Sort};
use sieve::Sieve;

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
