//! Keys that are free text within bounds: numbers of conventions, references of contracts, codes of solutions.

use super::plain::with_plain_hyphens;
use super::{Cell, CellResult, clean_text};
use crate::domain::id::TextKeyError;

/// Makes a parser of keys from the reading of one.
pub fn key<T>(parse: impl Fn(&str) -> Result<T, TextKeyError>) -> impl Fn(&str) -> CellResult<T> {
    move |cell| {
        let text = clean_text(cell);
        Ok(Cell {
            value: parse(&with_plain_hyphens(&text.value))?,
            note: text.note,
        })
    }
}
