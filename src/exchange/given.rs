//! What an operator gives: a text, or a workbook of whose rows a text is made.

use std::path::Path;

use super::ExchangeError;
use super::import::columns;
use super::source::{self, Foreign, Source, SourceError};
use super::workbook::{Fault, Workbook, WorkbookError};
use crate::domain::command::ImportKind;

/// A file that was read whole.
#[derive(Debug)]
pub enum Given {
    /// CSV or JSON.
    Text(Source),
    Workbook(Workbook),
}

impl Given {
    /// Reads the regular file at `path`, or all of standard input where it is `-`.
    ///
    /// # Errors
    ///
    /// [`SourceError`] where it cannot be read, or is neither a text nor a workbook.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        let (name, bytes) = source::given(path)?;
        Self::of(name, bytes)
    }

    /// Takes bytes that are in memory already, under the name `name`.
    ///
    /// # Errors
    ///
    /// [`SourceError`] where they are neither a text nor a workbook.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, SourceError> {
        Self::of(crate::text::quoted_long(name), bytes)
    }

    fn of(name: String, bytes: Vec<u8>) -> Result<Self, SourceError> {
        match Foreign::of(&bytes) {
            Some(Foreign::Workbook(format)) => Ok(Self::Workbook(Workbook::new(name, bytes, format))),
            _ => Ok(Self::Text(Source::from_bytes(&name, bytes)?)),
        }
    }

    /// Returns the text as it is.
    ///
    /// # Errors
    ///
    /// [`WorkbookError`] where it is a workbook.
    pub fn text(self) -> Result<Source, WorkbookError> {
        match self {
            Self::Text(source) => Ok(source),
            Self::Workbook(workbook) => Err(workbook.error(Fault::NoTable)),
        }
    }

    /// Returns the file of a kind: the text, or that of the sheet that has its columns, or of the sheet `wanted`.
    ///
    /// # Errors
    ///
    /// [`ExchangeError`] where it is a workbook that cannot be read, or of which no sheet, or more than one, has the columns.
    pub fn table(self, kind: ImportKind, wanted: Option<&str>) -> Result<Source, ExchangeError> {
        match (self, columns(kind)) {
            (Self::Workbook(workbook), columns) if !columns.is_empty() => {
                Ok(workbook.table(columns, wanted)?)
            }
            (given, _) => Ok(given.text()?),
        }
    }
}
