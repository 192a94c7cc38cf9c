//! Tables of any encoding and separator, CSV or JSON, read by header name through one [`TableRow`].
//!
//! An importer declares its [`Column`]s once, opens a [`Table`] and reads each [`TableRow`] with a [`Cells`], which
//! gathers what is wrong in it. It never learns whether the file was CSV or JSON.

mod cells;
mod column;
mod error;
mod header;
mod kept;
mod lines;
mod open;
mod reject;
mod row;
mod rows;
mod said;
mod scan;
mod separator;

use std::borrow::Cow;

use csv::StringRecord;

pub use cells::Cells;
pub use column::Column;
pub(super) use column::columns;
pub use error::TableError;
pub use kept::KeptCells;
pub use reject::Reject;
pub use row::TableRow;
pub use rows::Rows;
pub use said::Said;
pub use separator::Separator;

use crate::exchange::encoding::Encoding;
use crate::exchange::source::{CELL, COLUMNS, Place, Source};
use header::Header;

/// A table whose header was matched with the columns that an importer wants.
///
/// It has at least one row, every required column, no wanted column twice, and keeps within [`COLUMNS`] and
/// [`CELL`]: reading its rows cannot fail as a whole any more.
#[derive(Debug)]
pub struct Table<'s> {
    source: &'s Source,
    header: Header,
    body: Body<'s>,
}

/// Where the rows come from.
#[derive(Debug)]
enum Body<'s> {
    /// CSV text; its first record is the header.
    Csv {
        /// The text, without byte order mark.
        text: Cow<'s, str>,
        /// Where the header begins.
        start: usize,
        /// How the bytes were read.
        encoding: Encoding,
        /// What separates the cells.
        separator: Separator,
    },
    /// JSON records, in the order of the header.
    Json {
        /// Each record with its place; a record may be shorter than the header.
        records: Vec<(Place, StringRecord)>,
        /// How many records there are in all, where the file says so.
        total: Option<u64>,
    },
}

impl Table<'_> {
    /// Returns the name of the file, inert.
    pub fn name(&self) -> &str {
        self.source.name()
    }

    /// Returns the file.
    pub(in crate::exchange) fn source(&self) -> &Source {
        self.source
    }

    /// Returns the headers as the file spells them.
    pub fn headers(&self) -> &[String] {
        self.header.names()
    }

    /// True when a column of this name is among those that the importer wants.
    pub(super) fn wants(&self, name: &str) -> bool {
        self.header.wants(name)
    }

    /// Says whether the file has this column: a file without it says nothing about its values.
    pub fn has(&self, column: Column) -> bool {
        self.header.place(column).is_some()
    }

    /// Says whether the file has a column of this name, wanted or not.
    pub(in crate::exchange) fn has_named(&self, name: &str) -> bool {
        self.header.named(name).is_some()
    }

    /// Refuses a file that lacks a column named at run time, listing the columns that it has.
    pub fn require_named(&self, label: &str) -> Result<(), TableError> {
        match self.header.named(label) {
            Some(_) => Ok(()),
            None => Err(self
                .header
                .lacking(self.name(), vec![label.to_owned()], self.separator())),
        }
    }

    /// Refuses a file that has none of some columns, listing the columns that it has.
    pub(in crate::exchange) fn require_one_of(&self, columns: &[Column]) -> Result<(), TableError> {
        if columns.iter().any(|column| self.has(*column)) {
            return Ok(());
        }
        Err(TableError::NoneOf {
            name: self.name().to_owned(),
            wanted: columns.iter().map(|column| column.name).collect(),
            separator: self.separator(),
            found: self.headers().to_vec(),
        })
    }

    /// Returns the cell of a row that was set aside, empty when the row or the file lacks it.
    pub fn cell<'c>(&self, cells: &'c KeptCells, column: Column) -> &'c str {
        let place = self.header.place(column);
        place.map_or("", |place| row::trimmed(cells.get(place)))
    }

    /// Returns how the bytes of a CSV file were read, and nothing for JSON, which is UTF-8.
    pub fn encoding(&self) -> Option<Encoding> {
        match self.body {
            Body::Csv { encoding, .. } => Some(encoding),
            Body::Json { .. } => None,
        }
    }

    /// Returns the separator of a CSV file; none of a workbook, whose own text nobody has seen.
    pub fn separator(&self) -> Option<Separator> {
        match self.body {
            Body::Csv { separator, .. } => (!self.source.is_of_workbook()).then_some(separator),
            Body::Json { .. } => None,
        }
    }

    /// Says how many records there are in all where the file is one page of them.
    pub fn pages(&self) -> Option<u64> {
        match &self.body {
            Body::Json { records, total } => total.filter(|total| *total > records.len() as u64),
            Body::Csv { .. } => None,
        }
    }

    /// Returns the rows in the order of the file; a row that is not as wide as the header is rejected.
    pub fn rows(&self) -> Rows<'_> {
        Rows::new(self)
    }
}
