//! Rows about to be marked, once the desk has named them.

use crate::domain::record::RecordId;

use super::ListName;

/// Which rows of a list are about to be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    All,
    /// Those that are not marked; the others are unmarked.
    Inverse,
    /// Those between a marked record and another.
    Range {
        from: RecordId,
        to: RecordId,
        /// Its row in the list, from 0, as it was shown.
        place: usize,
    },
}

/// Rows about to be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// The number of the request that names them.
    pub number: u64,
    pub list: ListName,
    pub which: Which,
}
