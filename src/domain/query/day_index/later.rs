//! The days from which a change counts, where they are its own.

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::convention::Convention;
use crate::domain::record::Record;

/// The days that a change sets, from which schools are another thing: a termination, an annexe line in or out, a competence
/// that begins or ends, a code that stands for another commune, a collectivité that begins or ends, a school that closes.
pub(super) fn days(change: &Change) -> Vec<NaiveDate> {
    let held = change.before.as_ref().map(of).unwrap_or_default();
    let mut set = change.after.as_ref().map(of).unwrap_or_default();
    set.retain(|day| !held.contains(day));
    set
}

fn of(record: &Record) -> Vec<NaiveDate> {
    match record {
        Record::Convention(convention) => terms(convention),
        Record::Competence(competence) => bounds(competence.period.from, competence.period.to),
        Record::School(school) => school.closed.into_iter().collect(),
        Record::Collectivite(found) => bounds(found.open.from, found.open.to),
        Record::Locality(found) => found.from.into_iter().collect(),
        Record::Provider(_)
        | Record::Solution(_)
        | Record::Sheet(_)
        | Record::Contract(_)
        | Record::Deployment(_)
        | Record::Council(_)
        | Record::Entry(_)
        | Record::Reminder(_)
        | Record::Note(_)
        | Record::FollowUp(_)
        | Record::Vacances(_)
        | Record::View(_)
        | Record::Document(_)
        | Record::FormerKey(_) => Vec::new(),
    }
}

fn terms(convention: &Convention) -> Vec<NaiveDate> {
    let lines = convention.annexe.lines().iter();
    let lines = lines.flat_map(|line| bounds(line.period.from, line.period.to));
    let stopped = [convention.terminated, convention.refused, convention.dropped];
    stopped.into_iter().flatten().chain(lines).collect()
}

/// The first day of a period, and the first after it.
fn bounds(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Vec<NaiveDate> {
    let after = to.and_then(|last| last.succ_opt());
    from.into_iter().chain(after).collect()
}
