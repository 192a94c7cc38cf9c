//! What is to come, by week.

use chrono::{Days, NaiveDate};

use super::{Of, Span, Text, spans, weeks};
use crate::domain::date::add_months;
use crate::domain::query::day_index::SchoolEntry;
use crate::domain::query::source::Source;

/// How far ahead conseils d'école are shown, in days.
const COUNCIL_DAYS: u64 = 56;

/// The earliest end of what each line relies on, over the next twelve months.
pub(super) fn ends(day: NaiveDate, lines: &[Of<'_>], text: Text<'_>) -> Vec<Span> {
    let ends = lines.iter().filter_map(|(_, line)| line.assessment.end);
    spans(weeks(day, add_months(day, 12)), ends, "echeance", text)
}

/// The next conseil d'école of each school.
pub(super) fn councils(source: Source<'_>, schools: &[&SchoolEntry], text: Text<'_>) -> Vec<Span> {
    let day = source.day_index.day();
    let until = day.checked_add_days(Days::new(COUNCIL_DAYS)).unwrap_or(day);
    let next = schools
        .iter()
        .filter_map(|entry| source.registry.next_council(entry.uai, day));
    spans(
        weeks(day, until),
        next.map(|council| council.date),
        "conseil",
        text,
    )
}
