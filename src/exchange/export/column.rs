//! The columns of an export: one table gives the header of the CSV, the keys of the JSON, and the values.

use std::fmt::Display;

use chrono::NaiveDate;

use super::Value;

/// A column of rows of `T`.
pub(super) struct Column<T> {
    /// The key in JSON.
    pub(super) key: &'static str,
    /// The header in CSV.
    pub(super) title: &'static str,
    /// The value of a row.
    pub(super) value: fn(&T) -> Value,
}

impl<T> Column<T> {
    /// A column of the same name in CSV and JSON.
    pub(super) const fn new(key: &'static str, value: fn(&T) -> Value) -> Self {
        Self {
            key,
            title: key,
            value,
        }
    }

    /// A column with a header of its own in CSV.
    pub(super) const fn titled(key: &'static str, title: &'static str, value: fn(&T) -> Value) -> Self {
        Self { key, title, value }
    }
}

impl Value {
    /// A text; an empty one is nothing.
    pub(in crate::exchange) fn text(text: impl Display) -> Self {
        let text = text.to_string();
        if text.is_empty() {
            Self::Nothing
        } else {
            Self::Text(text)
        }
    }

    /// A text that may be missing.
    pub(in crate::exchange) fn maybe(text: Option<impl Display>) -> Self {
        text.map_or(Self::Nothing, Self::text)
    }

    /// A day, `AAAA-MM-JJ`.
    pub(in crate::exchange) fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    /// A number that may be missing.
    pub(in crate::exchange) fn number(number: Option<u32>) -> Self {
        number.map_or(Self::Nothing, |number| Self::Number(number.into()))
    }

    /// Several texts.
    pub(in crate::exchange) fn list(texts: impl IntoIterator<Item = impl Display>) -> Self {
        Self::List(texts.into_iter().map(|text| text.to_string()).collect())
    }

    /// The cell of a CSV file; a `|` within an item would split it, and becomes `/`.
    pub(in crate::exchange) fn cell(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Flag(true) => "oui".to_owned(),
            Self::Flag(false) => "non".to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Text(text) => text.clone(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| item.replace('|', "/")).collect();
                items.join("|")
            }
        }
    }
}
