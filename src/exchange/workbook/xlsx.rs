//! Workbooks of Office Open XML, their cells one by one.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{DataRef, Reader, XlsxError};

use super::archive::{Members, Stored};
use super::error::Fault;
use super::rows::Rows;
use super::uncached::with_errors;
use super::value::{error, iso_moment, moment, number, yes_no};

/// A workbook whose needed parts are unzipped.
pub(super) struct Xlsx {
    book: calamine::Xlsx<Cursor<Vec<u8>>>,
    names: Vec<String>,
}

/// Parts of the names of members that are not read: they hold no cell.
const PASSED_OVER: &[&str] = &[
    "drawings/",
    "media/",
    "charts/",
    "chartsheets/",
    "externallinks/",
    "comments",
    "customxml/",
    "docprops/",
    "printersettings/",
    "pivot",
    "theme/",
    "querytables/",
    "connections",
    "calcchain",
];

/// The attribute for whose number room is made before the texts are read.
const COUNT: &str = "uniqueCount";

/// The most digits of it that are believed.
const DIGITS: usize = 6;

impl Xlsx {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Fault> {
        let book = calamine::Xlsx::new(Cursor::new(needed(bytes)?)).map_err(|error| fault(&error))?;
        let names = book.sheet_names();
        Ok(Self { book, names })
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn rows(&mut self, sheet: usize, rows: &mut Rows<'_, '_>) -> Result<(), Fault> {
        let mut cells = match self.book.worksheet_cells_reader(&self.names[sheet]) {
            Ok(cells) => cells,
            // A chart has no cells, nor has a sheet whose part is not there.
            Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => return Ok(()),
            Err(error) => return Err(fault(&error)),
        };
        while let Some(cell) = cells.next_cell().map_err(|error| fault(&error))? {
            let (row, column) = cell.get_position();
            let text = match cell.get_value() {
                DataRef::Empty => continue,
                DataRef::SharedString(text) => Cow::Borrowed(*text),
                DataRef::String(text) | DataRef::DurationIso(text) => text.as_str().into(),
                DataRef::DateTimeIso(text) => iso_moment(text).into(),
                DataRef::Int(number) => number.to_string().into(),
                DataRef::Float(value) => number(*value).into(),
                DataRef::Bool(value) => yes_no(*value).into(),
                DataRef::DateTime(value) => moment(value).into(),
                DataRef::Error(kind) => error(kind).into(),
            };
            let column = usize::try_from(column).map_err(|_| Fault::Damaged)?;
            if rows.cell(row, column, &text)?.is_break() {
                return Ok(());
            }
        }
        rows.finish()
    }
}

/// Makes an archive of the members that are needed.
fn needed(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut members = Members::of(bytes)?;
    let mut stored = Stored::new();
    for name in members.names() {
        let plain = name.replace('\\', "/").to_ascii_lowercase();
        let is_xml = matches!(plain.rsplit('.').next(), Some("xml" | "rels"));
        if !is_xml || PASSED_OVER.iter().any(|part| plain.contains(part)) {
            continue;
        }
        let text = members.text(&name)?;
        let text = if plain.contains("worksheets/") {
            with_errors(text)
        } else {
            text
        };
        stored.add(&name, &without_large_counts(text))?;
    }
    stored.finish()
}

/// Takes counts away that are larger than any file: memory would be asked for that there is not.
fn without_large_counts(text: String) -> String {
    let is_large = |after: &str| {
        let number =
            after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | '+'));
        number
            .chars()
            .take(DIGITS + 1)
            .filter(char::is_ascii_digit)
            .count()
            > DIGITS
    };
    let counts = text.match_indices(COUNT);
    let large: Vec<usize> = counts
        .map(|(at, _)| at)
        .filter(|at| is_large(&text[at + COUNT.len()..]))
        .collect();
    if large.is_empty() {
        return text;
    }
    let mut bytes = text.into_bytes();
    for at in large {
        bytes[at] = b'_';
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Tells a password from damage.
fn fault(error: &XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::Password,
        _ => Fault::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::without_large_counts;

    #[test]
    fn counts_that_lie_are_not_believed() {
        let kept = "<sst count=\"3\" uniqueCount=\"123456\"><si><t>uniqueCount</t></si></sst>";
        assert_eq!(without_large_counts(kept.to_owned()), kept);
        for count in ["9999999", "99999999", "00000000000000000001"] {
            let text = format!("<sst uniqueCount = '{count}'/>");
            assert!(without_large_counts(text).starts_with("<sst _niqueCount"));
        }
    }
}
