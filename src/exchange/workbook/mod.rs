//! Workbooks (XLSX, ODS, XLS): the rows of one sheet, as the text of a table.
//!
//! What a file says of its own sizes is not believed: what is unzipped, cells, texts, columns and sheets are counted as they
//! come. No formula is computed, no link is followed, no entity is expanded.

mod archive;
mod bounds;
mod error;
mod header;
mod ods;
mod rows;
mod text;
mod uncached;
mod value;
mod xls;
mod xlsx;

use std::ops::ControlFlow;

use sha2::{Digest, Sha256};

pub use error::{Fault, WorkbookError};

use super::source::{Source, WorkbookFormat};
use super::table::Column;
use crate::catch_panic::caught;
use crate::text::quoted;
use bounds::{AREA, SHEETS};
use header::Search;
use ods::Ods;
use rows::{Each, Rows};
use text::Text;
use xls::Xls;
use xlsx::Xlsx;

/// A workbook that an operator gives.
#[derive(Debug)]
pub struct Workbook {
    name: String,
    bytes: Vec<u8>,
    format: WorkbookFormat,
}

/// A workbook whose sheets are known.
enum Book {
    Xlsx(Box<Xlsx>),
    Ods(Ods),
    Xls(Xls),
}

impl Workbook {
    /// Takes the bytes of a file of this format; `name` is inert.
    pub(super) fn new(name: String, bytes: Vec<u8>, format: WorkbookFormat) -> Self {
        Self { name, bytes, format }
    }

    /// Says why it gives no table.
    pub(super) fn error(self, fault: Fault) -> WorkbookError {
        WorkbookError {
            name: self.name,
            fault,
        }
    }

    /// The name of the file, inert.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The SHA-256 of the file.
    pub(super) fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.bytes).into()
    }

    /// Returns the name and the rows of every sheet, each row with its number; those that are not blank.
    ///
    /// # Errors
    ///
    /// [`WorkbookError`] where the workbook cannot be read.
    pub(super) fn sheets(self) -> Result<Vec<Sheet>, WorkbookError> {
        let name = self.name;
        let read = caught(move || every_sheet(&self.bytes, self.format));
        let sheets = read.unwrap_or(Err(Fault::Damaged));
        sheets.map_err(|fault| WorkbookError { name, fault })
    }

    /// Makes a text of the rows of the sheet that has the required ones of `columns`, or of the sheet named `wanted`.
    ///
    /// # Errors
    ///
    /// [`WorkbookError`] where the workbook cannot be read, or where no sheet or several have the columns.
    pub(super) fn table(self, columns: &[Column], wanted: Option<&str>) -> Result<Source, WorkbookError> {
        let sha256 = Sha256::digest(&self.bytes).into();
        let name = self.name;
        let read = caught(move || read(&self.bytes, self.format, columns, wanted));
        match read.unwrap_or(Err(Fault::Damaged)) {
            Ok((None, text)) => Ok(Source::of_workbook(&name, text, sha256)),
            Ok((Some(sheet), text)) => {
                let name = format!("{name}, feuille «\u{a0}{}\u{a0}»", quoted(&sheet));
                Ok(Source::of_workbook(&name, text, sha256))
            }
            Err(fault) => Err(WorkbookError { name, fault }),
        }
    }
}

/// A sheet: its name, and the number and the cells of each row that is not blank.
pub(super) type Sheet = (String, Vec<(u32, Vec<String>)>);

/// Reads every sheet, within the bounds of all together.
fn every_sheet(bytes: &[u8], format: WorkbookFormat) -> Result<Vec<Sheet>, Fault> {
    let mut book = Book::open(bytes, format)?;
    let mut left = AREA;
    let mut sheets = Vec::new();
    for (place, name) in book.names().to_vec().into_iter().enumerate() {
        let mut rows = Vec::new();
        book.rows(place, &mut |row| {
            left = left.checked_sub(row.cells.len()).ok_or(Fault::TooManyCells)?;
            rows.push((row.number, row.cells.clone()));
            Ok(ControlFlow::Continue(()))
        })?;
        sheets.push((name, rows));
    }
    Ok(sheets)
}

/// Returns the text of the sheet that fits, and its name where there are others.
fn read(
    bytes: &[u8],
    format: WorkbookFormat,
    columns: &[Column],
    wanted: Option<&str>,
) -> Result<(Option<String>, Vec<u8>), Fault> {
    let mut book = Book::open(bytes, format)?;
    let names = book.names().to_vec();
    let (sheet, header) = chosen(&mut book, &names, columns, wanted)?;
    let mut text = Text::from_row(header);
    book.rows(sheet, &mut |row| text.add(row))?;
    let sheet = (names.len() > 1).then(|| names[sheet].clone());
    Ok((sheet, text.finish()))
}

/// Returns the place of the sheet to read, and the row of its header.
fn chosen(
    book: &mut Book,
    names: &[String],
    columns: &[Column],
    wanted: Option<&str>,
) -> Result<(usize, u32), Fault> {
    let is_wanted = |name: &String| wanted.is_none_or(|wanted| wanted.trim() == name.trim());
    let candidates: Vec<usize> = (0..names.len())
        .filter(|sheet| is_wanted(&names[*sheet]))
        .collect();
    if let (Some(wanted), []) = (wanted, candidates.as_slice()) {
        return Err(Fault::NoSuchSheet {
            wanted: wanted.to_owned(),
            sheets: names.to_vec(),
        });
    }
    let (mut fitting, mut lacking) = (Vec::new(), Vec::new());
    for sheet in candidates {
        let mut search = Search::of(columns);
        book.rows(sheet, &mut |row| Ok(search.look(row)))?;
        match search.found() {
            Ok(header) => fitting.push((sheet, header)),
            Err(missing) => lacking.extend(missing.map(|missing| (names[sheet].clone(), missing))),
        }
    }
    match fitting.as_slice() {
        [] => Err(Fault::NoSheetFits(lacking)),
        [one] => Ok(*one),
        [first, ..] if wanted.is_some() => Ok(*first),
        several => Err(Fault::SeveralSheetsFit(
            several.iter().map(|(sheet, _)| names[*sheet].clone()).collect(),
        )),
    }
}

impl Book {
    fn open(bytes: &[u8], format: WorkbookFormat) -> Result<Self, Fault> {
        let book = match format {
            WorkbookFormat::Xlsx => Self::Xlsx(Box::new(Xlsx::open(bytes)?)),
            WorkbookFormat::Ods => Self::Ods(Ods::open(bytes)?),
            WorkbookFormat::Xls => Self::Xls(Xls::open(bytes)?),
        };
        match book.names().len() {
            0 => Err(Fault::NoSheet),
            1..=SHEETS => Ok(book),
            _ => Err(Fault::TooManySheets),
        }
    }

    fn names(&self) -> &[String] {
        match self {
            Self::Xlsx(book) => book.names(),
            Self::Ods(book) => book.names(),
            Self::Xls(book) => book.names(),
        }
    }

    /// Gives the rows of a sheet that are not blank to `each`, in their order.
    fn rows(&mut self, sheet: usize, each: &mut Each<'_>) -> Result<(), Fault> {
        let mut rows = Rows::new(each);
        match self {
            Self::Xlsx(book) => book.rows(sheet, &mut rows),
            Self::Ods(book) => book.rows(sheet, &mut rows),
            Self::Xls(book) => book.rows(sheet, &mut rows),
        }
    }
}
