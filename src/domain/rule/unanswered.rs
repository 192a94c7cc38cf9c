//! W20: a convention was sent long ago, nobody has signed it, and nobody has reminded the party of late.

use crate::domain::convention::{Convention, Party, Status};

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::place::Place;
use super::serving::covering28;
use super::subject::Subject;

/// W20, once for each such convention that would serve the school.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let with_provider = subject
        .solution
        .into_iter()
        .flat_map(|solution| covering28(subject.at.registry, subject.at.school, solution));
    let with_holder = subject.at.holder.into_iter().flat_map(|holder| {
        subject
            .at
            .registry
            .conventions_with(Party::Collectivite(holder.siren))
            .filter(|convention| covers26(subject, convention))
    });
    for convention in with_provider.chain(with_holder) {
        if is_unanswered(subject.at, convention) {
            let cause = Cause::Convention(convention.number.clone());
            findings.push(Finding::new(RuleCode::W20, cause));
        }
    }
}

fn covers26(subject: &Subject<'_>, convention: &Convention) -> bool {
    convention.covers_school(subject.at.school.uai, subject.at.day)
        && subject.code.is_none_or(|code| convention.covers_solution(code))
}

/// True when nobody has signed a convention sent longer ago than the policy allows, and no relance is as recent
/// as it asks.
fn is_unanswered(at: Place<'_>, convention: &Convention) -> bool {
    let days_since = |date: chrono::NaiveDate| (at.day - date).num_days();
    let unsigned = convention.status(at.day) == Status::Sent;
    let long_ago = convention
        .sent
        .is_some_and(|sent| days_since(sent) > i64::from(at.policy.unanswered_days));
    unsigned
        && long_ago
        && !at.registry.reminders_of(&convention.number).any(|reminder| {
            (0..=i64::from(at.policy.reminder_pause_days)).contains(&days_since(reminder.date))
        })
}
