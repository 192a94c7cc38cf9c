//! Days written in French.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

const DAYS: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];

const MONTHS: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
];

/// Writes a day in ten characters: `12/09/2026`.
pub fn day_fr(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// Writes a moment to the second: `12/09/2026 14:05:09`.
pub fn moment_fr(moment: NaiveDateTime) -> String {
    format!("{} {}", day_fr(moment.date()), moment.format("%H:%M:%S"))
}

/// Writes a day with its name and its month: `lun. 23 nov. 2026`, `mar. 1er sept. 2026`.
pub fn long_day_fr(day: NaiveDate) -> String {
    let name = DAYS[day.weekday().num_days_from_monday() as usize];
    let month = MONTHS[day.month0() as usize];
    let ordinal = if day.day() == 1 { "er" } else { "" };
    format!("{name} {}{ordinal} {month} {:04}", day.day(), day.year())
}

const DAYS_WHOLE: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];

const MONTHS_WHOLE: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// The name of a day's month: `octobre`.
pub fn month_fr(day: NaiveDate) -> &'static str {
    MONTHS_WHOLE[day.month0() as usize]
}

/// Writes a day without abbreviation: `lundi 12 octobre 2026`, `mardi 1er septembre 2026`.
pub fn full_day_fr(day: NaiveDate) -> String {
    let name = DAYS_WHOLE[day.weekday().num_days_from_monday() as usize];
    let month = month_fr(day);
    let ordinal = if day.day() == 1 { "er" } else { "" };
    format!("{name} {}{ordinal} {month} {:04}", day.day(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_a_day_without_abbreviation() {
        let table = [
            ("2026-10-12", "lundi 12 octobre 2026"),
            ("2026-09-01", "mardi 1er septembre 2026"),
        ];
        for (day, whole) in table {
            assert_eq!(full_day_fr(day.parse().unwrap()), whole);
        }
    }

    #[test]
    fn writes_days_both_ways() {
        let table = [
            ("2026-11-23", "23/11/2026", "lun. 23 nov. 2026"),
            ("2026-09-12", "12/09/2026", "sam. 12 sept. 2026"),
            ("2026-09-01", "01/09/2026", "mar. 1er sept. 2026"),
            ("2028-02-29", "29/02/2028", "mar. 29 févr. 2028"),
            ("2026-08-05", "05/08/2026", "mer. 5 août 2026"),
            ("2026-01-11", "11/01/2026", "dim. 11 janv. 2026"),
            ("2026-12-31", "31/12/2026", "jeu. 31 déc. 2026"),
            ("2026-05-29", "29/05/2026", "ven. 29 mai 2026"),
        ];
        for (day, short, long) in table {
            let day = day.parse().unwrap();
            assert_eq!((day_fr(day), long_day_fr(day)), (short.into(), long.into()));
        }
    }
}
