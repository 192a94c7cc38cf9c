//! From a query to the list that answers it, and from a list to its pages.

mod base;
mod everything;
mod named;
mod page;
mod ranked;
mod schools;
mod scope;
mod sieve;
mod sort;

pub use base::Bases;
pub use page::List;

use super::board::Board;
use super::{Pane, Query};
use crate::domain::registry::Registry;
use sieve::Sieve;

/// What a list is drawn from: the records, and the board made of them.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The records.
    pub registry: &'a Registry,
    /// The board, of the same revision.
    pub board: &'a Board,
}

/// Finds the list that answers a query; its pages are made by [`List::page`].
pub fn select(source: Source<'_>, bases: &Bases, query: &Query) -> List {
    let sieve = Sieve::new(source, query);
    match query.pane {
        Pane::Schools => schools::list(source, &sieve, query.sort),
        Pane::Collectivites | Pane::Providers | Pane::Conventions => {
            named::list(source, bases, &sieve, query)
        }
        Pane::Everything => everything::list(source, &sieve),
    }
}
