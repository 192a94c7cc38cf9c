//! The export `ecoles`: one line a school and a deployment, as the list of schools shows them.

use std::io::{self, Write};

use super::{Format, RowsWriter};
use crate::domain::query::Pane;
use crate::domain::query::page::SchoolRow;
use crate::domain::query::row::{EXPORTED, chosen};

/// Writes schools.
pub struct SchoolsWriter<W: Write>(RowsWriter<W>);

impl<W: Write> SchoolsWriter<W> {
    /// Writes what comes before the rows.
    pub fn new(out: W, format: Format, trial: bool) -> io::Result<Self> {
        RowsWriter::new(out, format, trial, chosen(Pane::Schools, EXPORTED)).map(Self)
    }

    /// Writes one row.
    pub fn row(&mut self, row: &SchoolRow) -> io::Result<()> {
        self.0.cells(|column| column.of_school(row))
    }

    /// Writes what comes after the rows and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}
