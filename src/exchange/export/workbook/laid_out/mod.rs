//! Sheets laid out for a person: cells of a style, that may reach over several columns and rows, on printed pages.

mod ods;
mod xlsx;

use std::io::{self, Write};

use super::{Cell, WorkbookForm};
use crate::exchange::export::Value;

/// A sheet, its rows from the first on.
pub(in crate::exchange::export) struct Layout {
    /// Its name, of at most 31 characters.
    pub(in crate::exchange::export) name: String,
    /// The width of each column, in characters.
    pub(in crate::exchange::export) widths: &'static [u16],
    pub(in crate::exchange::export) rows: Vec<Vec<Placed>>,
    /// How many of the first rows each printed page repeats.
    pub(in crate::exchange::export) repeated: u32,
}

/// A cell at its place.
pub(in crate::exchange::export) struct Placed {
    column: u16,
    /// How many columns and rows it takes.
    across: u16,
    down: u32,
    /// The lines that it has room for, at least.
    least: usize,
    style: Style,
    cell: Cell,
}

impl Placed {
    /// A cell of one column.
    ///
    /// # Errors
    ///
    /// Where a text is longer than a cell holds.
    pub(in crate::exchange::export) fn at(column: u16, style: Style, value: Value) -> io::Result<Self> {
        Ok(Self {
            column,
            across: 1,
            down: 1,
            least: 1,
            style,
            cell: Cell::of(value.cleaned())?,
        })
    }

    pub(in crate::exchange::export) fn across(self, across: u16) -> Self {
        Self { across, ..self }
    }

    pub(in crate::exchange::export) fn down(self, down: u32) -> Self {
        Self { down, ..self }
    }

    /// With room for some lines, to be written in by hand.
    pub(in crate::exchange::export) fn high(self, least: usize) -> Self {
        Self { least, ..self }
    }

    /// The columns that it takes.
    fn columns(&self) -> std::ops::Range<u16> {
        self.column..self.column + self.across
    }

    /// The height of its text within columns of some widths, in lines.
    fn lines(&self, widths: &[u16]) -> usize {
        let Cell::Text(text) = &self.cell else {
            return self.least;
        };
        let columns = self.columns();
        let width: u16 = columns.filter_map(|column| widths.get(usize::from(column))).sum();
        // A bold letter takes more than a digit, by which widths count, and words are not cut.
        let tenths = if self.style.look().bold { 8 } else { 9 };
        let held = (usize::from(width) * tenths / 10).max(1);
        let lines = text
            .lines()
            .map(|line| line.chars().count().div_ceil(held).max(1));
        lines.sum::<usize>().max(self.least)
    }
}

/// What a cell is to its reader; the colours are those of the CNIL's template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange::export) enum Style {
    /// What the sheet is.
    Title,
    /// A sentence about it.
    Note,
    /// The head of a part.
    Banner,
    /// The head of a column.
    Heading,
    /// What is asked.
    Label,
    /// What is answered.
    Field,
    /// What the law asks for, and is not there.
    Missing,
}

/// How a style looks.
struct Look {
    /// Behind the text and its colour, as `RRGGBB`.
    fill: &'static str,
    ink: &'static str,
    bold: bool,
    /// In points.
    size: u8,
    centred: bool,
}

impl Style {
    const ALL: [Self; 7] = [
        Self::Title,
        Self::Note,
        Self::Banner,
        Self::Heading,
        Self::Label,
        Self::Field,
        Self::Missing,
    ];

    fn look(self) -> Look {
        let look = |fill, ink, bold, size, centred| Look {
            fill,
            ink,
            bold,
            size,
            centred,
        };
        match self {
            Self::Title => look("3B96EC", "FFFFFF", true, 13, false),
            Self::Note => look("FFFFFF", "1F3864", false, 10, false),
            Self::Banner => look("004A99", "FFFFFF", true, 10, true),
            Self::Heading => look("2F75B5", "FFFFFF", true, 10, true),
            Self::Label => look("9BC2E6", "10243E", true, 10, false),
            Self::Field => look("DDEBF7", "000000", false, 10, false),
            Self::Missing => look("FFE699", "C00000", true, 10, false),
        }
    }
}

impl Layout {
    /// The heights of the rows, in points: a cell of several rows shares its text among them.
    fn heights(&self) -> Vec<u32> {
        let mut lines = vec![1; self.rows.len()];
        for (number, row) in self.rows.iter().enumerate() {
            for cell in row {
                let share = cell.lines(self.widths).div_ceil(cell.down as usize);
                for taken in lines.iter_mut().skip(number).take(cell.down as usize) {
                    *taken = share.max(*taken);
                }
            }
        }
        // Spreadsheets show no row that is higher than 409 points.
        let height = |lines: usize| u32::try_from(lines * 13 + 7).unwrap_or(409).min(409);
        lines.into_iter().map(height).collect()
    }
}

/// Writes sheets as a workbook, each on pages as wide as the sheet. `head` and `foot` are on each page.
pub(in crate::exchange::export) fn write<W: Write>(
    mut out: W,
    form: WorkbookForm,
    sheets: &[Layout],
    (head, foot): (&str, &str),
) -> io::Result<W> {
    let bytes = match form {
        WorkbookForm::Xlsx => xlsx::bytes(sheets, head, foot)?,
        WorkbookForm::Ods => ods::bytes(sheets, head, foot)?,
    };
    out.write_all(&bytes)?;
    out.flush()?;
    Ok(out)
}
