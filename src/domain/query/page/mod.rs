//! Pages of rows: all that a client holds of a list.

mod summary;

pub use super::row::{AnyRow, CollectiviteRow, ConventionRow, FindingLine, ProviderRow, Row, SchoolRow};
pub use summary::Summary;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most rows that one page holds.
pub const MAX_ROWS: usize = 1_000;

/// Rows of a list, and what to say about the whole of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The revision of the base that the page shows.
    pub revision: u64,
    /// The day J at which it was assessed.
    pub day: NaiveDate,
    /// That day is not the present one: it is for looking, and nothing is written on it.
    #[serde(default)]
    pub looking: bool,
    pub rows: Vec<Row>,
    /// The place of the first row in the list, from 0.
    pub offset: usize,
    /// How many rows the list has.
    pub total: usize,
    /// How many it would have without the words and filters of the search bar and without scope.
    pub unfiltered: usize,
    /// How many records the list has, and would have so: of schools each once, though it has a row per deployment.
    pub records: (usize, usize),
    /// Where the record that the query named is now, from 0; none where the list does not hold it.
    pub position: Option<usize>,
    /// How many of the marked records that the query named the list holds, each on a row of its own.
    #[serde(default)]
    pub held: usize,
    /// What became of keys that the search bar names and that were corrected since, in French.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub followed: Vec<String>,
    /// The counts over the schools of the list (of the whole base in panes other than schools).
    pub summary: Summary,
}
