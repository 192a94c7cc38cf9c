//! The cells of one row, read while gathering what is wrong in them.

use super::{Column, Row};
use crate::exchange::cell::{CellError, CellResult, Note, Problem, Severity, free_text};

/// A row being read: every cell is looked at, and every problem is kept, before the row is taken or refused.
#[derive(Debug)]
pub struct Cells<'r> {
    row: &'r Row<'r>,
    problems: Vec<Problem>,
}

impl<'r> Cells<'r> {
    /// Starts reading `row`.
    pub fn of(row: &'r Row<'r>) -> Self {
        Self {
            row,
            problems: Vec::new(),
        }
    }

    /// Returns the row.
    pub fn row(&self) -> &'r Row<'r> {
        self.row
    }

    /// Reads a cell that must be filled and right; else the row is refused.
    pub fn required<T>(&mut self, column: Column, parse: impl FnOnce(&str) -> CellResult<T>) -> Option<T> {
        let parse = |cell: &str| {
            if cell.is_empty() {
                Err(CellError::Empty)
            } else {
                parse(cell)
            }
        };
        self.keep(column, Severity::Rejected, parse)
    }

    /// Reads a cell that may be empty; a wrong one refuses the row.
    pub fn optional<T>(&mut self, column: Column, parse: impl FnOnce(&str) -> CellResult<T>) -> Option<T> {
        if self.row.get(column).is_empty() {
            None
        } else {
            self.keep(column, Severity::Rejected, parse)
        }
    }

    /// Reads a cell that the import can do without: a wrong one is said and left out.
    pub fn tolerated<T>(&mut self, column: Column, parse: impl FnOnce(&str) -> CellResult<T>) -> Option<T> {
        if self.row.get(column).is_empty() {
            None
        } else {
            self.keep(column, Severity::Warning, parse)
        }
    }

    /// Reads a text, cleaned, empty when the cell is.
    pub fn text(&mut self, column: Column) -> String {
        self.keep(column, Severity::Rejected, free_text)
            .unwrap_or_default()
    }

    /// Refuses the row for a reason of the importer's own.
    pub fn reject(&mut self, column: Column, reason: &(impl ToString + ?Sized)) {
        self.problems
            .push(self.row.problem(column, Severity::Rejected, reason));
    }

    /// Says something about a cell that does not refuse the row.
    pub fn warn(&mut self, column: Column, reason: &(impl ToString + ?Sized)) {
        self.problems
            .push(self.row.problem(column, Severity::Warning, reason));
    }

    /// Says that a damaged cell is certain again, and how.
    pub fn repaired(&mut self, column: Column, reason: &(impl ToString + ?Sized)) {
        self.problems
            .push(self.row.problem(column, Severity::Repaired, reason));
    }

    /// Returns what was found in the row, refusals included.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Says whether the row is refused so far.
    pub fn is_rejected(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Rejected)
    }

    /// Parses a cell, keeps the note on its value, and its error with the severity `wrong`.
    fn keep<T>(
        &mut self,
        column: Column,
        wrong: Severity,
        parse: impl FnOnce(&str) -> CellResult<T>,
    ) -> Option<T> {
        match parse(self.row.get(column)) {
            Ok(cell) => {
                let noted = cell
                    .note
                    .map(|note: Note| self.row.problem(column, note.severity(), &note));
                self.problems.extend(noted);
                Some(cell.value)
            }
            Err(error) => {
                self.problems.push(self.row.problem(column, wrong, &error));
                None
            }
        }
    }
}
