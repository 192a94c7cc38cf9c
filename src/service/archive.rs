//! What the command line asks of the base as a whole.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::DeskError;
use crate::domain::command::ImportKind;
use crate::domain::record::RecordId;
use crate::exchange::export::{RegisterLine, ReminderLine};
use crate::exchange::source::Source;
use crate::exchange::{ExchangeError, Plan, Reading};

/// What the command line asks of the base as a whole; the screens ask a [`Desk`](super::Desk).
pub trait Archive {
    /// Reads a file against the base: the plan to show, and what was read, import to execute included. Nothing is
    /// written.
    fn plan(&self, kind: ImportKind, source: &Source) -> Result<(Plan, Reading), ArchiveError>;

    /// The lines of the register as it is, or as it was at the end of a day.
    fn register(&self, at: Option<NaiveDate>) -> Result<Vec<RegisterLine>, DeskError>;

    /// The relances and whom to write to.
    fn reminders(&self) -> Result<Vec<ReminderLine>, DeskError>;

    /// The entries of the journal from one on, oldest first; of a record, where one is given.
    fn journal(&self, from: u64, about: Option<&RecordId>) -> Result<Vec<JournalLine>, DeskError>;

    /// The whole base as `base.json`: journal and records.
    fn dump(&self) -> Result<Vec<u8>, DeskError>;

    /// Fills an empty base from `base.json`; the chain, the records and the register's gate are checked first.
    fn refill(&mut self, source: &Source) -> Result<Refilled, ArchiveError>;
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
    /// Of what, in French: the record's name, and how many others.
    #[serde(rename = "sur", default)]
    pub about: String,
    /// How many records it changed.
    #[serde(rename = "fiches")]
    pub changed: usize,
}

/// What a base was filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refilled {
    /// Entries of the journal.
    pub entries: u64,
    /// Records.
    pub records: usize,
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
