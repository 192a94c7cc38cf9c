//! What can be asked of the registry: search, filters, sorts and pages.

pub mod agenda;
pub mod causes;
pub mod common_cause;
pub mod day_index;
pub mod day_work;
pub mod figures;
pub mod former;
pub mod language;
pub mod page;
mod review_state;
pub mod row;
pub mod search;
pub mod select;
pub mod shared;
pub mod source;
pub mod ties;

use serde::{Deserialize, Serialize};

pub use super::list::{Pane, Sort, SortBy};

use super::record::RecordId;

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    pub pane: Pane,
    /// The pinned records: the list is narrowed to what is tied to all of them.
    #[serde(default)]
    pub scope: Vec<RecordId>,
    /// The search bar: free words and filters.
    #[serde(default)]
    pub text: String,
    /// The order of the rows.
    #[serde(default)]
    pub sort: Sort,
    /// The first row, from 0.
    #[serde(default)]
    pub offset: usize,
    /// How many rows at most; the desk gives no more than [`page::MAX_ROWS`].
    pub limit: usize,
    /// The record under the operator's hand: the page says where it is now.
    #[serde(default)]
    pub around: Option<RecordId>,
    /// The records that the operator marked: the page says how many of them the list holds.
    #[serde(default)]
    pub marked: Vec<RecordId>,
}

impl Query {
    /// The first rows of a whole list.
    pub fn all(pane: Pane, limit: usize) -> Self {
        Self {
            pane,
            scope: Vec::new(),
            text: String::new(),
            sort: Sort::default(),
            offset: 0,
            limit,
            around: None,
            marked: Vec::new(),
        }
    }
}
