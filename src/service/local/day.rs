//! The day on which a desk answers, and the one on which it writes.

use chrono::{DateTime, NaiveDate, Utc};

use super::Local;
use crate::domain::decide::may_write;
use crate::domain::journal::instant::is_set;
use crate::domain::refusal::Refusal;
use crate::system::wall;

/// The day J of a desk.
#[derive(Debug, Clone, Copy)]
pub(super) enum Day {
    /// The calendar's, and it moves with it.
    Calendar,
    /// One day, whatever the calendar's is.
    Fixed(NaiveDate),
}

impl Day {
    /// J where the calendar is on a day.
    pub(super) fn on(self, calendar: NaiveDate) -> NaiveDate {
        match self {
            Self::Calendar => calendar,
            Self::Fixed(day) => day,
        }
    }
}

impl Local {
    /// The day that is set for the present one, whatever the calendar's is: J on a base that is marked *essai*, and on no
    /// other.
    pub(super) fn set_day(&self) -> Option<NaiveDate> {
        match self.day {
            Day::Fixed(day) if self.is_trial() => Some(day),
            _ => None,
        }
    }

    /// The present day at a moment.
    pub(super) fn present(&self, now: DateTime<Utc>) -> NaiveDate {
        self.set_day().unwrap_or_else(|| wall::day(now))
    }

    /// The day J on which it answers: the one that is looked at, else its own, which stays where the clock is not set.
    pub fn today(&self) -> NaiveDate {
        if let Some(day) = self.looked_at {
            return day;
        }
        let now = self.clocks.now();
        if is_set(now) {
            self.day.on(self.present(now))
        } else {
            self.shown.borrow().day_index.day()
        }
    }

    /// The present day, on which alone it writes.
    pub fn present_day(&self) -> NaiveDate {
        self.present(self.clocks.now())
    }

    /// Refuses where J is another day than the present one, as every order is.
    ///
    /// # Errors
    ///
    /// [`Refusal::Looking`].
    pub fn may_write(&self) -> Result<(), Refusal> {
        let today = self.present_day();
        may_write(self.looked_at.unwrap_or_else(|| self.day.on(today)), today)
    }
}
