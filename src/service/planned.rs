//! The plan of a file, as it is shown.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::DeskError;
use crate::domain::change::Change;
use crate::domain::command::{Command, Import, ImportKind, Order};
use crate::domain::convention::{Amendment, Signatory};
use crate::domain::date::day_fr;
use crate::domain::id::DepartementCode;
use crate::domain::journal::hex;
use crate::domain::query::day_index::Effects;
use crate::domain::record::Record;
use crate::domain::registry::Registry;
use crate::exchange::source::Source;
use crate::exchange::{self, Case, Detail, ExchangeError, Plan, Reading};

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

/// The order that carries out the plan of a file, by which its desk knows it: the records are those of the plan.
pub fn to_import(kind: ImportKind, source: &Source) -> Order {
    Order::blind(Command::Import(Import {
        kind,
        source: source.name().to_owned(),
        sha256: hex(&source.sha256()),
        records: Vec::new(),
        covers: Vec::new(),
        dated: None,
        site: None,
    }))
}

/// A plan as it is shown, and the rows that it leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// The plan, in French.
    pub text: String,
    /// How many rows are rejected, whole or in part.
    pub rejected: usize,
    /// How many of those are imported in part.
    #[serde(default)]
    pub in_part: usize,
    /// The file of those rows, each with its motive; empty where there are none.
    pub rejects: String,
    /// How many records it creates or changes.
    #[serde(default)]
    pub changed: usize,
    /// What a person is to look at of the rejected rows.
    #[serde(default)]
    pub cases: Vec<Case>,
    /// What it brings about for the schools.
    #[serde(default)]
    pub effects: Effects,
    /// It files solutions with uses under another category: it is confirmed.
    #[serde(default)]
    pub refiles: bool,
    /// It clears a signature of an avenant that was noted: it is confirmed.
    #[serde(default)]
    pub unsigns: bool,
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
            in_part: plan.in_part().count(),
            rejects: String::from_utf8(rejects).map_err(|_| unwritten())?,
            changed: plan.changes().count(),
            cases: reading.cases.clone(),
            effects,
            refiles: plan.rewritten().is_some_and(|found| found.ask_for_confirmation()),
            unsigns: plan.changes().any(unsigns),
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

/// True where a signature that an avenant had is noted no more.
fn unsigns(change: &Change) -> bool {
    let (Some(Record::Convention(before)), Some(Record::Convention(after))) = (&change.before, &change.after)
    else {
        return false;
    };
    let cleared = |held: &Amendment| {
        let now = after.amendment(&held.number);
        let sides = [Signatory::Dasen, Signatory::Party];
        let mut noted = sides.into_iter().filter(|side| held.signed(*side).is_some());
        noted.any(|side| now.is_none_or(|now| now.signed(side).is_none()))
    };
    before.amendments.iter().any(cleared)
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
