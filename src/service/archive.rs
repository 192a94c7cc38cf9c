//! What the command line asks of the base as a whole.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{ArchiveError, Desk, DeskError, Refilled};
use crate::domain::command::SiteRun;
use crate::domain::query::page::{MAX_ROWS, Row, SchoolRow, Summary};
use crate::domain::query::{Pane, Query};
use crate::domain::record::{Document, Kind, Record, RecordId};
use crate::exchange::export::{RegisterLine, ReminderLine};
use crate::exchange::source::Source;

/// What the command line asks of the base as a whole, beside the questions of screens.
pub trait Archive: Desk {
    /// Gives each row of a filter to `each`, all of one revision, and returns the counts over the whole list.
    ///
    /// # Errors
    ///
    /// [`DeskError::Filter`] where the filter holds an unknown field or value.
    fn schools(&self, filter: &str, each: &mut dyn FnMut(&SchoolRow)) -> Result<Summary, DeskError> {
        let mut query = list(filter);
        loop {
            let page = self.query(&query)?;
            of_schools(&page.rows).for_each(&mut *each);
            query.offset += page.rows.len();
            if page.rows.is_empty() || query.offset >= page.total {
                return Ok(page.summary);
            }
        }
    }

    /// The lines of the register as it is, or as it was at the end of a day.
    fn register(&self, at: Option<NaiveDate>) -> Result<Vec<RegisterLine>, DeskError>;

    /// The records of some kinds.
    fn records(&self, kinds: &[Kind]) -> Result<Vec<Record>, DeskError>;

    /// The relances noted, or the conventions whose party is to be reminded, and whom to write to.
    fn reminders(&self, noted: bool) -> Result<Vec<ReminderLine>, DeskError>;

    /// The entries of the journal from one on, oldest first; of a record, where one is given.
    fn journal(&self, from: u64, about: Option<&RecordId>) -> Result<Vec<JournalLine>, DeskError>;

    /// The documents, in the order of their keys.
    fn documents(&self) -> Result<Vec<Document>, DeskError>;

    /// How far the dossiers of a démarche were asked for, by the last run that still counts.
    fn site_run(&self, demarche: u32) -> Result<Option<SiteRun>, DeskError>;

    /// The whole base as `base.json`: journal and records.
    fn dump(&self) -> Result<Vec<u8>, DeskError>;

    /// Fills an empty base from `base.json`; the chain, the records and the register's gate are checked first.
    fn refill(&mut self, source: &Source) -> Result<Refilled, ArchiveError>;
}

/// The first page of the schools of a filter.
pub(super) fn list(filter: &str) -> Query {
    Query {
        text: filter.to_owned(),
        ..Query::all(Pane::Schools, MAX_ROWS)
    }
}

/// The schools among rows.
pub(super) fn of_schools(rows: &[Row]) -> impl Iterator<Item = &SchoolRow> {
    rows.iter().filter_map(|row| match row {
        Row::School(row) => Some(row.as_ref()),
        _ => None,
    })
}

/// What the verification of a base found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// What to show, in French.
    pub text: String,
    /// True when nothing is wrong.
    pub sound: bool,
}

/// An entry of the journal, in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalLine {
    pub seq: u64,
    #[serde(rename = "le")]
    pub at: DateTime<Utc>,
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
