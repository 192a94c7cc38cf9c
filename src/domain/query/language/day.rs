//! Days in a filter: a date, or a time from the day J.

use chrono::{Days, NaiveDate};

use super::lexer::Operator;
use crate::domain::date::{add_months, parse_day_typed};

/// A day to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    Date(NaiveDate),
    /// A day that far ahead of J: `echeance<90j` is between J and then.
    Until {
        /// The day J.
        from: NaiveDate,
        /// The day that far ahead.
        to: NaiveDate,
    },
    /// A day that far before J: `modifie<7j` is between then and J.
    Since {
        /// The day that far before.
        from: NaiveDate,
        /// The day J.
        to: NaiveDate,
    },
}

impl Day {
    /// True when a day stands to this one as the operator says.
    pub fn holds(self, operator: Operator, day: NaiveDate) -> bool {
        match self {
            Self::Date(date) => operator.holds(&day, &date),
            Self::Until { from, to } => from <= day && operator.holds(&day, &to),
            Self::Since { from, to } => day <= to && operator.flipped().holds(&day, &from),
        }
    }
}

/// Reads `90j`, `90`, `2s` (weeks), `3m`, or a day as the operator types one.
pub(super) fn read(text: &str, today: NaiveDate, past: bool) -> Option<Day> {
    let text = text.trim().to_lowercase();
    if let Some(distance) = distance(&text) {
        return Some(if past {
            Day::Since {
                from: distance.before(today)?,
                to: today,
            }
        } else {
            Day::Until {
                from: today,
                to: distance.after(today)?,
            }
        });
    }
    parse_day_typed(&text, today).ok().map(Day::Date)
}

/// A time.
#[derive(Clone, Copy)]
enum Distance {
    Days(u64),
    Months(i32),
}

impl Distance {
    fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => day.checked_add_days(Days::new(days)),
            Self::Months(months) => Some(add_months(day, months)),
        }
    }

    fn before(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => day.checked_sub_days(Days::new(days)),
            Self::Months(months) => Some(add_months(day, -months)),
        }
    }
}

fn distance(text: &str) -> Option<Distance> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u32 = digits.parse().ok()?;
    match &text[digits.len()..] {
        "" | "j" | "jour" | "jours" => Some(Distance::Days(number.into())),
        "s" | "semaine" | "semaines" => Some(Distance::Days(u64::from(number) * 7)),
        "m" | "mois" => i32::try_from(number).ok().map(Distance::Months),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_ahead_is_between_the_day_and_then() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let table = [
            ("15j", Operator::Less, "2026-11-22", false),
            ("15j", Operator::Less, "2026-11-23", true),
            ("15j", Operator::Less, "2026-12-07", true),
            ("15j", Operator::Less, "2026-12-08", false),
            ("15j", Operator::AtMost, "2026-12-08", true),
            ("15", Operator::More, "2026-12-09", true),
            ("2s", Operator::Less, "2026-12-06", true),
            ("3m", Operator::AtMost, "2027-02-23", true),
            ("2026-12-01", Operator::Less, "2020-01-01", true),
        ];
        for (text, operator, day, expected) in table {
            let read = read(text, today, false).unwrap();
            assert_eq!(
                read.holds(operator, day.parse().unwrap()),
                expected,
                "{text} {day}"
            );
        }
    }

    #[test]
    fn a_time_since_is_between_then_and_the_day() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let table = [
            ("7j", Operator::Less, "2026-11-23", true),
            ("7j", Operator::Less, "2026-11-17", true),
            ("7j", Operator::Less, "2026-11-16", false),
            ("7j", Operator::AtMost, "2026-11-16", true),
            ("7j", Operator::More, "2026-11-15", true),
            ("1/9/2026", Operator::More, "2026-09-02", true),
            ("hier", Operator::Has, "2026-11-22", true),
        ];
        for (text, operator, day, expected) in table {
            let read = read(text, today, true).unwrap();
            assert_eq!(
                read.holds(operator, day.parse().unwrap()),
                expected,
                "{text} {day}"
            );
        }
        for text in ["", "j", "99999j", "12x", "é", "-3"] {
            assert_eq!(read(text, today, true), None, "{text}");
        }
    }
}
