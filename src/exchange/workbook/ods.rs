//! Workbooks of `OpenDocument`, row by row: calamine holds every cell of a file at once, repeated ones included, and refuses
//! what other programs write.

use std::ops::ControlFlow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::{Reader, XmlVersion};

use super::archive::Members;
use super::error::Fault;
use super::rows::Rows;
use super::value::{LOST, iso_moment, number, yes_no};
use crate::exchange::cell::is_damaged;
use crate::exchange::source::CELL;

/// The most rows of a sheet.
const ROWS: u32 = 1 << 20;

/// A workbook whose content is unzipped, and where each of its sheets begins there.
pub(super) struct Ods {
    content: String,
    names: Vec<String>,
    starts: Vec<usize>,
}

/// A cell, and how often it is repeated to the right.
struct Cell {
    text: String,
    repeated: usize,
}

impl Ods {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Fault> {
        let mut members = Members::of(bytes)?;
        let names = members.names();
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        // A file without it is read all the same.
        if has("META-INF/manifest.xml") && members.text("META-INF/manifest.xml")?.contains("encryption-data")
        {
            return Err(Fault::Password);
        }
        let content = members.text("content.xml")?;
        let mut book = Self {
            content,
            names: Vec::new(),
            starts: Vec::new(),
        };
        book.find_sheets()?;
        Ok(book)
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn rows(&mut self, sheet: usize, rows: &mut Rows<'_, '_>) -> Result<(), Fault> {
        let mut reader = reader(&self.content[self.starts[sheet]..]);
        let (mut row, mut depth) = (0, 0_usize);
        loop {
            match event(&mut reader)? {
                Event::Start(tag) if local(&tag) == "table-row" && depth == 0 => {
                    let repeated = repeated(&tag, "number-rows-repeated");
                    let cells = cells(&mut reader)?;
                    if add(rows, row, repeated, &cells)?.is_break() {
                        return Ok(());
                    }
                    row = row.saturating_add(repeated);
                }
                // A table within a drawing is not of the sheet.
                Event::Start(tag) if local(&tag) == "table" => depth += 1,
                Event::End(tag) if tag.local_name().as_ref() == "table" => match depth.checked_sub(1) {
                    Some(outer) => depth = outer,
                    None => return rows.finish(),
                },
                Event::Eof => return Err(Fault::Damaged),
                _ => {}
            }
        }
    }

    /// Notes the sheets: the tables that are in no other element than the workbook.
    fn find_sheets(&mut self) -> Result<(), Fault> {
        let mut reader = reader(&self.content);
        let (mut is_workbook, mut depth) = (false, 0_usize);
        let mut found = Vec::new();
        loop {
            match event(&mut reader)? {
                Event::Start(tag) if local(&tag) == "spreadsheet" => is_workbook = true,
                Event::Start(tag) if local(&tag) == "table" => {
                    if depth == 0 && is_workbook {
                        let start = usize::try_from(reader.buffer_position()).map_err(|_| Fault::Damaged)?;
                        found.push((attribute(&tag, "name").unwrap_or_default(), start));
                    }
                    depth += 1;
                }
                Event::End(tag) if tag.local_name().as_ref() == "table" => depth = depth.saturating_sub(1),
                Event::Eof => break,
                _ => {}
            }
        }
        if !is_workbook {
            return Err(Fault::NoWorkbook);
        }
        (self.names, self.starts) = found.into_iter().unzip();
        Ok(())
    }
}

/// Adds a row and those that repeat it.
fn add(rows: &mut Rows<'_, '_>, row: u32, repeated: u32, cells: &[Cell]) -> Result<ControlFlow<()>, Fault> {
    if cells.iter().all(|cell| cell.text.is_empty()) {
        return Ok(ControlFlow::Continue(()));
    }
    for row in row..row.saturating_add(repeated) {
        if row >= ROWS {
            return Err(Fault::Damaged);
        }
        let mut column = 0_usize;
        for cell in cells {
            let end = column.saturating_add(cell.repeated);
            if !cell.text.is_empty() {
                for column in column..end {
                    if rows.cell(row, column, &cell.text)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
            }
            column = end;
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Reads the cells of a row to its end.
fn cells(reader: &mut Reader<&[u8]>) -> Result<Vec<Cell>, Fault> {
    let mut cells: Vec<Cell> = Vec::new();
    loop {
        match event(reader)? {
            Event::Start(tag) if matches!(local(&tag), "table-cell" | "covered-table-cell") => {
                let repeated = repeated(&tag, "number-columns-repeated");
                let shown = shown(reader, tag.name())?;
                let text = text(&tag, &shown);
                let repeated = usize::try_from(repeated).map_err(|_| Fault::Damaged)?;
                // However many blank cells a row has, they are walked over once for each row that repeats it.
                match cells.last_mut() {
                    Some(Cell {
                        text: last,
                        repeated: blanks,
                    }) if last.is_empty() && text.is_empty() => {
                        *blanks = blanks.saturating_add(repeated);
                    }
                    _ => cells.push(Cell { text, repeated }),
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "table-row" => return Ok(cells),
            Event::Eof => return Err(Fault::Damaged),
            _ => {}
        }
    }
}

/// Returns what a cell means, of its attributes and of what it shows.
fn text(tag: &BytesStart<'_>, shown: &str) -> String {
    let value = |name: &str| attribute(tag, name).filter(|value| !value.is_empty());
    if tag_value(tag, "calcext:value-type").as_deref() == Some("error") {
        let shown = shown.trim();
        return if is_damaged(shown) { shown } else { LOST }.to_owned();
    }
    let kind = tag_value(tag, "office:value-type");
    if kind.is_none() && shown.is_empty() && tag_value(tag, "table:formula").is_some() {
        // No program worked it out.
        return LOST.to_owned();
    }
    match kind.as_deref() {
        Some("date") => value("date-value").map(|day| iso_moment(&day).to_owned()),
        Some("time") => value("time-value").map(|time| clock(&time)),
        // Some programs write a yes as the value of a number.
        Some("boolean") => value("boolean-value")
            .or_else(|| value("value"))
            .map(|yes| yes_no(yes.eq_ignore_ascii_case("true")).to_owned()),
        Some("float" | "percentage" | "currency") => {
            value("value").map(|value| value.trim().parse().map_or(value, number))
        }
        _ => value("string-value"),
    }
    .unwrap_or_else(|| shown.to_owned())
}

/// Returns a time as a clock shows it: `09:15:00` of `PT09H15M00S`.
fn clock(time: &str) -> String {
    let parts = time.strip_prefix("PT").and_then(|rest| {
        let (hours, rest) = rest.split_once('H')?;
        let (minutes, seconds) = rest.split_once('M')?;
        let seconds = seconds.strip_suffix('S')?.split(['.', ',']).next()?;
        Some(format!("{hours}:{minutes}:{seconds}"))
    });
    parts.unwrap_or_else(|| time.to_owned())
}

/// Reads a cell to its end, and returns the text that it shows: its paragraphs, without notes and drawings.
fn shown(reader: &mut Reader<&[u8]>, cell: QName<'_>) -> Result<String, Fault> {
    let (mut shown, mut paragraphs, mut within) = (String::new(), 0, 0_usize);
    loop {
        let read = event(reader)?;
        match &read {
            Event::Start(tag) => {
                let name = tag.name();
                if name.as_ref().starts_with("draw:") || name.as_ref() == "office:annotation" {
                    reader.read_to_end(name).map_err(|_| Fault::Damaged)?;
                    continue;
                }
                within += usize::from(name == cell);
                match local(tag) {
                    "p" => {
                        shown.push_str(if paragraphs > 0 { "\n" } else { "" });
                        paragraphs += 1;
                    }
                    "s" => {
                        let count = attribute(tag, "c")
                            .and_then(|count| count.parse().ok())
                            .unwrap_or(1);
                        shown.push_str(&" ".repeat(CELL.min(count)));
                    }
                    "tab" | "line-break" => shown.push(' '),
                    _ => {}
                }
            }
            Event::Text(text) => shown.push_str(&text.xml10_content()),
            Event::CData(text) => shown.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => shown.push_str(&character(reference)),
            Event::End(tag) if tag.name() == cell => match within.checked_sub(1) {
                Some(outer) => within = outer,
                None => return Ok(shown),
            },
            Event::Eof => return Err(Fault::Damaged),
            _ => {}
        }
        // No more is kept than the longest cell, whose reader says that it is too long.
        if shown.len() > 2 * CELL {
            shown.truncate(shown.floor_char_boundary(2 * CELL));
        }
    }
}

/// Returns the character of a reference; an entity of the file's own is expanded to nothing.
fn character(reference: &quick_xml::events::BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        Ok(None) | Err(_) => quick_xml::escape::resolve_predefined_entity(reference)
            .unwrap_or_default()
            .to_owned(),
    }
}

/// Reads on, an empty element as its start and its end.
fn reader(content: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(content);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    // A sheet is read from its first row on: the ends of what is around it have no beginning there.
    config.allow_unmatched_ends = true;
    reader
}

fn event<'c>(reader: &mut Reader<&'c [u8]>) -> Result<Event<'c>, Fault> {
    reader.read_event().map_err(|_| Fault::Damaged)
}

fn local<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    let name = tag.name().0;
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// Returns an attribute by its name without prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Returns an attribute by its whole name: two of the types of a cell differ by their prefix alone.
fn tag_value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Returns how often a row or a cell stands.
fn repeated(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name)
        .and_then(|count| count.parse().ok())
        .unwrap_or(1)
        .clamp(1, ROWS)
}
