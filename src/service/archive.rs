//! What the command line asks of the base as a whole.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Desk, DeskError, Refilled};
use crate::domain::command::ImportKind;
use crate::domain::date::day_fr;
use crate::domain::id::DepartementCode;
use crate::domain::query::day_index::Effects;
use crate::domain::query::page::{MAX_ROWS, Row, SchoolRow, Summary};
use crate::domain::query::{Pane, Query};
use crate::domain::record::{Document, Kind, Record, RecordId};
use crate::domain::registry::Registry;
use crate::exchange::export::{RegisterLine, ReminderLine};
use crate::exchange::source::Source;
use crate::exchange::{self, Detail, ExchangeError, Plan, Reading};

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

/// Reads a file against records on day J: the plan to show, and what was read, import to execute included. Nothing is
/// written. The schools of `departements` are kept; `trial` says whether the base is marked *essai*.
///
/// # Errors
///
/// [`ArchiveError`] where the file cannot be read as one of its kind, or is of a base for trials and the base is not.
pub fn plan(
    kind: ImportKind,
    source: &Source,
    registry: &Registry,
    today: NaiveDate,
    departements: &[DepartementCode],
    trial: bool,
) -> Result<(Plan, Reading), ArchiveError> {
    let reading = exchange::read(kind, source, registry, today, departements)?;
    reading.may_enter(trial)?;
    let plan = exchange::plan(registry, &reading).map_err(DeskError::from)?;
    Ok((plan, reading))
}

/// A plan as it is shown, and the rows that it leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// The plan, in French.
    pub text: String,
    /// How many rows are rejected.
    pub rejected: usize,
    /// The file of those rows, each with its motive; empty where there are none.
    pub rejects: String,
    /// What it brings about for the schools.
    #[serde(default)]
    pub effects: Effects,
    /// That the file is older than the last one of its kind, in French.
    #[serde(default)]
    pub older: Option<String>,
}

impl Planned {
    /// Words a plan with as many details as asked.
    ///
    /// # Errors
    ///
    /// [`DeskError::Store`] where the rejected rows cannot be written to memory.
    pub fn new(plan: &Plan, reading: &Reading, detail: Detail, effects: Effects) -> Result<Self, DeskError> {
        let unwritten = || DeskError::Store("les rejets ne s’écrivent pas".to_owned());
        let rejects = if reading.rejects.is_empty() {
            Vec::new()
        } else {
            reading.write_rejects(Vec::new()).map_err(|_| unwritten())?
        };
        Ok(Self {
            text: plan.text(detail).to_string(),
            rejected: reading.rejects.len(),
            rejects: String::from_utf8(rejects).map_err(|_| unwritten())?,
            effects,
            older: None,
        })
    }

    /// Says that the file is older than the last one of its kind, where it is.
    pub fn after(self, last: Option<NaiveDate>, reading: &Reading) -> Self {
        let import = &reading.import;
        let older = last.zip(import.dated).filter(|(last, day)| day < last);
        Self {
            older: older.map(|(last, day)| {
                format!(
                    "le fichier est du {}, plus ancien que le dernier «\u{a0}{}\u{a0}» importé, du {}",
                    day_fr(day),
                    import.kind.code(),
                    day_fr(last)
                )
            }),
            ..self
        }
    }
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

impl ArchiveError {
    /// The error as it travels: what is wrong with a file is told in words.
    pub(super) fn into_desk_error(self) -> DeskError {
        match self {
            Self::File(error) => DeskError::TurnedAway(error.to_string()),
            Self::Desk(error) => error,
        }
    }
}
