//! The sizes of what a client asks, looked at before the desk is.

use super::limits;
use crate::domain::query::Query;
use crate::service::DeskError;
use crate::service::wire::Extract;

/// Refuses a query that names or says too much.
pub(super) fn query(query: &Query) -> Result<(), DeskError> {
    filter(&query.text)?;
    at_most(limits::RECORDS, query.scope.len() + query.marked.len())
}

/// Refuses a text of a search bar that is too long.
pub(super) fn filter(text: &str) -> Result<(), DeskError> {
    if text.len() <= limits::FILTER {
        return Ok(());
    }
    Err(DeskError::Filter {
        message: format!(
            "la recherche est trop longue\u{a0}: {} octets au plus",
            limits::FILTER
        ),
        span: (0, text.len()),
    })
}

/// Refuses an extract whose filter is too long.
pub(super) fn extract(what: &Extract) -> Result<(), DeskError> {
    match what {
        Extract::Schools { filter: text } => filter(text),
        _ => Ok(()),
    }
}

/// Refuses a request that asks about more records than an answer has rows.
pub(super) fn rows(records: usize) -> Result<(), DeskError> {
    at_most(limits::ROWS, records)
}

fn at_most(most: usize, records: usize) -> Result<(), DeskError> {
    if records <= most {
        return Ok(());
    }
    Err(DeskError::TurnedAway(format!(
        "trop d’enregistrements à la fois\u{a0}: {most} au plus"
    )))
}
