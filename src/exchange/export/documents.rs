//! The export `pieces`: one line a document, with what it is attached to.

use std::io::{self, Write};

use super::column::Column;
use super::{Format, TableWriter, Value};
use crate::domain::record::Document;

/// The columns, in their stable order.
const COLUMNS: &[Column<Document>] = &[
    Column::new("piece", |r| Value::text(r.sha256)),
    Column::new("type", |r| Value::text(r.kind.code())),
    Column::new("nom", |r| Value::text(&r.name)),
    Column::new("date", |r| Value::day(r.date)),
    Column::new("format", |r| Value::text(r.format.code())),
    Column::new("pages", |r| Value::number(r.pages)),
    Column::new("octets", |r| Value::Number(r.size)),
    Column::new("jointe_a", |r| Value::list(&r.about)),
    Column::new("jointe_le", |r| Value::text(r.filed)),
    Column::new("jointe_par", |r| Value::text(&r.by)),
];

/// Writes what is recorded of documents.
pub struct DocumentsWriter<W: Write>(TableWriter<Document, W>);

impl<W: Write> DocumentsWriter<W> {
    /// Writes what comes before the lines.
    pub fn new(out: W, format: Format, trial: bool) -> io::Result<Self> {
        TableWriter::new(out, format, trial, COLUMNS).map(Self)
    }

    /// Writes one line.
    pub fn line(&mut self, document: &Document) -> io::Result<()> {
        self.0.row(document)
    }

    /// Writes what comes after the lines and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}
