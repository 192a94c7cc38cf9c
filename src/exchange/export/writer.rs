//! Rows written as CSV, as a JSON list of objects, or as a workbook.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::column::Column;
use super::json_text::write_json;
use super::markup::{Markup, MarkupWriter};
use super::workbook::{WorkbookForm, WorkbookWriter};
use super::{ByteOrderMark, Value};
use crate::exchange::TRIAL;
use crate::exchange::csv_out::CsvWriter;

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CSV, with or without the mark that tells a spreadsheet that it is UTF-8.
    Csv(ByteOrderMark),
    Json,
    Workbook(WorkbookForm),
    /// A table of a page.
    Markup(Markup),
}

/// Writes rows of values, in whichever form.
pub(super) struct ValuesWriter<W: Write> {
    keys: Vec<&'static str>,
    /// The rows are of a base that is marked *essai*, and each says so, last.
    trial: bool,
    out: Out<W>,
}

enum Out<W: Write> {
    Csv(Box<CsvWriter<W>>),
    Json(JsonList<W>),
    Workbook(WorkbookWriter<W>),
    Markup(MarkupWriter<W>),
}

impl<W: Write> ValuesWriter<W> {
    /// Writes what comes before the rows; of each column come the key of the JSON and the header of the CSV.
    pub(super) fn new(
        out: W,
        format: Format,
        trial: bool,
        columns: impl Iterator<Item = (&'static str, &'static str)>,
    ) -> io::Result<Self> {
        let (keys, titles): (Vec<_>, Vec<_>) = columns.chain(trial.then_some((TRIAL, TRIAL))).unzip();
        let out = match format {
            Format::Csv(mark) => {
                let mut csv = CsvWriter::new(out, mark)?;
                csv.row(titles)?;
                Out::Csv(Box::new(csv))
            }
            Format::Json => Out::Json(JsonList::new(out, b"[")?),
            Format::Workbook(form) => Out::Workbook(WorkbookWriter::new(out, form, &titles)?),
            Format::Markup(markup) => Out::Markup(MarkupWriter::new(out, markup, &titles)?),
        };
        Ok(Self { keys, trial, out })
    }

    /// Writes one row.
    pub(super) fn row(&mut self, values: impl Iterator<Item = Value>) -> io::Result<()> {
        let mark = self.trial.then_some(Value::Flag(true));
        let values = values.map(Value::cleaned).chain(mark);
        match &mut self.out {
            Out::Csv(csv) => csv.row(values.map(|value| value.cell())),
            Out::Workbook(sheet) => sheet.row(values),
            Out::Markup(table) => table.row(values),
            Out::Json(list) => list.item(&Object(self.keys.iter().copied().zip(values).collect())),
        }
    }

    /// Writes what comes after the rows and gives the output back.
    pub(super) fn finish(self) -> io::Result<W> {
        match self.out {
            Out::Csv(csv) => csv.finish(),
            Out::Json(list) => list.finish(b"]\n"),
            Out::Workbook(sheet) => sheet.finish(),
            Out::Markup(table) => table.finish(),
        }
    }
}

/// Writes rows under the columns of a table.
pub struct TableWriter<T: 'static, W: Write> {
    columns: &'static [Column<T>],
    out: ValuesWriter<W>,
}

impl<T, W: Write> TableWriter<T, W> {
    /// Writes what comes before the rows.
    pub(super) fn new(
        out: W,
        format: Format,
        trial: bool,
        columns: &'static [Column<T>],
    ) -> io::Result<Self> {
        let named = columns.iter().map(|column| (column.key, column.title));
        let out = ValuesWriter::new(out, format, trial, named)?;
        Ok(Self { columns, out })
    }

    /// Writes one row.
    pub fn row(&mut self, row: &T) -> io::Result<()> {
        self.out
            .row(self.columns.iter().map(|column| (column.value)(row)))
    }

    /// Writes what comes after the rows and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        self.out.finish()
    }
}

/// A JSON list written one item a line.
pub(in crate::exchange) struct JsonList<W: Write> {
    out: W,
    is_first: bool,
}

impl<W: Write> JsonList<W> {
    /// Opens the list with the text before its items.
    pub(in crate::exchange) fn new(mut out: W, head: &[u8]) -> io::Result<Self> {
        out.write_all(head)?;
        Ok(Self { out, is_first: true })
    }

    /// Writes one item.
    pub(in crate::exchange) fn item(&mut self, item: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.is_first { b"\n" } else { b",\n" })?;
        self.is_first = false;
        write_json(&mut self.out, item)
    }

    /// Closes the list with the text after its items.
    pub(in crate::exchange) fn finish(mut self, tail: &[u8]) -> io::Result<W> {
        if !self.is_first {
            self.out.write_all(b"\n")?;
        }
        self.out.write_all(tail)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// A row as a JSON object, its keys in the order of the columns.
struct Object(Vec<(&'static str, Value)>);

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
