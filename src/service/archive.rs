//! What the command line asks of the base as a whole.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::DeskError;
use crate::domain::command::ImportKind;
use crate::domain::record::RecordId;
use crate::exchange::source::Source;
use crate::exchange::{ExchangeError, Plan, Reading};

/// What the command line asks of the base as a whole; the screens ask a [`Desk`](super::Desk).
pub trait Archive {
    /// Reads a file against the base: the plan to show, and what was read, import to execute included. Nothing is
    /// written.
    fn plan(&self, kind: ImportKind, source: &Source) -> Result<(Plan, Reading), ArchiveError>;

    /// The entries of the journal from one on, oldest first; of a record, where one is given.
    fn journal(&self, from: u64, about: Option<&RecordId>) -> Result<Vec<JournalLine>, DeskError>;
}

/// An entry of the journal, in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalLine {
    /// Its place.
    pub seq: u64,
    /// When.
    #[serde(rename = "le")]
    pub at: DateTime<Utc>,
    /// Who.
    #[serde(rename = "par")]
    pub by: String,
    /// What was asked, in French.
    #[serde(rename = "demande")]
    pub verb: String,
    /// How many records it changed.
    #[serde(rename = "fiches")]
    pub changed: usize,
}

/// Why a file is not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file cannot be read as what it should be.
    #[error(transparent)]
    File(#[from] ExchangeError),
    /// The base cannot answer or refuses.
    #[error(transparent)]
    Desk(#[from] DeskError),
}
