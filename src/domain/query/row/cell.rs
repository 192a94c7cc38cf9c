//! A value of a column, apart from how it is written.

use std::cmp::Ordering;
use std::fmt::{self, Display};

use chrono::NaiveDate;

use crate::domain::date::day_fr;

/// A value of a column. Display words it in French, for the screen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Flag(bool),
    Number(u64),
    Day(NaiveDate),
    /// One of a list: its rank, its code in files, its French label.
    Coded(u8, &'static str, &'static str),
    Text(String),
    List(Vec<String>),
    Nothing,
}

impl Cell {
    /// A text; an empty one is nothing.
    pub(in crate::domain::query) fn text(text: impl Display) -> Self {
        let text = text.to_string();
        if text.is_empty() {
            Self::Nothing
        } else {
            Self::Text(text)
        }
    }

    /// A text that may be missing.
    pub(in crate::domain::query) fn maybe(text: Option<impl Display>) -> Self {
        text.map_or(Self::Nothing, Self::text)
    }

    /// A day that may be missing.
    pub(in crate::domain::query) fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    pub(in crate::domain::query) fn count(count: usize) -> Self {
        Self::Number(count as u64)
    }

    /// Yes, no, or not looked at.
    pub(in crate::domain::query) fn flag(flag: Option<bool>) -> Self {
        flag.map_or(Self::Nothing, Self::Flag)
    }

    /// Compares for a sort; nothing comes last in either direction.
    pub fn compare(&self, other: &Self, descending: bool) -> Ordering {
        match (self, other) {
            (Self::Nothing, Self::Nothing) => Ordering::Equal,
            (Self::Nothing, _) => Ordering::Greater,
            (_, Self::Nothing) => Ordering::Less,
            _ if descending => other.cmp(self),
            _ => self.cmp(other),
        }
    }
}

impl Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Flag(true) => f.write_str("oui"),
            Self::Flag(false) => f.write_str("non"),
            Self::Number(number) => number.fmt(f),
            Self::Day(day) => f.write_str(&day_fr(*day)),
            Self::Coded(_, _, label) => f.write_str(label),
            Self::Text(text) => f.write_str(text),
            Self::List(texts) => f.write_str(&texts.join(", ")),
        }
    }
}
