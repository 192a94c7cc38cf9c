//! The forms of the files that are written: one table.

use super::{ByteOrderMark, Format};

/// How the rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// CSV, UTF-8, separated by semicolons.
    Csv,
    Json,
}

impl FileForm {
    /// Every form, the usual one first.
    pub const ALL: &[Self] = &[Self::Csv, Self::Json];

    /// Its code on the command line, which is the ending of its files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// As a person reads it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }

    /// How it is written; `mark` is that of a text which a spreadsheet opens, or a program.
    pub fn format(self, mark: ByteOrderMark) -> Format {
        match self {
            Self::Csv => Format::Csv(mark),
            Self::Json => Format::Json,
        }
    }
}
