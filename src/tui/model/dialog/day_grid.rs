//! A day for each of several schools, typed down a column.

use chrono::NaiveDate;

use super::DayField;
use crate::tui::effect::Slot;
use crate::tui::model::{Fact, Target};

/// A school and its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRow {
    pub target: Target,
    /// Its day, which may be left out.
    pub day: DayField,
}

/// The dialog: a row a school, the cursor in the day of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayGrid {
    /// How many lines were marked, in French.
    pub about: String,
    /// How many of them the list does not show.
    pub hidden: usize,
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
    /// A dialog without days, of each record once.
    pub fn new((about, hidden): (String, usize), targets: &[Target], fact: Fact, today: NaiveDate) -> Self {
        let row = |target: &Target| DayRow {
            target: target.clone(),
            day: DayField::optional("", None, today),
        };
        Self {
            rows: targets.iter().map(row).collect(),
            about,
            hidden,
            fact,
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

    /// Takes a pasted column in: a line a row, from the cursor down; what does not fit in a row is counted.
    pub fn paste(&mut self, text: &str) -> usize {
        let lines: Vec<&str> = text.trim_end_matches(['\r', '\n']).lines().collect();
        let mut left = 0;
        for (place, line) in lines.iter().enumerate() {
            left += self.day().map_or(0, |day| day.field.insert(line.trim()));
            if place + 1 < lines.len() {
                self.step(1);
            }
        }
        left
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
