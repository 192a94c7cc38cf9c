//! A day for each of several schools, typed or pasted down a column.

use chrono::NaiveDate;

use super::DayField;
use crate::domain::record::RecordId;
use crate::tui::effect::Slot;
use crate::tui::model::Fact;

/// A school, or one of its uses, and its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRow {
    pub label: String,
    /// The marked lines that the day is for.
    pub ids: Vec<RecordId>,
    /// Its day, which may be left out.
    pub day: DayField,
}

/// The dialog: a row a school, the cursor in the day of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayGrid {
    /// How many lines were marked, in French.
    pub about: String,
    /// What came to pass on each day.
    pub fact: Fact,
    pub rows: Vec<DayRow>,
    /// The row under the cursor.
    pub at: usize,
    pub error: Option<String>,
    /// What it waits for: the order of its days.
    pub busy: Option<Slot>,
    /// It was said that leaving loses the days: the next Esc leaves.
    pub leaving: bool,
}

impl DayGrid {
    /// A dialog without days, of rows in their order.
    pub fn new(about: String, rows: Vec<DayRow>, fact: Fact) -> Self {
        Self {
            about,
            fact,
            rows,
            at: 0,
            error: None,
            busy: None,
            leaving: false,
        }
    }

    /// True where days were typed.
    pub fn is_typed(&self) -> bool {
        self.rows.iter().any(|row| !row.day.field.is_empty())
    }

    /// Moves the cursor.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
        self.said_nothing();
    }

    /// True on the last row.
    pub fn is_last(&self) -> bool {
        self.at + 1 >= self.rows.len()
    }

    /// The day under the cursor.
    pub fn day(&mut self) -> Option<&mut DayField> {
        self.said_nothing();
        self.rows.get_mut(self.at).map(|row| &mut row.day)
    }

    /// Puts a pasted column in place of the days from the cursor down: a line a row, an empty line empties its row. What
    /// is below the last row, or longer than a field, is left out and said. Nothing is taken while the order is on its way.
    pub fn paste(&mut self, text: &str) {
        if self.busy.is_some() {
            return;
        }
        self.said_nothing();
        let lines: Vec<&str> = text.trim_end_matches('\n').split('\n').collect();
        let mut cut = 0;
        for (row, line) in self.rows.iter_mut().skip(self.at).zip(&lines) {
            row.day.field.clear();
            cut += row.day.field.insert(line.trim());
        }
        let room = self.rows.len().saturating_sub(self.at);
        self.at += lines.len().clamp(1, room.max(1)) - 1;
        self.error = match (lines.len().saturating_sub(room), cut) {
            (0, 0) => None,
            (0, _) => Some("un jour collé est trop long\u{a0}: il a été coupé".to_owned()),
            (1, _) => {
                Some("1 ligne collée est en trop, sous la dernière école\u{a0}: laissée de côté".to_owned())
            }
            (left, _) => Some(format!(
                "{left} lignes collées sont en trop, sous la dernière école\u{a0}: laissées de côté"
            )),
        };
    }

    /// The day of each row; where one is not understood, its row and why.
    pub fn days(&self) -> Result<Vec<Option<NaiveDate>>, (usize, String)> {
        let days = self.rows.iter().enumerate();
        days.map(|(place, row)| row.day.given().map_err(|why| (place, why)))
            .collect()
    }

    /// Passes to another day J.
    pub fn turn_to(&mut self, today: NaiveDate) {
        self.rows.iter_mut().for_each(|row| row.day.turn_to(today));
    }

    fn said_nothing(&mut self) {
        (self.error, self.leaving) = (None, false);
    }
}
