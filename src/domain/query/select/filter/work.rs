//! Filters on what is left to do about a school.

use super::super::condition::LineTest;
use crate::domain::date::SchoolYear;
use crate::domain::deployment::Stage;
use crate::domain::query::day_index::{AssessedLine, SchoolEntry};
use crate::domain::query::language::{FieldName, Minutes, Revisit, Value};
use crate::domain::query::review_state::review_state;
use crate::domain::query::source::Source;
use crate::domain::rule::{RuleCode, Standing};

/// The condition of such a filter, not negated.
pub(super) fn test(source: Source<'_>, field: FieldName, values: Vec<Value>) -> LineTest<'_> {
    let is = move |value: Option<Value>| value.is_some_and(|value| values.contains(&value));
    match field {
        FieldName::Controle => Box::new(move |_, line| is(review_state(source, line).map(Value::Reviewing))),
        FieldName::Controlee => Box::new(move |_, line| is(reviewed(source, line).map(Value::Flag))),
        FieldName::SeulBlocage => Box::new(move |_, line| is(line.sole_block().map(Value::Rule))),
        FieldName::ATraiter => {
            Box::new(move |entry, line| is(Some(Value::Flag(to_handle(source, entry, line)))))
        }
        FieldName::Revoir => Box::new(move |entry, _| {
            is(Some(
                revisit(source, entry).map_or(Value::Nothing, Value::Revisit),
            ))
        }),
        FieldName::Pv => Box::new(move |entry, _| is(minutes(source, entry).map(Value::Minutes))),
        FieldName::RpiDivergent => Box::new(move |_, line| is(Some(Value::Flag(line.has(RuleCode::W11))))),
        _ => Box::new(|_, _| true),
    }
}

/// Whether an active entry has a review that holds since the school year began; nothing for a line without one.
fn reviewed(source: Source<'_>, line: &AssessedLine) -> Option<bool> {
    let entry = source.registry.entries().get(&line.assessment.registered?)?;
    let day = source.day_index.day();
    let since = SchoolYear::containing(day).start();
    let review = entry.review_on(day).filter(|review| since <= review.on);
    Some(review.is_some() && !line.has(RuleCode::W18))
}

/// Where the minutes of the conseils held since the school year began are; nothing where none was held.
fn minutes(source: Source<'_>, entry: &SchoolEntry) -> Option<Minutes> {
    let day = source.day_index.day();
    let year = SchoolYear::containing(day);
    let councils = source.registry.councils_of(entry.uai);
    let mut held = councils
        .filter(|council| year.start() <= council.date && council.date < day)
        .peekable();
    held.peek()?;
    let all = held.all(|council| council.minutes_received.is_some());
    Some(if all { Minutes::Received } else { Minutes::Awaited })
}

fn revisit(source: Source<'_>, entry: &SchoolEntry) -> Option<Revisit> {
    let found = source.registry.follow_ups().get(&entry.uai)?;
    Some(if found.is_due(source.day_index.day()) {
        Revisit::Due
    } else {
        Revisit::Later
    })
}

/// True for a line that the DSDEN has work with: its day to be looked at again is reached, it is to be regularised, or
/// it has a solution and is on its way to the register. One that was put off waits for its day.
fn to_handle(source: Source<'_>, entry: &SchoolEntry, line: &AssessedLine) -> bool {
    let assessment = &line.assessment;
    let out_of_reach = line.has(RuleCode::B1) || line.has(RuleCode::B2);
    let on_its_way = !line.is_registered()
        && assessment.solution.is_some()
        && assessment.stage < Some(Stage::Suspendue)
        && !out_of_reach;
    match revisit(source, entry) {
        Some(Revisit::Due) => true,
        Some(Revisit::Later) => false,
        None => line.standing == Standing::ToRegularise || on_its_way,
    }
}
