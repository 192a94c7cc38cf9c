//! What `controler` prints: the schools and what the rules say of each, as JSON, CSV or text.

mod causes;
mod csv;
mod json;
mod text;

pub use causes::Causes;

use std::io::{self, Write};

use chrono::NaiveDate;

use super::writer::JsonList;
use super::{Format, TableWriter};
use crate::domain::query::page::{SchoolRow, Summary};
use crate::exchange::TRIAL;

/// Writes the control of a day, school by school, then the counts.
pub struct ControlWriter<W: Write>(Out<W>);

enum Out<W: Write> {
    Table(Box<TableWriter<csv::FindingRow, W>>),
    Json(JsonList<W>),
    Text(W),
}

impl<W: Write> ControlWriter<W> {
    /// Starts a control as JSON or as a table.
    pub fn new(out: W, format: Format, trial: bool, day: NaiveDate) -> io::Result<Self> {
        let out = match format {
            Format::Csv(_) | Format::Workbook(_) | Format::Markup(_) => {
                Out::Table(Box::new(TableWriter::new(out, format, trial, csv::COLUMNS)?))
            }
            Format::Json => {
                let mark = if trial {
                    format!("\"{TRIAL}\":true,\n")
                } else {
                    String::new()
                };
                let head = format!("{{\"date\":\"{day}\",\n{mark}\"ecoles\":[");
                Out::Json(JsonList::new(out, head.as_bytes())?)
            }
        };
        Ok(Self(out))
    }

    /// Starts a control for a person to read.
    pub fn text(mut out: W, trial: bool, day: NaiveDate) -> io::Result<Self> {
        text::head(&mut out, trial, day)?;
        Ok(Self(Out::Text(out)))
    }

    /// Writes one school.
    pub fn row(&mut self, row: &SchoolRow) -> io::Result<()> {
        match &mut self.0 {
            Out::Table(table) => csv::lines(row).iter().try_for_each(|line| table.row(line)),
            Out::Json(list) => list.item(&json::School::of(row)),
            Out::Text(out) => text::school(out, row),
        }
    }

    /// Writes the counts where the form has a place for them, and gives the output back.
    pub fn finish(self, summary: &Summary) -> io::Result<W> {
        match self.0 {
            Out::Table(table) => table.finish(),
            Out::Json(list) => {
                let counts = serde_json::to_string(&json::Counts::of(summary))?;
                list.finish(format!("],\n\"resume\":{counts}}}\n").as_bytes())
            }
            Out::Text(mut out) => {
                text::summary(&mut out, summary)?;
                out.flush()?;
                Ok(out)
            }
        }
    }
}
