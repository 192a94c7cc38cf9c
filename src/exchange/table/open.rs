//! Opening a table: CSV or JSON, told by the first character of the file.

use super::header::Header;
use super::scan::{Fault, scan};
use super::separator::{Separator, first_record, header_start};
use super::{Body, Column, Table, TableError};
use crate::exchange::encoding::{decode, mended};
use crate::exchange::json;
use crate::exchange::source::Source;

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
        let (start, separator) = if source.is_of_workbook() {
            (0, Separator::Semicolon)
        } else {
            let start = header_start(&text);
            (start, Separator::of(&text[start..], schema))
        };
        let records = scan(&text, separator.byte()).map_err(|fault| located(name, fault))?;
        let cells = first_record(&text[start..], separator);
        if cells.is_empty() {
            return Err(TableError::Blank {
                name: name.to_owned(),
            });
        }
        let names = cells
            .iter()
            .map(|cell| mended(super::row::trimmed(cell)).text.into_owned())
            .collect();
        let said = (!source.is_of_workbook()).then_some(separator);
        let header = Header::matched(name, names, schema, said)?;
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
