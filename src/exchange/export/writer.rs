//! Rows written as CSV or as a JSON list of objects.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::column::Column;
use super::json_text::write_json;
use super::{ByteOrderMark, Value};
use crate::exchange::TRIAL;
use crate::exchange::csv_out::CsvWriter;

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CSV, with or without the mark that tells a spreadsheet that it is UTF-8.
    Csv(ByteOrderMark),
    Json,
}

/// Writes rows under columns.
pub struct TableWriter<T: 'static, W: Write> {
    columns: &'static [Column<T>],
    /// The rows are of a base that is marked *essai*, and each says so.
    trial: bool,
    out: Out<W>,
}

enum Out<W: Write> {
    Csv(Box<CsvWriter<W>>),
    Json(JsonList<W>),
}

impl<T, W: Write> TableWriter<T, W> {
    /// Writes what comes before the rows.
    pub(super) fn new(
        out: W,
        format: Format,
        trial: bool,
        columns: &'static [Column<T>],
    ) -> io::Result<Self> {
        let out = match format {
            Format::Csv(mark) => {
                let mut csv = CsvWriter::new(out, mark)?;
                let titles = columns.iter().map(|column| column.title);
                csv.row(titles.chain(trial.then_some(TRIAL)))?;
                Out::Csv(Box::new(csv))
            }
            Format::Json => Out::Json(JsonList::new(out, b"[")?),
        };
        Ok(Self { columns, trial, out })
    }

    /// Writes one row.
    pub fn row(&mut self, row: &T) -> io::Result<()> {
        match &mut self.out {
            Out::Csv(csv) => {
                let cells = self.columns.iter().map(|column| (column.value)(row).cell());
                csv.row(cells.chain(self.trial.then(|| Value::Flag(true).cell())))
            }
            Out::Json(list) => list.item(&Object {
                columns: self.columns,
                trial: self.trial,
                row,
            }),
        }
    }

    /// Writes what comes after the rows and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        match self.out {
            Out::Csv(csv) => csv.finish(),
            Out::Json(list) => list.finish(b"]\n"),
        }
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
struct Object<'a, T: 'static> {
    columns: &'static [Column<T>],
    trial: bool,
    row: &'a T,
}

impl<T> Serialize for Object<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for column in self.columns {
            map.serialize_entry(column.key, &(column.value)(self.row).cleaned())?;
        }
        if self.trial {
            map.serialize_entry(TRIAL, &true)?;
        }
        map.end()
    }
}
