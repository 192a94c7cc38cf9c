//! Which conventions have a reminder due, made, or never made, whose signature they wait for, and which are to be kept.

use super::super::sorted_set::SortedSet;
use crate::domain::convention::{Convention, SchoolChoice};
use crate::domain::id::Siren;
use crate::domain::query::language::{Awaiting, Purging, Reminding, Value};
use crate::domain::query::source::Source;
use crate::domain::rule::{is_for_parapheur, is_to_keep, is_to_remind};

/// True when the reminders or the signatures of a convention are where one of the values says, for a school where one is
/// given.
pub(super) fn holds(
    source: Source<'_>,
    (convention, of): (&Convention, Option<SchoolChoice<'_>>),
    values: &[Value],
) -> bool {
    let day_index = source.day_index;
    let reminders = || source.registry.reminders_of(&convention.number);
    values.iter().any(|value| match value {
        Value::Reminding(Reminding::Due) => is_to_remind(
            source.registry,
            (convention, of),
            day_index.day(),
            day_index.policy(),
        ),
        Value::Awaiting(Awaiting::By(who)) => convention
            .waits_for(of, day_index.day())
            .any(|wait| wait.by == *who),
        Value::Awaiting(Awaiting::Parapheur) => {
            is_for_parapheur((convention, of), day_index.day(), day_index.policy())
        }
        Value::Purging(Purging::Soon) => is_to_keep(source.registry, convention, day_index.day()),
        Value::Reminding(Reminding::Made) => reminders().next().is_some(),
        Value::Reminding(Reminding::Never) => reminders().next().is_none(),
        _ => false,
    })
}

/// The parties of the conventions whose reminders or signatures are where one of the values says.
pub(super) fn parties(source: Source<'_>, values: &[Value]) -> SortedSet<Siren> {
    let conventions = source.registry.conventions().iter();
    conventions
        .filter(|convention| holds(source, (convention, None), values))
        .map(|convention| convention.party.siren())
        .collect()
}
