//! Why a file gives no records at all: what, where, and what to do.

use super::json::JsonError;
use super::source::SourceError;
use super::table::TableError;

/// A file that cannot be imported as a whole. A row that cannot is a reject, not an error.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The file cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// It cannot be read as a table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It cannot be read as JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
}
