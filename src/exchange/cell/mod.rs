//! Cells to values: what a spreadsheet damaged is repaired where that is certain, and said where it is lost.
//!
//! A parser takes a cell without blanks around it and gives a [`Cell`], the value with at most one [`Note`], or a
//! [`CellError`]. Who reads the table decides whether an error refuses the row.

mod choice;
mod damaged;
mod date;
mod email;
mod error;
mod identifier;
mod key;
mod list;
mod note;
mod number;
mod phone;
mod plain;
mod problem;
mod school;
mod text;
mod yes_no;

pub use choice::{CATEGORIES, choice};
pub use damaged::is_damaged;
pub use date::{date, last_day, paris_moment};
pub use email::email;
pub use error::CellError;
pub use identifier::{departement, insee, postcode, rpi, siren, siret, uai};
pub use key::key;
pub use list::{in_known_order, items, list_of};
pub use note::Note;
pub use number::number;
pub use phone::phone;
pub(in crate::exchange) use plain::without_decimals;
pub use problem::{Problem, Severity};
pub use school::{SchoolLabel, school_label};
pub use text::{clean_text, free_text, text};
pub use yes_no::yes_no;

/// A value read from a cell, with what was done to get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<T> {
    pub value: T,
    /// What was repaired or is doubtful.
    pub note: Option<Note>,
}

/// What a parser of cells gives.
pub type CellResult<T> = Result<Cell<T>, CellError>;

impl<T> Cell<T> {
    /// Makes a value that the cell holds as such.
    pub fn plain(value: T) -> Self {
        Self { value, note: None }
    }

    /// Makes a value on which there is something to say.
    pub fn noted(value: T, note: Note) -> Self {
        Self {
            value,
            note: Some(note),
        }
    }

    /// Changes the value and keeps the note.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Cell<U> {
        Cell {
            value: change(self.value),
            note: self.note,
        }
    }
}
