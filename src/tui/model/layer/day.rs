//! A field for a day, with what was understood of it.

use chrono::NaiveDate;

use crate::domain::date::{day_fr, long_day_fr, parse_day_typed};
use crate::tui::model::Field;

/// A field for a day; the day J is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayField {
    /// The label before the field.
    pub label: String,
    /// The typed text.
    pub field: Field,
    today: NaiveDate,
}

impl DayField {
    /// A field that proposes the day J.
    pub fn new(label: &str, today: NaiveDate) -> Self {
        Self::proposing(label, today, today)
    }

    /// A field that proposes a day.
    pub fn proposing(label: &str, day: NaiveDate, today: NaiveDate) -> Self {
        Self {
            label: label.to_owned(),
            field: Field::proposing(day_fr(day)),
            today,
        }
    }

    /// The day meant, or what is said instead.
    pub fn day(&self) -> Result<NaiveDate, String> {
        parse_day_typed(self.field.text(), self.today).map_err(|why| why.to_string())
    }

    /// What was understood, written in full.
    pub fn echo(&self) -> Result<String, String> {
        self.day().map(long_day_fr)
    }
}
