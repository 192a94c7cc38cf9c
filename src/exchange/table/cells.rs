//! The cells of one row, read while gathering what is wrong in them.

use super::{Column, Said, TableRow};
use crate::domain::record::Fact;
use crate::exchange::cell::{Cell, CellError, CellResult, Note, Problem, Severity, free_text, is_damaged};

/// A row being read: every cell is looked at, and every problem is kept, before the row is taken or refused.
#[derive(Debug)]
pub struct Cells<'r> {
    row: &'r TableRow<'r>,
    problems: Vec<Problem>,
}

impl<'r> Cells<'r> {
    /// Starts reading `row`.
    pub fn of(row: &'r TableRow<'r>) -> Self {
        Self {
            row,
            problems: row.problems.clone(),
        }
    }

    /// Returns the row.
    pub fn row(&self) -> &'r TableRow<'r> {
        self.row
    }

    /// Says whether the file has a column: one without it says nothing about its values.
    pub fn has(&self, column: Column) -> bool {
        self.row.header.place(column).is_some()
    }

    /// Reads a cell that must be filled and right; else the row is refused.
    pub fn required<T>(&mut self, column: Column, parse: impl FnOnce(&str) -> CellResult<T>) -> Option<T> {
        let cell = self.row.get(column);
        let read = if cell.is_empty() {
            Err(CellError::Empty)
        } else if is_damaged(cell) {
            Err(CellError::Damaged)
        } else {
            parse(cell)
        };
        match read {
            Ok(read) => Some(self.noted(column, read)),
            Err(error) => {
                self.reject(column, &error);
                None
            }
        }
    }

    /// Reads a cell that must be filled where the base knows no value: one that lost its own keeps what is known.
    pub fn required_over<T>(
        &mut self,
        column: Column,
        known: Option<T>,
        parse: impl FnOnce(&str) -> CellResult<T>,
    ) -> Option<T> {
        match known {
            Some(known) if is_damaged(self.row.get(column)) => {
                self.unreadable(column, &CellError::Damaged);
                Some(known)
            }
            _ => self.required(column, parse),
        }
    }

    /// Reads a cell that may be empty; a wrong one refuses the row, one that lost its value is left out.
    pub fn optional<T>(&mut self, column: Column, parse: impl FnOnce(&str) -> CellResult<T>) -> Said<T> {
        self.lenient(column, Severity::Rejected, parse)
    }

    /// Reads a cell that may be empty and is part of the key of its record: one that cannot be read refuses the row.
    pub fn optional_key<T>(
        &mut self,
        column: Column,
        parse: impl FnOnce(&str) -> CellResult<T>,
    ) -> Option<T> {
        if self.row.get(column).is_empty() {
            return None;
        }
        self.required(column, parse)
    }

    /// Reads a cell that the import can do without: a wrong one is said and left out.
    pub fn tolerated<T>(&mut self, column: Column, parse: impl FnOnce(&str) -> CellResult<T>) -> Said<T> {
        self.lenient(column, Severity::Warning, parse)
    }

    /// Reads a text, cleaned; one that is too long refuses the row.
    pub fn text(&mut self, column: Column) -> Said<String> {
        self.lenient(column, Severity::Rejected, free_text)
    }

    /// Refuses the row for a reason of the importer's own.
    pub fn reject(&mut self, column: Column, reason: &(impl ToString + ?Sized)) {
        self.problems
            .push(self.row.problem(column, Severity::Rejected, reason));
    }

    /// Refuses the row for one value of a cell that has several.
    pub(in crate::exchange) fn reject_value(&mut self, column: Column, value: &str, reason: &str) {
        let spelling = self.row.header.spelling(column);
        let problem = Problem::new(self.row.place, spelling, value, Severity::Rejected, reason);
        self.problems.push(problem);
    }

    /// Refuses the row for a fact of a day to come, at the cell that gives it.
    pub(in crate::exchange) fn reject_fact(&mut self, fact: &Fact) {
        let filled = |column: &Column| !self.row.get(*column).is_empty();
        let mut columns = self.row.header.days_of(fact.spec.path);
        match columns
            .next()
            .map(|first| columns.chain([first]).find(filled).unwrap_or(first))
        {
            Some(column) => self.reject(column, &fact.to_come()),
            // Another field of the same cell: that one is refused too.
            None if self.is_rejected() => {}
            None => {
                let reason = format!("{}\u{a0}: {}", fact.spec.label, fact.to_come());
                self.reject_whole(&reason);
            }
        }
    }

    /// Refuses the row for what none of its cells says alone.
    pub(in crate::exchange) fn reject_whole(&mut self, reason: &str) {
        let problem = Problem::new(self.row.place, "", "", Severity::Rejected, reason);
        self.problems.push(problem);
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

    /// Reads a cell that may be empty or have lost its value; a wrong one is said with the severity `wrong`.
    fn lenient<T>(
        &mut self,
        column: Column,
        wrong: Severity,
        parse: impl FnOnce(&str) -> CellResult<T>,
    ) -> Said<T> {
        let cell = self.row.get(column);
        if cell.is_empty() {
            return if self.has(column) {
                Said::Empty
            } else {
                Said::Absent
            };
        }
        if is_damaged(cell) {
            self.unreadable(column, &CellError::Damaged);
            return Said::Unreadable;
        }
        match parse(cell) {
            Ok(read) => Said::Value(self.noted(column, read)),
            Err(error) if wrong == Severity::Rejected => {
                self.reject(column, &error);
                Said::Unreadable
            }
            Err(error) => {
                self.unreadable(column, &error);
                Said::Unreadable
            }
        }
    }

    /// Says that a cell cannot be read, and that it takes nothing away.
    fn unreadable(&mut self, column: Column, error: &CellError) {
        self.warn(
            column,
            &format!("illisible, valeur gardée s’il y en a une\u{a0}; {error}"),
        );
    }

    /// Returns the value of a cell, and keeps the note on it.
    fn noted<T>(&mut self, column: Column, cell: Cell<T>) -> T {
        let noted = cell
            .note
            .map(|note: Note| self.row.problem(column, note.severity(), &note));
        self.problems.extend(noted);
        cell.value
    }
}
