//! Sheets that are laid out, as XLSX.

use std::io;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::{Layout, Look, Placed, Style};
use crate::exchange::export::workbook::Cell;
use crate::exchange::export::workbook::xlsx::{DAY, cause, undated};

/// A4, by its number in the format.
const A4: u8 = 9;

pub(super) fn bytes(sheets: &[Layout], head: &str, foot: &str) -> io::Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    undated(&mut workbook).map_err(cause)?;
    for sheet in sheets {
        let into = workbook.add_worksheet();
        page(into, sheet, head, foot).map_err(cause)?;
        rows(into, sheet).map_err(cause)?;
    }
    workbook.save_to_buffer().map_err(cause)
}

/// Sets name, widths and the printed pages.
fn page(into: &mut Worksheet, sheet: &Layout, head: &str, foot: &str) -> Result<(), XlsxError> {
    into.set_name(&sheet.name)?;
    for (column, width) in (0..).zip(sheet.widths) {
        into.set_column_width(column, *width)?;
    }
    into.set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    into.set_screen_gridlines(false);
    into.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    // An ampersand is a command there.
    into.set_header(format!("&L{}&R&A", head.replace('&', "&&")));
    into.set_footer(format!("&L{}&RPage &P sur &N", foot.replace('&', "&&")));
    if sheet.repeated > 0 {
        into.set_repeat_rows(0, sheet.repeated - 1)?;
        into.set_freeze_panes(sheet.repeated, 0)?;
    }
    Ok(())
}

fn rows(into: &mut Worksheet, sheet: &Layout) -> Result<(), XlsxError> {
    let formats: Vec<(Format, Format)> = Style::ALL.iter().map(|style| formats(&style.look())).collect();
    for ((number, row), height) in (0..).zip(&sheet.rows).zip(sheet.heights()) {
        into.set_row_height(number, height)?;
        for placed in row {
            let (format, day) = &formats[placed.style as usize];
            let format = if matches!(placed.cell, Cell::Day(_)) {
                day
            } else {
                format
            };
            cell(into, number, placed, format)?;
        }
    }
    Ok(())
}

/// The format of a style, and that of a day in it.
fn formats(look: &Look) -> (Format, Format) {
    let colour = |hex: &str| Color::RGB(u32::from_str_radix(hex, 16).unwrap_or_default());
    let format = Format::new()
        .set_font_name("Arial")
        .set_font_size(look.size)
        .set_font_color(colour(look.ink))
        .set_background_color(colour(look.fill))
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::White)
        .set_align(if look.centred {
            FormatAlign::Center
        } else {
            FormatAlign::Left
        })
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let format = if look.bold { format.set_bold() } else { format };
    let day = format.clone().set_num_format(DAY);
    (format, day)
}

fn cell(into: &mut Worksheet, row: u32, placed: &Placed, format: &Format) -> Result<(), XlsxError> {
    let column = placed.column;
    if placed.across > 1 || placed.down > 1 {
        let (last_row, last_column) = (row + placed.down - 1, column + placed.across - 1);
        into.merge_range(row, column, last_row, last_column, "", format)?;
    }
    match &placed.cell {
        Cell::Empty => into.write_blank(row, column, format)?,
        Cell::Text(text) => into.write_string_with_format(row, column, text, format)?,
        Cell::Day(day) => into.write_datetime_with_format(row, column, day, format)?,
        Cell::Number(number) => match u32::try_from(*number) {
            Ok(number) => into.write_number_with_format(row, column, number, format)?,
            Err(_) => into.write_string_with_format(row, column, number.to_string(), format)?,
        },
    };
    Ok(())
}
