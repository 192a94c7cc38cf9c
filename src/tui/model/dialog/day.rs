//! A field for a day, with what was understood of it.

use chrono::NaiveDate;

use crate::domain::date::{day_fr, long_day_fr, parse_day_typed};
use crate::tui::model::Field;

/// A field for a day; the day J is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayField {
    /// The label before the field.
    pub label: String,
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

    /// Passes to another day J: a day that is proposed moves with it, one that was typed stays the day that it meant.
    pub fn turn_to(&mut self, today: NaiveDate) {
        let meant = self.day();
        let passed = today - self.today;
        self.today = today;
        match meant {
            Ok(day) if self.field.is_proposed() => {
                let moved = day.checked_add_signed(passed).unwrap_or(day);
                self.field = Field::proposing(day_fr(moved));
            }
            Ok(day) if self.day() != Ok(day) => self.field.set(day_fr(day)),
            _ => {}
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
