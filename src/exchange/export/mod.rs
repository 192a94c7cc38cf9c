//! What the program writes for others: schools, the register, the control, the models of its own tables.
//!
//! Rows come from whoever has them, one at a time, so that both faces of the desk can write whole lists page by
//! page. Names and order of columns are stable across versions.

mod column;
mod control;
mod documents;
mod form;
mod json_text;
mod markup;
mod own;
mod public_list;
mod register;
mod reminders;
mod rows;
mod rules;
mod schools;
mod workbook;
mod writer;

use chrono::NaiveDate;
use serde::Serialize;

pub use control::{Causes, ControlWriter};
pub use documents::DocumentsWriter;
pub use form::FileForm;
pub use own::{own_forms, own_table};
pub use public_list::public_list;
pub use register::{
    Controller, RegisterCover, RegisterLine, RegisterWriter, register_lines, register_workbook,
};
pub use reminders::{ReminderLine, RemindersWriter, due_lines, reminder_lines};
pub use rows::RowsWriter;
pub use rules::{RulesForm, rules};
pub use schools::SchoolsWriter;
pub use workbook::WorkbookForm;
use workbook::laid_out;
pub(super) use writer::JsonList;
pub use writer::{Format, TableWriter};

pub use super::csv_out::ByteOrderMark;
use crate::text::cleaned_lines;

/// A value of an exported cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Nothing: an empty cell, `null`.
    Nothing,
    Flag(bool),
    Number(u64),
    /// A day, `AAAA-MM-JJ` but in a workbook, where it is a date.
    Day(NaiveDate),
    Text(String),
    /// Several texts, joined by `|` in a cell.
    List(Vec<String>),
}

impl Value {
    /// The value as it is written: of its texts, what acts and what is not seen goes.
    fn cleaned(self) -> Self {
        match self {
            Self::Text(text) => Self::Text(cleaned_lines(&text).into_owned()),
            Self::List(texts) => {
                let texts = texts.iter().map(|text| cleaned_lines(text).into_owned());
                Self::List(texts.collect())
            }
            other => other,
        }
    }
}
