//! Rows of the register's sheets, one after the other.

use std::io;

use crate::exchange::export::Value;
use crate::exchange::export::laid_out::{Placed, Style};
use crate::exchange::export::register::controller::MISSING;

/// The rows of a sheet as they are made, of a number of columns.
pub(super) struct Rows {
    pub(super) rows: Vec<Vec<Placed>>,
    columns: u16,
}

impl Rows {
    pub(super) fn new(columns: u16) -> Self {
        Self {
            rows: Vec::new(),
            columns,
        }
    }

    pub(super) fn add(&mut self, row: Vec<Placed>) {
        self.rows.push(row);
    }

    /// An empty row.
    pub(super) fn blank(&mut self) {
        self.add(Vec::new());
    }

    /// A text over all columns.
    pub(super) fn across(&mut self, style: Style, text: &str) -> io::Result<()> {
        let row = vec![Placed::at(0, style, Value::text(text))?.across(self.columns)];
        self.add(row);
        Ok(())
    }

    /// The head of a part whose answers are over all other columns.
    pub(super) fn banner(&mut self, label: &str) -> io::Result<()> {
        let rest = Placed::at(1, Style::Banner, Value::Nothing)?.across(self.columns - 1);
        self.add(vec![Placed::at(0, Style::Banner, Value::text(label))?, rest]);
        Ok(())
    }

    /// A label and its answer over all other columns.
    pub(super) fn asked(&mut self, label: &str, answer: Value) -> io::Result<()> {
        let answer = Placed::at(1, Style::Field, answer)?.across(self.columns - 1);
        self.add(vec![Placed::at(0, Style::Label, Value::text(label))?, answer]);
        Ok(())
    }

    /// A row of cells of one style, one a column.
    pub(super) fn cells(&mut self, style: Style, values: Vec<Value>) -> io::Result<()> {
        let placed = (0..)
            .zip(values)
            .map(|(column, value)| Placed::at(column, style, value));
        self.add(placed.collect::<io::Result<_>>()?);
        Ok(())
    }
}

/// An answer, or that what the law asks for is not there.
pub(super) fn named(column: u16, name: &str) -> io::Result<Placed> {
    if name.is_empty() {
        Placed::at(column, Style::Missing, Value::text(MISSING))
    } else {
        Placed::at(column, Style::Field, Value::text(name))
    }
}
