//! XLSX. The rows go to a nameless temporary file as they come, so that a list of France takes little memory.

use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Cell, SHEET};

/// How a day is shown: as in France, wherever it is opened.
pub(super) const DAY: &str = "[$-40C]dd/mm/yyyy";

/// The same rows give the same bytes, on whichever day.
pub(super) fn undated(workbook: &mut Workbook) -> Result<(), XlsxError> {
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    Ok(())
}

/// Writes an XLSX.
pub(in crate::exchange::export) struct XlsxWriter {
    workbook: Workbook,
    bold: Format,
    day: Format,
    next: u32,
}

impl XlsxWriter {
    pub(super) fn new(titles: &[&'static str]) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        undated(&mut workbook).map_err(cause)?;
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(cause)?;
        sheet.set_name(SHEET).map_err(cause)?;
        sheet.set_freeze_panes(1, 0).map_err(cause)?;
        let mut writer = Self {
            workbook,
            bold: Format::new().set_bold(),
            day: Format::new().set_num_format(DAY),
            next: 1,
        };
        writer.widths(titles).map_err(cause)?;
        Ok(writer)
    }

    /// Writes the header, each column as wide as its title and no narrower than a day.
    fn widths(&mut self, titles: &[&'static str]) -> Result<(), XlsxError> {
        let bold = self.bold.clone();
        let sheet = self.sheet()?;
        for (column, title) in (0..).zip(titles) {
            let width = u32::try_from(title.chars().count())
                .unwrap_or(u32::MAX)
                .clamp(12, 40);
            sheet.set_column_width(column, width)?;
            sheet.write_string_with_format(0, column, *title, &bold)?;
        }
        Ok(())
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let (row, day) = (self.next, self.day.clone());
        self.next += 1;
        let sheet = self.sheet().map_err(cause)?;
        for (column, cell) in (0..).zip(cells) {
            write(sheet, row, column, cell, &day).map_err(cause)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        self.workbook.save_to_buffer().map_err(cause)
    }

    fn sheet(&mut self) -> Result<&mut Worksheet, XlsxError> {
        self.workbook.worksheet_from_index(0)
    }
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, day: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, text)?,
        Cell::Number(number) => match u32::try_from(*number) {
            Ok(number) => sheet.write_number(row, column, number)?,
            // A cell would round it.
            Err(_) => sheet.write_string(row, column, number.to_string())?,
        },
        Cell::Day(on) => sheet.write_datetime_with_format(row, column, on, day)?,
    };
    Ok(())
}

/// What the system answered: a full disk stays one.
pub(super) fn cause(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(cause) => cause,
        other => io::Error::other(other.to_string()),
    }
}
