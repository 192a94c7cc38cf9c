//! The figures of the dashboard: counts of schools, or of lines of their list, each with the filter that lists them.
//!
//! Invariant: the list of schools under a figure's filter, in the same scope, has as many schools as the figure says,
//! or as many lines where that is what it counts: stages, entries, ends.

mod calendar;
mod curve;
mod funnel;
mod reasons;
mod split;

pub use curve::Curve;
pub use reasons::Reason;
pub use split::Split;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Query;
use super::day_index::{AssessedLine, SchoolEntry};
use super::language::Problem;
use super::select::lines;
use super::source::Source;

/// A line of the schools' list.
type Of<'a> = (&'a SchoolEntry, &'a AssessedLine);

/// The figures of a scope on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The day J.
    pub day: NaiveDate,
    /// The lines of the scope.
    pub total: usize,
    pub schools: usize,
    /// The lines at each stage, those without a deployment first.
    pub funnel: Vec<FunnelStep>,
    /// What the schools of each circonscription are, those with most blocked first.
    pub circonscriptions: Vec<Split>,
    /// The same by collectivité, at most [`MOST`] of them.
    pub collectivites: Vec<Split>,
    /// How many collectivités the schools of the scope have, those not told apart included.
    pub collectivites_in_all: usize,
    /// The registrations over the school year.
    pub curve: Curve,
    /// The blocking rules that projects do not meet, those of most schools first.
    pub reasons: Vec<Reason>,
    /// What ends in the next twelve months, by week.
    pub ends: Vec<Span>,
    /// The schools by the week of their next conseil d'école.
    pub councils: Vec<Span>,
}

/// The most collectivités that are told apart.
pub const MOST: usize = 200;

/// A count of lines under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// The name, in French.
    pub label: String,
    pub count: usize,
    /// What lists them in the search bar.
    pub filter: String,
}

/// A stage of the funnel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelStep {
    /// The lines that are at it.
    pub at: Bar,
    /// Those that are at it or beyond; none of a stage outside the way to use.
    pub reached: Option<Bar>,
}

/// A count over some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// How many lines, or schools.
    pub count: usize,
    /// What lists them in the search bar.
    pub filter: String,
}

/// Counts the lines that a query keeps; `target` is the day by which the DSDEN means to have registered all.
///
/// # Errors
///
/// A [`Problem`] where the search bar of the scope names something unknown.
pub fn figures(source: Source<'_>, scope: &Query, target: Option<NaiveDate>) -> Result<Figures, Problem> {
    let lines = lines(source, scope)?;
    let text = Text(scope.text.trim());
    let day = source.day_index.day();
    let schools: Vec<&SchoolEntry> = by_school(&lines).map(|lines| lines[0].0).collect();
    let (collectivites, collectivites_in_all) = split::collectivites(source, &schools, text);
    Ok(Figures {
        day,
        total: lines.len(),
        schools: schools.len(),
        funnel: funnel::funnel(&lines, text),
        circonscriptions: split::circonscriptions(source, &schools, text),
        collectivites,
        collectivites_in_all,
        curve: curve::curve(source, &lines, text, target),
        reasons: reasons::reasons(&lines, text),
        ends: calendar::ends(day, &lines, text),
        councils: calendar::councils(source, &schools, text),
    })
}

/// The lines of each school: they follow each other in the list.
fn by_school<'l, 'a>(lines: &'l [Of<'a>]) -> impl Iterator<Item = &'l [Of<'a>]> {
    lines.chunk_by(|(one, _), (other, _)| one.uai == other.uai)
}

/// The search bar of the scope, to which each figure adds its own filter.
#[derive(Clone, Copy)]
struct Text<'a>(&'a str);

impl Text<'_> {
    fn and(self, filter: &str) -> String {
        if self.0.is_empty() {
            filter.to_owned()
        } else {
            format!("{} {filter}", self.0)
        }
    }
}

/// Weeks from a day on: the first from that day to the next Monday, the others from Monday to Monday, the last to `to`.
fn weeks(from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let mut weeks = Vec::new();
    let mut start = from;
    while start < to {
        let end = monday_after(start).min(to);
        weeks.push((start, end));
        start = end;
    }
    weeks
}

/// The first Monday after a day.
fn monday_after(day: NaiveDate) -> NaiveDate {
    use chrono::Datelike;
    let left = 7 - u64::from(day.weekday().num_days_from_monday());
    day.checked_add_days(Days::new(left)).unwrap_or(NaiveDate::MAX)
}

/// Counts days in weeks; days outside of them are not counted.
fn spans(
    weeks: Vec<(NaiveDate, NaiveDate)>,
    days: impl Iterator<Item = NaiveDate>,
    field: &str,
    text: Text<'_>,
) -> Vec<Span> {
    let mut spans: Vec<Span> = weeks
        .into_iter()
        .map(|(from, to)| Span {
            from,
            to,
            count: 0,
            filter: text.and(&format!("{field}>={from} {field}<{to}")),
        })
        .collect();
    for day in days {
        let place = spans.partition_point(|span| span.to <= day);
        if let Some(span) = spans.get_mut(place).filter(|span| span.from <= day) {
            span.count += 1;
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_start_on_mondays_after_the_first() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let found = weeks(day("2026-11-25"), day("2026-12-09"));
        let expected = [
            ("2026-11-25", "2026-11-30"),
            ("2026-11-30", "2026-12-07"),
            ("2026-12-07", "2026-12-09"),
        ];
        assert_eq!(found, expected.map(|(from, to)| (day(from), day(to))));
        assert_eq!(weeks(day("2026-11-30"), day("2026-12-07")).len(), 1);
        assert_eq!(weeks(day("2026-11-30"), day("2026-11-30")), []);
    }
}
