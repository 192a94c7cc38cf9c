//! The plan of an import: what it would do, in counts and in detail. Nothing is written to make one.
//!
//! It is made of the very changes that the decision commits: a plan and an import cannot disagree.

mod text;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Reading;
use super::cell::{Problem, Severity};
use super::table::Reject;
use crate::domain::change::Change;
use crate::domain::change::Rewritten;
use crate::domain::decide::import::{Author, changes};
use crate::domain::record::{Kind, Record};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

pub use text::Detail;

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The name of the file, inert.
    pub source: String,
    /// What the file is, as on the command line.
    pub kind: &'static str,
    /// How many rows it has.
    pub rows: usize,
    /// The records that it creates.
    pub created: Vec<Change>,
    /// The records that it changes.
    pub updated: Vec<Change>,
    /// How many of its records the base has as they are.
    pub unchanged: usize,
    /// What goes with its solutions to another category: the uses and their former keys, the entries, and what names them.
    pub refiled: Vec<Change>,
    /// The schools that are absent from it and become *disparues de l'annuaire*.
    pub absent: Vec<Change>,
    /// The rows that are of no concern, by reason.
    pub out_of_scope: BTreeMap<String, usize>,
    /// The rows that cannot be imported, whole or in part.
    pub rejected: Vec<Reject>,
    /// The cells that were repaired.
    pub repaired: Vec<Problem>,
    /// The cells that are doubtful or were left out.
    pub warnings: Vec<Problem>,
    /// What is to be said of the file as a whole.
    pub remarks: Vec<String>,
}

/// Makes the plan of a reading.
///
/// # Errors
///
/// A [`Refusal`] where the records are not of the kinds that such a file holds.
pub fn plan(registry: &Registry, reading: &Reading) -> Result<Plan, Refusal> {
    let listed: BTreeSet<_> = reading.import.records.iter().map(Record::id).collect();
    let (mut created, mut updated, mut absent) = (Vec::new(), Vec::new(), Vec::new());
    let (mut refiled, mut changed) = (Vec::new(), 0);
    // Who and when is said where it is written.
    let author = Author {
        by: "",
        on: NaiveDate::MIN,
    };
    for change in changes(registry, &reading.import, author)? {
        let is_listed = change.id().is_some_and(|id| listed.contains(&id));
        changed += usize::from(is_listed);
        match &change.before {
            _ if !is_listed && reading.import.kind.holds(Kind::Solution) => refiled.push(change),
            None => created.push(change),
            Some(Record::School(_)) if !is_listed => absent.push(change),
            Some(_) => updated.push(change),
        }
    }
    let (repaired, warnings) = reading
        .problems
        .iter()
        .cloned()
        .partition(|problem| problem.severity == Severity::Repaired);
    Ok(Plan {
        source: reading.import.source.clone(),
        kind: reading.import.kind.code(),
        rows: reading.rows,
        unchanged: listed.len() - changed,
        created,
        updated,
        refiled,
        absent,
        out_of_scope: reading.out_of_scope.clone(),
        rejected: reading.rejects.clone(),
        repaired,
        warnings,
        remarks: reading.remarks.clone(),
    })
}

impl Plan {
    /// Every change of it.
    pub fn changes(&self) -> impl Iterator<Item = &Change> + Clone {
        let own = self.created.iter().chain(&self.updated);
        own.chain(&self.refiled).chain(&self.absent)
    }

    /// The rows that are left out whole.
    pub fn left_out(&self) -> impl Iterator<Item = &Reject> {
        self.rejected.iter().filter(|reject| reject.without.is_none())
    }

    /// The rows that are imported in part, each with what it is imported without, in French.
    pub fn in_part(&self) -> impl Iterator<Item = (&Reject, &str)> {
        let rejects = self.rejected.iter();
        rejects.filter_map(|reject| Some((reject, reject.without.as_deref()?)))
    }

    /// The solutions that go to another category, and what goes with them; none where none does.
    pub fn rewritten(&self) -> Option<Rewritten> {
        Rewritten::among(&self.changes())
    }

    /// True when the import would change nothing.
    pub fn is_empty(&self) -> bool {
        self.created.is_empty() && self.updated.is_empty() && self.absent.is_empty()
    }
}
