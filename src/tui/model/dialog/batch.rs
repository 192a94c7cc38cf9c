//! What is done to several records at once: for whom, and what is asked of each.

use std::path::PathBuf;

use crate::domain::command::Command;
use crate::domain::record::RecordId;

use super::DayGrid;

/// One of the orders of a batch, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is about.
    pub label: String,
    /// The marks that it settles.
    pub settles: Vec<RecordId>,
    /// What is asked, or why nothing can be.
    pub command: Result<Command, String>,
}

/// Orders on several records, of which the desk is asked what they would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The title: the verb.
    pub title: String,
    /// What is done to each, in French: `étape « en usage » le 12/09/2026`.
    pub what: String,
    /// How many records were marked, in French.
    pub marked: String,
    /// The records that the orders change, one of them and several, where they are not the marked lines.
    pub unit: Option<[&'static str; 2]>,
    /// More than one was.
    pub several: bool,
    /// What is read before it is confirmed: what reviews cover.
    pub read: Vec<Heading>,
    pub items: Vec<Item>,
    /// What follows the orders: the command that attaches a document, and its file.
    pub attached: Option<(Command, PathBuf)>,
    /// The dialog in which each has its day: closing the preview goes back to it.
    pub below: Option<Box<DayGrid>>,
}

/// A heading, and the labels and values under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub title: String,
    pub lines: Vec<(String, String)>,
}

/// A batch that was shown, and is about to be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The batch, to be shown again where the base has changed meanwhile.
    pub batch: Batch,
    /// The marks that it settles.
    pub settles: Vec<RecordId>,
}
