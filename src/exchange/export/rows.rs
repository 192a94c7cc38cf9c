//! The rows of any list, under the columns that are on screen.

use std::io::{self, Write};

use super::Value;
use super::writer::{Format, ValuesWriter};
use crate::domain::query::page::Row;
use crate::domain::query::row::{Cell, Column};

/// Writes rows of a list under columns of it; their codes are the header of the CSV and the keys of the JSON.
pub struct RowsWriter<W: Write> {
    columns: Vec<&'static Column>,
    out: ValuesWriter<W>,
}

impl<W: Write> RowsWriter<W> {
    /// Writes what comes before the rows.
    pub fn new(out: W, format: Format, trial: bool, columns: Vec<&'static Column>) -> io::Result<Self> {
        let codes = columns.iter().map(|column| column.id.code());
        let out = ValuesWriter::new(out, format, trial, codes.map(|code| (code, code)))?;
        Ok(Self { columns, out })
    }

    /// Writes one row.
    pub fn row(&mut self, row: &Row) -> io::Result<()> {
        self.cells(|column| column.cell(row))
    }

    /// Writes the row whose cells are these.
    pub(super) fn cells(&mut self, cell: impl Fn(&Column) -> Cell) -> io::Result<()> {
        self.out
            .row(self.columns.iter().map(|column| cell(column).into()))
    }

    /// Writes what comes after the rows and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        self.out.finish()
    }
}

/// Codes rather than labels, and days as files have them.
impl From<Cell> for Value {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Nothing => Self::Nothing,
            Cell::Flag(flag) => Self::Flag(flag),
            Cell::Number(number) => Self::Number(number),
            Cell::Day(day) => Self::day(Some(day)),
            Cell::Coded(_, code, _) => Self::text(code),
            Cell::Text(text) => Self::text(text),
            Cell::List(texts) => Self::List(texts),
        }
    }
}
