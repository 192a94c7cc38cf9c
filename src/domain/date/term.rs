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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_is_in_one_term() {
        let table = [
            ("2026-08-31", "3e trimestre"),
            ("2026-09-01", "1er trimestre"),
            ("2026-12-31", "1er trimestre"),
            ("2027-01-01", "2e trimestre"),
            ("2027-03-31", "2e trimestre"),
            ("2027-04-01", "3e trimestre"),
            ("2027-08-31", "3e trimestre"),
        ];
        for (day, label) in table {
            assert_eq!(Term::containing(day.parse().unwrap()).to_string(), label, "{day}");
        }
    }

    #[test]
    fn the_periods_of_the_terms_share_out_the_school_year() {
        let year = SchoolYear::containing("2027-02-01".parse().unwrap());
        for day in year.start().iter_days().take_while(|day| *day <= year.end()) {
            let holders = Term::ALL
                .into_iter()
                .filter(|term| term.period(year).contains(day));
            assert_eq!(holders.collect::<Vec<_>>(), [Term::containing(day)], "{day}");
        }
        for term in Term::ALL {
            let period = term.period(year);
            assert!(
                period.from.unwrap() >= year.start() && period.to.unwrap() <= year.end(),
                "{term}"
            );
        }
    }
}
