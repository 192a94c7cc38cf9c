//! What a face may ask of the base, and who answers.

mod archive;
pub mod client;
mod dossier;
mod error;
pub mod export;
pub mod local;
mod operator;
pub mod server;
mod watch;
mod wire;

pub use archive::{Archive, ArchiveError, JournalLine, Planned, Refilled, Verified, plan};
pub use client::Client;
pub use dossier::{Choice, Dossier, HistoryLine, Line, Move, Section};
pub use error::DeskError;
pub use local::Local;
pub use operator::Operator;
pub use watch::{News, NextDay, Presence, Present, Watch};
pub use wire::{Office, heard};

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::change::Change;
use crate::domain::command::{Command, Order, OrderId, Seen};
use crate::domain::query::figures::Figures;
use crate::domain::query::language::Completion;
use crate::domain::query::page::Page;
use crate::domain::query::shared::Shared;
use crate::domain::query::ties::Tie;
use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::register::EntryNumber;
use crate::domain::view::View;

/// All that a face may ask. The same calls serve in process and over the socket.
pub trait Desk: Send {
    /// A page of a list.
    ///
    /// # Errors
    ///
    /// [`DeskError::Filter`] where the search bar holds an unknown field or value.
    fn query(&self, query: &Query) -> Result<Page, DeskError>;

    /// What may be written at the cursor of the search bar, a byte offset.
    fn complete(&self, _pane: Pane, _text: &str, _cursor: usize) -> Result<Vec<Completion>, DeskError> {
        Ok(Vec::new())
    }

    /// What is known of a record, ready to be shown.
    ///
    /// # Errors
    ///
    /// [`DeskError::TurnedAway`] where it is too long for one answer.
    fn open(&self, record: &RecordId) -> Result<Dossier, DeskError>;

    /// What changed a record, newest first.
    ///
    /// # Errors
    ///
    /// [`DeskError::TurnedAway`] where it is too long for one answer.
    fn history(&self, record: &RecordId) -> Result<Vec<HistoryLine>, DeskError>;

    /// What a command would do; nothing is written.
    fn preview(&self, order: &Order) -> Result<Outcome, DeskError>;

    /// What each of several orders would do, carried out as one with those before it that pass: which are done, before
    /// and after, and which are refused and why. Nothing is written.
    ///
    /// [`Order::many`] of those that pass does as told here.
    ///
    /// # Errors
    ///
    /// [`NoMany::TooMany`](crate::domain::refusal::NoMany::TooMany) where they are more than one order may hold.
    fn preview_each(&self, orders: &[Order]) -> Result<Vec<Result<Outcome, Refusal>>, DeskError>;

    /// What some records are called: a school with its commune, another with its kind.
    fn names(&self, records: &[RecordId]) -> Result<Vec<String>, DeskError>;

    /// The conventions that concern each of some records.
    fn ties(&self, records: &[RecordId]) -> Result<Vec<Vec<Tie>>, DeskError>;

    /// Decides and writes; what it returns is durable.
    fn execute(&mut self, order: &Order) -> Result<Receipt, DeskError>;

    /// The entries of the journal that the operator's orders of these numbers made, among the last 10,000; none of an
    /// order that was not carried out.
    fn fates(&self, orders: &[OrderId]) -> Result<Vec<Option<u64>>, DeskError>;

    /// The figures of a scope, over the schools that the query keeps.
    ///
    /// # Errors
    ///
    /// [`DeskError::Filter`] where the search bar holds an unknown field or value.
    fn figures(&self, scope: &Query) -> Result<Figures, DeskError>;

    /// What a school, or one of its deployments, waits for together with others: the missing conventions and what
    /// they lack (B5 to B8), each with the other schools that it keeps out. Empty where nobody else waits.
    fn companions(&self, record: &RecordId) -> Result<Vec<Shared>, DeskError>;

    /// The operator's last entry of the journal that is not taken back, named; [`Command::Undo`] takes it back.
    fn undoable(&self) -> Result<Option<Deed>, DeskError>;

    /// The operator's last undo after which they asked nothing else, named by what it took back; [`Command::Undo`] of
    /// it does that again.
    fn redoable(&self) -> Result<Option<Deed>, DeskError>;

    /// The saved views that the operator sees, by name; those that come with the program are not among them.
    fn views(&self) -> Result<Vec<View>, DeskError>;

    /// Waits, at most `wait`, for a revision after `since`.
    fn changes(&self, since: u64, wait: Duration) -> Result<Revision, DeskError>;

    /// For whom this desk answers, and what they may do.
    fn operator(&self) -> Result<Operator, DeskError>;

    /// A second handle that hears what others do; none where nobody else can change the base.
    fn watch(&self) -> Option<Box<dyn Watch>> {
        None
    }
}

/// What a command would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Each record before and after.
    pub changes: Vec<Change>,
    /// The versions that the decision rests on. An order that carries them does what is told here, or is refused.
    #[serde(default)]
    pub seen: Vec<Seen>,
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
