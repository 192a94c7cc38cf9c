//! The rows of a table in the order of the file, blank ones passed over.

use csv::StringRecord;

use super::lines::Lines;
use super::row::{TableRow, trimmed};
use super::{Body, Reject, Table};
use crate::exchange::cell::{Problem, Severity};
use crate::exchange::source::Place;

/// The rows of a table; one that is not as wide as the header comes as a [`Reject`].
pub struct Rows<'t> {
    table: &'t Table<'t>,
    body: BodyRows<'t>,
}

/// How far the reading of each kind of body has come.
enum BodyRows<'t> {
    /// A reader of the text after the header.
    Csv {
        reader: Box<csv::Reader<&'t [u8]>>,
        start: usize,
        lines: Lines<'t>,
    },
    /// The records that are left.
    Json(std::slice::Iter<'t, (Place, StringRecord)>),
}

impl<'t> Rows<'t> {
    /// Starts at the first row of `table`.
    pub(super) fn new(table: &'t Table<'t>) -> Self {
        let body = match &table.body {
            Body::Json { records, .. } => BodyRows::Json(records.iter()),
            Body::Csv {
                text,
                start,
                separator,
                ..
            } => {
                let mut builder = csv::ReaderBuilder::new();
                builder
                    .delimiter(separator.byte())
                    .has_headers(true)
                    .flexible(true);
                let reader = Box::new(builder.from_reader(&text.as_bytes()[*start..]));
                BodyRows::Csv {
                    reader,
                    start: *start,
                    lines: Lines::new(text),
                }
            }
        };
        Self { table, body }
    }

    /// Makes a row of `cells`, or a rejection when there are too many.
    fn fitted(&self, place: Place, mut cells: StringRecord) -> Result<TableRow<'t>, Reject> {
        let expected = self.table.header.names().len();
        let spare = cells.iter().skip(expected).all(|cell| trimmed(cell).is_empty());
        if cells.len() > expected && spare {
            cells.truncate(expected);
        }
        let found = cells.len();
        let mut row = TableRow {
            place,
            header: &self.table.header,
            cells,
            problems: Vec::new(),
        };
        // A spreadsheet leaves out the separators of the empty cells at the end of a row.
        let is_separated_otherwise =
            found == 1 && expected > 1 && row.cells.iter().any(|cell| cell.contains([';', ',', '\t']));
        if found <= expected && !is_separated_otherwise {
            row.mend();
            return Ok(row);
        }
        let plural = if found > 1 { "s" } else { "" };
        let reason = format!(
            "{found} colonne{plural} au lieu de {expected}\u{a0}: vérifiez le séparateur et les guillemets"
        );
        let first = row.cells.get(0).unwrap_or_default();
        let problem = Problem::new(place, "", first, Severity::Rejected, &reason);
        Err(row.rejected(vec![problem]))
    }
}

impl<'t> Iterator for Rows<'t> {
    type Item = Result<TableRow<'t>, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (place, cells) = self.body.next()?;
            if !cells.iter().all(|cell| trimmed(cell).is_empty()) {
                return Some(self.fitted(place, cells));
            }
        }
    }
}

impl Iterator for BodyRows<'_> {
    type Item = (Place, StringRecord);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Json(records) => records.next().cloned(),
            Self::Csv { reader, start, lines } => {
                let mut cells = StringRecord::new();
                // The text is UTF-8 in memory and rows may have any width: reading ends, and does not fail.
                if !reader.read_record(&mut cells).unwrap_or(false) {
                    return None;
                }
                let byte = cells.position().map_or(0, csv::Position::byte);
                let offset = *start + usize::try_from(byte).unwrap_or(0);
                Some((Place::Line(lines.of(offset)), cells))
            }
        }
    }
}
