//! Days written in French.

use chrono::{Datelike, NaiveDate};

const DAYS: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];

const MONTHS: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
];

/// Writes a day in ten characters: `12/09/2026`.
pub fn day_fr(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// Writes a day with its name and its month: `lun. 23 nov. 2026`, `mar. 1er sept. 2026`.
pub fn long_day_fr(day: NaiveDate) -> String {
    let name = DAYS[day.weekday().num_days_from_monday() as usize];
    let month = MONTHS[day.month0() as usize];
    let ordinal = if day.day() == 1 { "er" } else { "" };
    format!("{name} {}{ordinal} {month} {:04}", day.day(), day.year())
}
