//! The three terms of a school year.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::period::Period;
use super::school_year::SchoolYear;

/// A term of a school year; a conseil d'école is due in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// 1 September to 31 December.
    First,
    /// 1 January to 31 March.
    Second,
    /// 1 April to 31 August.
    Third,
}

impl Term {
    /// The terms of a school year, in their order.
    pub const ALL: [Self; 3] = [Self::First, Self::Second, Self::Third];

    /// Returns the term that `day` is in.
    pub fn containing(day: NaiveDate) -> Self {
        match day.month() {
            1..=3 => Self::Second,
            4..=8 => Self::Third,
            _ => Self::First,
        }
    }

    /// Returns its days in a school year.
    pub fn period(self, year: SchoolYear) -> Period {
        let (autumn, spring) = (year.start().year(), year.end().year());
        let (from, to) = match self {
            Self::First => ((autumn, 9, 1), (autumn, 12, 31)),
            Self::Second => ((spring, 1, 1), (spring, 3, 31)),
            Self::Third => ((spring, 4, 1), (spring, 8, 31)),
        };
        let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day);
        Period {
            from: day(from),
            to: day(to),
        }
    }

    /// Returns its French name.
    pub fn label(self) -> &'static str {
        match self {
            Self::First => "1er trimestre",
            Self::Second => "2e trimestre",
            Self::Third => "3e trimestre",
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}
