//! The rows of any list, under the columns that are on screen.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::Value;
use super::writer::{Format, JsonList};
use crate::domain::query::page::Row;
use crate::domain::query::row::{Cell, Column};
use crate::exchange::TRIAL;
use crate::exchange::csv_out::CsvWriter;

/// Writes rows of a list under columns of it; their codes are the header of the CSV and the keys of the JSON.
pub struct RowsWriter<W: Write> {
    columns: Vec<&'static Column>,
    /// The rows are of a base that is marked *essai*, and each says so.
    trial: bool,
    out: Out<W>,
}

enum Out<W: Write> {
    Csv(Box<CsvWriter<W>>),
    Json(JsonList<W>),
}

impl<W: Write> RowsWriter<W> {
    /// Writes what comes before the rows.
    pub fn new(out: W, format: Format, trial: bool, columns: Vec<&'static Column>) -> io::Result<Self> {
        let out = match format {
            Format::Csv(mark) => {
                let mut csv = CsvWriter::new(out, mark)?;
                let codes = columns.iter().map(|column| column.id.code());
                csv.row(codes.chain(trial.then_some(TRIAL)))?;
                Out::Csv(Box::new(csv))
            }
            Format::Json => Out::Json(JsonList::new(out, b"[")?),
        };
        Ok(Self { columns, trial, out })
    }

    /// Writes one row.
    pub fn row(&mut self, row: &Row) -> io::Result<()> {
        self.cells(|column| column.cell(row))
    }

    /// Writes the row whose cells are these.
    pub(super) fn cells(&mut self, cell: impl Fn(&Column) -> Cell) -> io::Result<()> {
        let values = self
            .columns
            .iter()
            .map(|column| Value::from(cell(column)).cleaned());
        match &mut self.out {
            Out::Csv(csv) => {
                let mark = self.trial.then_some(Value::Flag(true));
                csv.row(values.chain(mark).map(|value| value.cell()))
            }
            Out::Json(list) => {
                let codes = self.columns.iter().map(|column| column.id.code());
                let mark = self.trial.then_some((TRIAL, Value::Flag(true)));
                list.item(&Object(codes.zip(values).chain(mark).collect()))
            }
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

/// A row as a JSON object, its keys in the order of the columns.
struct Object(Vec<(&'static str, Value)>);

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (code, value) in &self.0 {
            map.serialize_entry(code, value)?;
        }
        map.end()
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
