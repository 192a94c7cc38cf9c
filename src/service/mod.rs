//! What screens and commands may ask of the base, and who answers.

mod archive;
mod calls;
pub mod client;
mod desk;
pub mod documents;
mod dossier;
pub mod dossiers;
mod error;
pub mod export;
pub mod local;
mod operator;
mod planned;
pub mod server;
pub mod state;
mod terminals;
mod watch;
mod wire;

pub use archive::{Archive, JournalLine, Verified};
pub use client::Client;
pub use desk::Desk;
pub use dossier::{COVERED, Choice, Dossier, DossierLine, HistoryLine, Move, NoticeGap, Section, covered_by};
pub use error::DeskError;
pub use local::Local;
pub use operator::Operator;
pub use planned::{ArchiveError, Planned, plan, to_import};
pub use server::heard;
pub use terminals::Terminals;
pub use watch::{News, NextDay, Presence, Present, Watch};
pub use wire::{Office, Officials};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::change::Change;
use crate::domain::command::{Command, Seen};
use crate::domain::journal::Head;
use crate::domain::query::day_index::Effects;
use crate::domain::record::RecordId;
use crate::domain::register::EntryNumber;

/// What a command would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Each record before and after.
    pub changes: Vec<Change>,
    /// The versions that the decision rests on. An order that carries them does what is told here, or is refused.
    #[serde(default)]
    pub seen: Vec<Seen>,
    /// What they bring about for the schools; of several orders asked of together, the last that passes has what all
    /// bring about.
    #[serde(default)]
    pub effects: Box<Effects>,
}

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The place of its entry in the journal.
    pub seq: u64,
    /// How many records it changed.
    pub changed: usize,
    /// The number of the register entry that it made, if it made one; the first of several.
    pub entry: Option<EntryNumber>,
    /// How many register entries it made.
    #[serde(default)]
    pub entries: usize,
    /// What was asked, for the status line.
    pub command: Command,
}

/// What a base was filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refilled {
    /// The file is that of a base marked *essai*; the base that was filled keeps the mark that it has or has not.
    #[serde(default)]
    pub trial: bool,
    /// Entries of the journal.
    pub entries: u64,
    pub records: usize,
    /// The end of the journal, which is that of the file.
    pub head: Head,
}

/// An entry of the journal that the operator may take back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// The entry to give to [`Command::Undo`].
    pub seq: u64,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// What was asked, and of what, in French: `étape « en usage » · Élém. Jean Jaurès, Grenoble`.
    pub words: String,
}

/// Where the base is, and what moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// The place of the last entry.
    pub seq: u64,
    /// The records touched since, at most [`crate::domain::query::page::MAX_ROWS`]; none known means all.
    pub touched: Option<Vec<RecordId>>,
    /// Why nothing is written any more, in French: what is read comes from memory. None as long as orders are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
}
