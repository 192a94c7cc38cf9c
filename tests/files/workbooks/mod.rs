//! Workbooks where tables are taken: the same rows, the sheet that fits, and what no file may do.

mod hostile;
pub mod make;
mod read;
mod sheets;

use preau::domain::command::ImportKind;
use preau::exchange::Given;
use preau::exchange::source::Source;

/// The text that is made of a workbook.
fn table(kind: ImportKind, bytes: Vec<u8>, sheet: Option<&str>) -> Result<Source, String> {
    let given = Given::from_bytes("essai.xlsx", bytes).map_err(|error| error.to_string())?;
    given.table(kind, sheet).map_err(|error| error.to_string())
}

/// The lines of that text.
fn lines(kind: ImportKind, bytes: Vec<u8>) -> Vec<String> {
    let source = table(kind, bytes, None).unwrap();
    let text = String::from_utf8(source.bytes().to_vec()).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// Why a workbook gives no table.
fn refusal(kind: ImportKind, bytes: Vec<u8>) -> String {
    table(kind, bytes, None).expect_err("the workbook should be refused")
}
