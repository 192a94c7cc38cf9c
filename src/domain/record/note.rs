//! Notes: free text on any record.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{NoteNumber, RecordId};

/// A note on a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its key.
    pub number: NoteNumber,
    /// The record that it is about.
    pub about: RecordId,
    /// What it says.
    pub text: String,
    /// The day.
    pub date: NaiveDate,
    /// Who wrote it.
    pub by: String,
}
