//! A whole list of schools, page by page.

use crate::cli::failure::Failure;
use crate::domain::query::page::{MAX_ROWS, Row, SchoolRow, Summary};
use crate::domain::query::{Pane, Query};
use crate::service::Desk;

/// Gives each row of a filter to `each`, and returns the counts over the whole list.
///
/// The filter is in the language of the search bar; one that is not understood is an error.
pub(super) fn schools(
    desk: &dyn Desk,
    filter: &str,
    mut each: impl FnMut(&SchoolRow) -> Result<(), Failure>,
) -> Result<Summary, Failure> {
    let mut query = Query {
        text: filter.to_owned(),
        ..Query::all(Pane::Schools, MAX_ROWS)
    };
    loop {
        let page = desk.query(&query)?;
        for row in &page.rows {
            if let Row::School(row) = row {
                each(row)?;
            }
        }
        query.offset += page.rows.len();
        if page.rows.is_empty() || query.offset >= page.total {
            return Ok(page.summary);
        }
    }
}
