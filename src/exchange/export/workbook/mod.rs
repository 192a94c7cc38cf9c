//! Rows written as a workbook of one sheet: a day is a date, a number a number, all else text, which nothing runs.

pub(super) mod laid_out;
mod ods;
mod xlsx;

use std::io::{self, Write};

use super::Value;

/// The name of the sheet.
const SHEET: &str = "Préau";

/// The longest text of a cell, in characters: what XLSX holds, and spreadsheets keep of an ODS.
const LONGEST: usize = 32_767;

/// Writes rows of values as a workbook, which is whole at the end alone.
pub(super) enum WorkbookWriter<W: Write> {
    Xlsx(Box<xlsx::XlsxWriter>, W),
    Ods(Box<ods::OdsWriter>, W),
}

/// Which kind of workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkbookForm {
    Xlsx,
    Ods,
}

impl<W: Write> WorkbookWriter<W> {
    /// Writes the header, of one title a column.
    pub(super) fn new(out: W, form: WorkbookForm, titles: &[&'static str]) -> io::Result<Self> {
        Ok(match form {
            WorkbookForm::Xlsx => Self::Xlsx(Box::new(xlsx::XlsxWriter::new(titles)?), out),
            WorkbookForm::Ods => Self::Ods(Box::new(ods::OdsWriter::new(titles)?), out),
        })
    }

    /// Writes one row.
    ///
    /// # Errors
    ///
    /// Also where a text is longer than a cell holds: nothing of it is cut.
    pub(super) fn row(&mut self, values: impl Iterator<Item = Value>) -> io::Result<()> {
        let cells = values.map(Cell::of).collect::<io::Result<Vec<Cell>>>()?;
        match self {
            Self::Xlsx(sheet, _) => sheet.row(&cells),
            Self::Ods(sheet, _) => sheet.row(&cells),
        }
    }

    /// Writes the file and gives the output back.
    pub(super) fn finish(self) -> io::Result<W> {
        let (bytes, mut out) = match self {
            Self::Xlsx(sheet, out) => (sheet.finish()?, out),
            Self::Ods(sheet, out) => (sheet.finish()?, out),
        };
        out.write_all(&bytes)?;
        out.flush()?;
        Ok(out)
    }
}

/// A cell of a sheet.
enum Cell {
    Empty,
    Day(chrono::NaiveDate),
    Number(u64),
    Text(String),
}

impl Cell {
    fn of(value: Value) -> io::Result<Self> {
        Ok(match value {
            Value::Nothing => Self::Empty,
            Value::Day(day) => Self::Day(day),
            Value::Number(number) => Self::Number(number),
            value @ (Value::Flag(_) | Value::Text(_) | Value::List(_)) => Self::text(value.cell())?,
        })
    }

    fn text(text: String) -> io::Result<Self> {
        if text.is_empty() {
            return Ok(Self::Empty);
        }
        if text.chars().count() > LONGEST {
            return Err(io::Error::other(
                "un texte dépasse les 32\u{a0}767 caractères d’une cellule de classeur\u{a0}: écrivez en CSV ou en JSON",
            ));
        }
        Ok(Self::Text(text))
    }
}
