//! What a file gives: its records, and all that is to be said of its rows.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::ExchangeError;
use super::case::Case;
use super::cell::Problem;
use super::csv_out::RejectsWriter;
use super::table::Reject;
use crate::domain::command::{Command, Import, Order, Seen};

/// A file read against a base. Every row of the file is in exactly one of the counts, the rejects or the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What is to be decided: the records, complete, and what the file covers.
    pub import: Import,
    /// The file was written of a base that is marked *essai*.
    pub trial: bool,
    /// The version of each of these records in the base that the file was read against.
    pub seen: Vec<Seen>,
    /// How many rows the file has, blank ones not counted.
    pub rows: usize,
    /// The rows that are of no concern, by reason, in French.
    pub out_of_scope: BTreeMap<String, usize>,
    /// The headers of the file, for the file of rejects.
    pub headers: Vec<String>,
    /// The header of the column that says there why a row is rejected.
    pub motive: &'static str,
    /// The rows that cannot be imported.
    pub rejects: Vec<Reject>,
    /// What was repaired or is doubtful in the rows that can.
    pub problems: Vec<Problem>,
    /// What is to be said of the file as a whole, in French.
    pub remarks: Vec<String>,
    /// The rejected rows as cases, of a file whose rows are cases.
    pub cases: Vec<Case>,
}

impl Reading {
    /// Refuses what was written of a base for trials, whose facts are invented, in a base that is not: the mark would be
    /// lost there, and invented entries stand in the register.
    ///
    /// # Errors
    ///
    /// [`ExchangeError::Trial`].
    pub fn may_enter(&self, trial: bool) -> Result<(), ExchangeError> {
        if trial || !self.trial {
            return Ok(());
        }
        let name = self.import.source.clone();
        Err(ExchangeError::Trial { name })
    }

    /// Makes the order to import: a record that somebody changed since the file was read is a conflict, never
    /// overwritten by what was read of it.
    pub fn into_order(self) -> Order {
        Order::seeing(Command::Import(self.import), self.seen)
    }

    /// How many rows are out of scope.
    pub fn out_of_scope_count(&self) -> usize {
        self.out_of_scope.values().sum()
    }

    /// Writes the rejected rows under the headers of their file, each with its motive, so that they can be mended
    /// and imported again.
    pub fn write_rejects<W: Write>(&self, out: W) -> io::Result<W> {
        let mut rejects = RejectsWriter::new(out, &self.headers, self.motive)?;
        self.rejects.iter().try_for_each(|reject| rejects.write(reject))?;
        rejects.finish()
    }
}
