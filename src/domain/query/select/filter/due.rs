//! Which conventions have a reminder due, made, or never made.

use chrono::{Days, NaiveDate};

use super::super::few::Few;
use crate::domain::convention::{Convention, Status};
use crate::domain::id::Siren;
use crate::domain::query::language::{Reminding, Value};
use crate::domain::query::source::Source;

/// True when the reminders of a convention are where one of the values says.
pub(super) fn holds(source: Source<'_>, convention: &Convention, values: &[Value]) -> bool {
    let reminders = || source.registry.reminders_of(&convention.number);
    values.iter().any(|value| match value {
        Value::Reminding(Reminding::Due) => is_due(source, convention),
        Value::Reminding(Reminding::Made) => reminders().next().is_some(),
        Value::Reminding(Reminding::Never) => reminders().next().is_none(),
        _ => false,
    })
}

/// The parties of the conventions whose reminders are where one of the values says.
pub(super) fn parties(source: Source<'_>, values: &[Value]) -> Few<Siren> {
    let conventions = source.registry.conventions().iter();
    conventions
        .filter(|convention| holds(source, convention, values))
        .map(|convention| convention.party.siren())
        .collect()
}

/// True when a promised day is reached, or when the convention was sent long ago, is not signed by both, and
/// nobody was reminded lately (the thresholds of W20).
fn is_due(source: Source<'_>, convention: &Convention) -> bool {
    let day = source.board.day();
    let policy = source.board.policy();
    let reminders = || source.registry.reminders_of(&convention.number);
    let unsigned = matches!(convention.status(day), Status::Sent | Status::PartlySigned);
    // A later relance, or what came of the last one, takes the place of an earlier promise.
    let promised = source
        .registry
        .last_reminder(&convention.number)
        .is_some_and(|last| last.is_open() && last.next_due.is_some_and(|due| due <= day));
    let long_ago = convention
        .sent
        .is_some_and(|sent| sent < before(day, policy.unanswered_days));
    let lately = reminders().any(|reminder| reminder.date >= before(day, policy.reminder_pause_days));
    unsigned && (promised || (long_ago && !lately))
}

fn before(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(days.into()))
        .unwrap_or(NaiveDate::MIN)
}
