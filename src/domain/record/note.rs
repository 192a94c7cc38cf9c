//! Notes: free text on any record.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{NoteNumber, RecordId};

/// A note on a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub number: NoteNumber,
    pub about: RecordId,
    pub text: String,
    /// The day.
    pub date: NaiveDate,
    pub by: String,
}
