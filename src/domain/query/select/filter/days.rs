//! The days that filters look at.

use chrono::NaiveDate;

use crate::domain::query::day_index::{AssessedLine, SchoolEntry};
use crate::domain::query::language::{Day, Operator, Term, Value};
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;

/// True when a day, where there is one, stands to one of a filter's days as its operator says; where there is
/// none, when the filter asks for none.
pub(super) fn holds(term: &Term, day: Option<NaiveDate>) -> bool {
    compares(&term.values, term.operator, day)
}

fn compares(values: &[Value], operator: Operator, day: Option<NaiveDate>) -> bool {
    values.iter().any(|value| match (value, day) {
        (Value::Nothing, None) => true,
        (Value::Day(bound), Some(day)) => Day::holds(*bound, operator, day),
        _ => false,
    })
}

/// The day of the next conseil d'école of a school.
pub(super) fn next_council(source: Source<'_>, entry: &SchoolEntry) -> Option<NaiveDate> {
    let next = source.registry.next_council(entry.uai, source.day_index.day());
    next.map(|council| council.date)
}

/// The day on which a line was entered in the register.
pub(super) fn entered(source: Source<'_>, line: &AssessedLine) -> Option<NaiveDate> {
    let entry = source.registry.entries().get(&line.assessment.registered?)?;
    Some(entry.entered_on)
}

/// The day on which a school, its deployment or its register entry was last changed.
pub(super) fn line_modified(
    source: Source<'_>,
    entry: &SchoolEntry,
    line: &AssessedLine,
) -> Option<NaiveDate> {
    let deployment = line.assessment.deployment().map(RecordId::Deployment);
    let registered = line.assessment.registered.map(RecordId::Entry);
    let ids = [Some(RecordId::School(entry.uai)), deployment, registered];
    let versions = ids
        .into_iter()
        .flatten()
        .filter_map(|id| source.registry.version(&id));
    versions.max().and_then(|version| source.dates.day_of(version))
}

/// The day on which a record was last changed.
pub(super) fn modified(source: Source<'_>, id: &RecordId) -> Option<NaiveDate> {
    source.dates.day_of(source.registry.version(id)?)
}
