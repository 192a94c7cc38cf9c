//! Sheets that are laid out, as ODS.

use std::collections::{BTreeSet, HashSet};
use std::io::{self, Write};

use quick_xml::escape::escape;

use super::{Layout, Placed, Style};
use crate::exchange::export::workbook::Cell;
use crate::exchange::export::workbook::ods::{
    DAY_STYLE, NAMESPACES, content, day_cell, number_cell, package, text_paragraphs,
};

pub(super) fn bytes(sheets: &[Layout], head: &str, foot: &str) -> io::Result<Vec<u8>> {
    let mut zip = package(&[("styles.xml", &pages(head, foot))])?;
    content(&mut zip)?;
    zip.write_all(DAY_STYLE.as_bytes())?;
    styles(&mut zip)?;
    let widths: BTreeSet<u16> = sheets.iter().flat_map(|sheet| sheet.widths).copied().collect();
    for width in &widths {
        write!(
            zip,
            r#"<style:style style:name="l{width}" style:family="table-column"><style:table-column-properties style:column-width="{}mm"/></style:style>"#,
            u32::from(*width) * 2 + 1
        )?;
    }
    let heights = sheets.iter().flat_map(Layout::heights);
    for height in heights.collect::<BTreeSet<u32>>() {
        write!(
            zip,
            r#"<style:style style:name="h{height}" style:family="table-row"><style:table-row-properties style:row-height="{height}pt" style:use-optimal-row-height="false"/></style:style>"#
        )?;
    }
    zip.write_all(b"</office:automatic-styles><office:body><office:spreadsheet>")?;
    for sheet in sheets {
        table(&mut zip, sheet)?;
    }
    zip.write_all(b"</office:spreadsheet></office:body></office:document-content>")?;
    Ok(zip.finish()?.into_inner())
}

/// The printed page: A4 across, as wide as the sheet, with its head and its foot.
fn pages(head: &str, foot: &str) -> String {
    let line = |left: &str, right: &str| {
        format!(
            "<style:region-left><text:p>{}</text:p></style:region-left><style:region-right><text:p>{right}</text:p></style:region-right>",
            escape(left)
        )
    };
    let (head, foot) = (
        line(head, "<text:sheet-name>???</text:sheet-name>"),
        line(
            foot,
            "Page <text:page-number>1</text:page-number> sur <text:page-count>1</text:page-count>",
        ),
    );
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-styles {NAMESPACES}><office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" fo:margin="10mm" style:scale-to-X="1" style:scale-to-Y="0"/><style:header-style><style:header-footer-properties fo:min-height="7mm" fo:margin="0mm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="7mm" fo:margin="0mm"/></style:footer-style></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"><style:header>{head}</style:header><style:footer>{foot}</style:footer></style:master-page></office:master-styles></office:document-styles>"#
    )
}

/// The styles of the cells; that of a day has the same look.
fn styles(out: &mut impl Write) -> io::Result<()> {
    out.write_all(
        br#"<style:style style:name="feuille" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>"#,
    )?;
    for style in Style::ALL {
        let look = style.look();
        let weight = if look.bold { "bold" } else { "normal" };
        let align = if look.centred { "center" } else { "start" };
        for (name, format) in [("c", ""), ("d", r#" style:data-style-name="jour""#)] {
            write!(
                out,
                r##"<style:style style:name="{name}{}" style:family="table-cell"{format}><style:table-cell-properties fo:background-color="#{}" fo:border="0.5pt solid #ffffff" fo:wrap-option="wrap" style:vertical-align="middle" style:text-align-source="fix" fo:padding="0.5mm"/><style:paragraph-properties fo:text-align="{align}"/><style:text-properties fo:color="#{}" fo:font-size="{}pt" fo:font-weight="{weight}" fo:font-family="Arial"/></style:style>"##,
                style as usize,
                look.fill.to_lowercase(),
                look.ink.to_lowercase(),
                look.size,
            )?;
        }
    }
    Ok(())
}

fn table(out: &mut impl Write, sheet: &Layout) -> io::Result<()> {
    write!(
        out,
        r#"<table:table table:name="{}" table:style-name="feuille">"#,
        escape(sheet.name.as_str())
    )?;
    for width in sheet.widths {
        write!(out, r#"<table:table-column table:style-name="l{width}"/>"#)?;
    }
    let covered: HashSet<(usize, u16)> = sheet
        .rows
        .iter()
        .enumerate()
        .flat_map(|(number, row)| row.iter().flat_map(move |cell| covered(number, cell)))
        .collect();
    for ((number, row), height) in sheet.rows.iter().enumerate().zip(sheet.heights()) {
        let repeated = number < sheet.repeated as usize;
        if repeated && number == 0 {
            out.write_all(b"<table:table-header-rows>")?;
        }
        write!(out, r#"<table:table-row table:style-name="h{height}">"#)?;
        let last = u16::try_from(sheet.widths.len()).unwrap_or(u16::MAX);
        for column in 0..last {
            match row.iter().find(|cell| cell.column == column) {
                Some(placed) => cell(out, placed)?,
                None if covered.contains(&(number, column)) => {
                    out.write_all(b"<table:covered-table-cell/>")?;
                }
                None => out.write_all(b"<table:table-cell/>")?,
            }
        }
        out.write_all(b"</table:table-row>")?;
        if repeated && number + 1 == sheet.repeated as usize {
            out.write_all(b"</table:table-header-rows>")?;
        }
    }
    out.write_all(b"</table:table>")
}

/// The places that a cell takes beside its own.
fn covered(row: usize, cell: &Placed) -> impl Iterator<Item = (usize, u16)> {
    let rows = row..row + cell.down as usize;
    let places = rows.flat_map(move |row| cell.columns().map(move |column| (row, column)));
    places.skip(1)
}

fn cell(out: &mut impl Write, placed: &Placed) -> io::Result<()> {
    let of = if matches!(placed.cell, Cell::Day(_)) {
        'd'
    } else {
        'c'
    };
    let reach = if placed.across > 1 || placed.down > 1 {
        format!(
            r#" table:number-columns-spanned="{}" table:number-rows-spanned="{}""#,
            placed.across, placed.down
        )
    } else {
        String::new()
    };
    let style = format!(r#" table:style-name="{of}{}"{reach}"#, placed.style as usize);
    match &placed.cell {
        Cell::Empty => write!(out, "<table:table-cell{style}/>"),
        Cell::Text(text) => text_paragraphs(out, &style, text),
        Cell::Number(number) => number_cell(out, &style, *number),
        Cell::Day(day) => day_cell(out, &style, *day),
    }
}
