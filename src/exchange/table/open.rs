//! Opening a table: CSV or JSON, told by the first character of the file.

use super::header::Header;
use super::scan::{Fault, scan};
use super::separator::{Separator, first_record, header_start};
use super::{Body, Column, Table, TableError};
use crate::exchange::encoding::{decode, mended};
use crate::exchange::json;
use crate::exchange::source::Source;

/// How many lines may stand above the header.
const TITLES: usize = 20;

impl<'s> Table<'s> {
    /// Reads the header of a CSV or JSON file and checks the bounds of all that follows it.
    pub fn open(source: &'s Source, schema: &[Column]) -> Result<Self, TableError> {
        if !source.is_of_workbook() && json::looks_like(source.bytes()) {
            Self::json(source, schema)
        } else {
            Self::csv(source, schema)
        }
    }

    /// Opens a CSV file.
    fn csv(source: &'s Source, schema: &[Column]) -> Result<Self, TableError> {
        let name = source.name();
        let (text, encoding) = decode(source.bytes()).map_err(|error| TableError::Encoding {
            name: name.to_owned(),
            line: error.line,
            guess: error.guess,
        })?;
        if text.trim().is_empty() {
            return Err(TableError::Blank {
                name: name.to_owned(),
            });
        }
        let (first, separator) = if source.is_of_workbook() {
            (0, Separator::Semicolon)
        } else {
            let start = header_start(&text);
            (start, Separator::of(&text[start..], schema))
        };
        let scanned =
            |separator: Separator| scan(&text, separator.byte()).map_err(|fault| located(name, fault));
        let mut records = scanned(separator)?;
        let (start, separator, header) = match header_at(source, &text[first..], schema, separator) {
            Err(missing @ TableError::MissingColumns { .. }) if !source.is_of_workbook() => {
                let below = under_titles(source, &text, first, schema).ok_or(missing)?;
                records = scanned(below.1)?;
                below
            }
            header => (first, separator, header?),
        };
        let table = Self {
            source,
            header,
            body: Body::Csv {
                text,
                start,
                encoding,
                separator,
            },
        };
        if records < 2 || table.rows().next().is_none() {
            return Err(TableError::NoRow {
                name: name.to_owned(),
            });
        }
        Ok(table)
    }

    /// Opens a JSON file of records.
    fn json(source: &'s Source, schema: &[Column]) -> Result<Self, TableError> {
        let name = source.name();
        let list = json::records(source)?;
        if list.records.is_empty() {
            return Err(TableError::NoRow {
                name: name.to_owned(),
            });
        }
        let header = Header::matched(name, list.names, schema, None)?;
        Ok(Self {
            source,
            header,
            body: Body::Json {
                records: list.records,
                total: list.total,
            },
        })
    }
}

/// Returns where the header begins, its separator, and the columns: the first line below titles that has the required ones.
fn under_titles(
    source: &Source,
    text: &str,
    first: usize,
    schema: &[Column],
) -> Option<(usize, Separator, Header)> {
    let lines = text[first..].match_indices('\n').map(|(end, _)| first + end + 1);
    let below = lines.filter(|start| *start < text.len()).take(TITLES);
    let mut found = below.filter_map(|start| {
        let separator = Separator::of(&text[start..], schema);
        let header = header_at(source, &text[start..], schema, separator).ok()?;
        Some((start, separator, header))
    });
    found.next()
}

/// Matches the header at the beginning of a text.
fn header_at(
    source: &Source,
    text: &str,
    schema: &[Column],
    separator: Separator,
) -> Result<Header, TableError> {
    let name = source.name();
    let said = (!source.is_of_workbook()).then_some(separator);
    let cells = first_record(text, separator);
    if cells.is_empty() {
        return Err(TableError::Blank {
            name: name.to_owned(),
        });
    }
    let names = cells
        .iter()
        .map(|cell| mended(super::row::trimmed(cell)).text.into_owned())
        .collect();
    Header::matched(name, names, schema, said)
}

/// Says in which file a fault is.
fn located(name: &str, fault: Fault) -> TableError {
    let name = name.to_owned();
    match fault {
        Fault::OpenQuote(line) => TableError::OpenQuote { name, line },
        Fault::StrayQuote(line) => TableError::StrayQuote { name, line },
        Fault::TooManyColumns(line) => TableError::TooManyColumns { name, line },
        Fault::CellTooLong(line) => TableError::CellTooLong { name, line },
    }
}
