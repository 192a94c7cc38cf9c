//! From a query to the list that answers it, and from a list to its pages.

mod base;
mod compiled;
mod condition;
mod everything;
mod filter;
mod named;
mod page;
mod ranked;
mod schools;
mod scope;
mod sort;
mod sort_column;
mod sorted_set;

pub use base::Bases;
pub use page::List;

use super::day_index::{AssessedLine, SchoolEntry};
use super::language::Problem;
use super::source::Source;
use super::{Pane, Query, Sort};
use compiled::CompiledQuery;

/// Finds the lines of schools that a query keeps, in the order of the list.
///
/// # Errors
///
/// A [`Problem`] where the search bar names something unknown.
pub fn lines<'a>(
    source: Source<'a>,
    query: &Query,
) -> Result<Vec<(&'a SchoolEntry, &'a AssessedLine)>, Problem> {
    let compiled = CompiledQuery::new(source, query)?;
    let entries = source.day_index.entries();
    let mut list = schools::list(source, &compiled, Sort::default());
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
    let compiled = CompiledQuery::new(source, query)?;
    Ok(match query.pane {
        Pane::Schools => schools::list(source, &compiled, query.sort),
        Pane::Collectivites | Pane::Providers | Pane::Conventions => {
            named::list(source, bases, &compiled, query)
        }
        Pane::Everything => everything::list(source, &compiled),
    })
}
