//! A field for a day, with what was understood of it.

use chrono::NaiveDate;

use crate::domain::date::{day_fr, long_day_fr, parse_day_typed};
use crate::tui::model::Field;

/// A field for a day; the day J is proposed, unless the day may be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayField {
    /// The label before the field.
    pub label: String,
    pub field: Field,
    today: NaiveDate,
    /// True where no day may be given.
    optional: bool,
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
            optional: false,
        }
    }

    /// A field for a day that may be left out, and that is known where there is one: it proposes no other.
    pub fn optional(label: &str, known: Option<NaiveDate>, today: NaiveDate) -> Self {
        Self {
            label: label.to_owned(),
            field: Field::proposing(known.map(day_fr).unwrap_or_default()),
            today,
            optional: true,
        }
    }

    /// Passes to another day J: a day that is proposed moves with it, one that was typed or is known stays the day that it
    /// meant.
    pub fn turn_to(&mut self, today: NaiveDate) {
        let meant = self.day();
        let passed = today - self.today;
        self.today = today;
        match meant {
            Ok(day) if self.field.is_proposed() && !self.optional => {
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

    /// The same; none where it is left out, and may be.
    pub fn given(&self) -> Result<Option<NaiveDate>, String> {
        if self.optional && self.field.text().trim().is_empty() {
            return Ok(None);
        }
        self.day().map(Some)
    }

    /// What was understood, written in full.
    pub fn echo(&self) -> Result<String, String> {
        let given = self.given()?;
        Ok(given.map_or_else(|| "sans date".to_owned(), long_day_fr))
    }
}
