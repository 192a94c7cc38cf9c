//! One row of a table, its cells found by column.

use std::sync::Arc;

use csv::StringRecord;

use super::header::Header;
use super::{Column, Reject};
use crate::exchange::cell::{Note, Problem, Severity};
use crate::exchange::encoding::mended;
use crate::exchange::source::Place;
use crate::text::restored;

/// A row as wide as the header of its table.
#[derive(Debug)]
pub struct TableRow<'t> {
    pub(super) place: Place,
    pub(super) header: &'t Header,
    pub(super) cells: StringRecord,
    /// What is to be said of its cells whatever the importer makes of them.
    pub(super) problems: Vec<Problem>,
}

impl TableRow<'_> {
    /// Returns where the row begins.
    pub fn place(&self) -> Place {
        self.place
    }

    /// Returns the line on which the row begins, from one.
    pub fn line(&self) -> u64 {
        self.place.line()
    }

    /// Returns a cell without the blanks around it, or nothing when it is empty or the file lacks the column.
    ///
    /// The apostrophe that the program's exports put before a formula is taken off again.
    pub fn get(&self, column: Column) -> &str {
        self.header.place(column).map_or("", |place| self.at(place))
    }

    /// Returns the cell of a column that is named at run time, or nothing when the file lacks it.
    pub fn named(&self, name: &str) -> Option<&str> {
        self.header.named(name).map(|place| self.at(place))
    }

    /// Returns how many bytes its cells have.
    pub fn bytes(&self) -> usize {
        self.cells.as_slice().len()
    }

    /// Says whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| trimmed(cell).is_empty())
    }

    /// Returns the cells as the file has them.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    /// Returns the cells without the blanks around them, each without the apostrophe before a formula.
    pub(in crate::exchange) fn values(&self) -> impl Iterator<Item = &str> {
        (0..self.cells.len()).map(|place| self.at(place))
    }

    /// Sets a part of this row aside, with other values in some of its columns; the row is imported `without` it.
    pub(in crate::exchange) fn rejected_with(
        &self,
        values: &[(Column, &str)],
        problems: Vec<Problem>,
        without: String,
    ) -> Reject {
        let mut cells: Vec<&str> = self.values().collect();
        for (column, value) in values {
            if let Some(place) = self.header.place(*column) {
                cells[place] = value;
            }
        }
        Reject {
            cells: Arc::new(cells.into_iter().collect()),
            problems,
            without: Some(without),
        }
    }

    /// Says something about one cell of this row.
    pub fn problem(&self, column: Column, severity: Severity, reason: &(impl ToString + ?Sized)) -> Problem {
        Problem::new(
            self.place,
            self.header.spelling(column),
            self.get(column),
            severity,
            reason,
        )
    }

    /// Sets this row aside with the reasons why it is not imported.
    pub fn rejected(&self, problems: Vec<Problem>) -> Reject {
        Reject {
            cells: Arc::new(self.cells.iter().collect()),
            problems,
            without: None,
        }
    }

    /// Gives the cells their accents back where they were read in a wrong encoding before.
    pub(super) fn mend(&mut self) {
        if self.cells.iter().all(str::is_ascii) {
            return;
        }
        let mut whole = StringRecord::with_capacity(self.cells.as_slice().len(), self.cells.len());
        for (cell, column) in self.cells.iter().zip(self.header.names()) {
            let mended = mended(cell);
            if mended.repaired {
                let reason = Note::Accents;
                self.problems.push(Problem::new(
                    self.place,
                    column,
                    trimmed(cell),
                    Severity::Repaired,
                    &reason,
                ));
            }
            whole.push_field(&mended.text);
        }
        self.cells = whole;
    }

    /// Returns the cell at `place`.
    fn at(&self, place: usize) -> &str {
        let cell = trimmed(self.cells.get(place).unwrap_or_default());
        text_of_formula(cell).unwrap_or_else(|| restored(cell))
    }
}

/// The text of a formula that is a text alone, by which programs keep the zeros of a code: `="01234"`.
fn text_of_formula(cell: &str) -> Option<&str> {
    let text = cell.strip_prefix("=\"")?.strip_suffix('"')?;
    (!text.contains('"')).then(|| trimmed(text))
}

/// Returns `cell` without blanks around it, non-breaking ones and marks without width included.
pub(super) fn trimmed(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}
