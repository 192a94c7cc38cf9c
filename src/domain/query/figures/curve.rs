//! The registrations over the school year, and the pace that is needed.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Bar, Of, Span, Text, spans, weeks};
use crate::domain::date::SchoolYear;
use crate::domain::deployment::Stage;
use crate::domain::query::day_index::AssessedLine;
use crate::domain::query::source::Source;
use crate::domain::rule::RuleCode;

/// The days over which the present pace is taken.
const RECENT_DAYS: u64 = 28;

/// The lines whose entry is active, by the week in which they were entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Curve {
    /// Those entered before the school year.
    pub before: Bar,
    /// Those entered in each week of the school year, up to the day J.
    pub weeks: Vec<Span>,
    /// Those that are left: with a solution, on their way to the register, of an open public school.
    pub left: Bar,
    /// How many were entered in the last four weeks, the day J included.
    pub recent: usize,
    /// The day by which all are to be registered, where the DSDEN has set one.
    pub target: Option<NaiveDate>,
    /// How many a week it takes from J on to be done by then; none without a target, or once it is past.
    pub needed: Option<usize>,
}

pub(super) fn curve(
    source: Source<'_>,
    lines: &[Of<'_>],
    text: Text<'_>,
    target: Option<NaiveDate>,
) -> Curve {
    let day = source.day_index.day();
    let start = SchoolYear::containing(day).start();
    let after = day.succ_opt().unwrap_or(day);
    let entries = source.registry.entries();
    let entered: Vec<NaiveDate> = lines
        .iter()
        .filter_map(|(_, line)| entries.get(&line.assessment.registered?))
        .map(|entry| entry.entered_on)
        .collect();
    let left = left(lines, text);
    let since = day.checked_sub_days(Days::new(RECENT_DAYS)).unwrap_or(day);
    Curve {
        before: Bar {
            label: "avant cette année scolaire".to_owned(),
            count: entered.iter().filter(|on| **on < start).count(),
            filter: text.and(&format!("inscrite_le<{start}")),
        },
        recent: entered.iter().filter(|on| since < **on && **on <= day).count(),
        needed: needed(left.count, day, target),
        weeks: spans(weeks(start, after), entered.into_iter(), "inscrite_le", text),
        left,
        target,
    }
}

fn left(lines: &[Of<'_>], text: Text<'_>) -> Bar {
    let gone = [Stage::Suspendue, Stage::Sortie, Stage::DonneesSupprimees];
    let codes: Vec<&str> = gone.iter().map(|stage| stage.code()).collect();
    let is_left = |line: &AssessedLine| {
        !line.is_registered()
            && line.assessment.solution.is_some()
            && !line.has(RuleCode::B1)
            && !line.has(RuleCode::B2)
            && !line.assessment.stage.is_some_and(|stage| gone.contains(&stage))
    };
    let filter = format!(
        "inscrite:non -solution:aucune -regle:B1,B2 -etape:{}",
        codes.join(",")
    );
    Bar {
        label: "restent à inscrire".to_owned(),
        count: lines.iter().filter(|(_, line)| is_left(line)).count(),
        filter: text.and(&filter),
    }
}

/// What is left over the weeks that remain, both ends included, begun ones counted whole and results rounded up.
fn needed(left: usize, day: NaiveDate, target: Option<NaiveDate>) -> Option<usize> {
    let days = (target? - day).num_days();
    let days = usize::try_from(days).ok()? + 1;
    Some(left.div_ceil(days.div_ceil(7)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_needed_is_by_begun_weeks() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-23");
        for (target, left, expected) in [
            ("2026-11-23", 10, Some(10)),
            ("2026-11-29", 10, Some(10)),
            ("2026-11-30", 10, Some(5)),
            ("2026-12-13", 10, Some(4)),
            ("2026-12-13", 0, Some(0)),
            ("2026-11-22", 10, None),
        ] {
            assert_eq!(needed(left, today, Some(day(target))), expected, "{target}");
        }
        assert_eq!(needed(10, today, None), None);
    }
}
