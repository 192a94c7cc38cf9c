//! W20 and W21: a convention has waited long for a signature, of its party or of the authority.

use chrono::NaiveDate;

use crate::domain::authority::AWAITS_AUTHORITY;
use crate::domain::convention::{Awaited, Convention};
use crate::domain::date::day_fr;
use crate::domain::registry::Registry;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::policy::Policy;
use super::subject::Subject;
use super::wording::Words;

/// W20, once for each convention that would serve the school and whose party is to be reminded.
pub(super) fn unanswered(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    say(subject, findings, RuleCode::W20, |convention| {
        is_unanswered(
            subject.at.registry,
            convention,
            subject.at.day,
            &subject.at.policy,
        )
    });
}

/// W21, once for each convention that would serve the school and is for the parapheur.
pub(super) fn unsigned(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    say(subject, findings, RuleCode::W21, |convention| {
        is_for_parapheur(convention, subject.at.day, &subject.at.policy)
    });
}

fn say(
    subject: &Subject<'_>,
    findings: &mut Vec<Finding>,
    rule: RuleCode,
    speaks: impl Fn(&Convention) -> bool,
) {
    let spoken_of = subject.covering().filter(|one| speaks(one));
    findings.extend(spoken_of.map(|one| Finding::new(rule, Cause::Convention(one.number.clone()))));
}

/// True when a convention was sent longer ago than the policy allows, its party's signature is missing, and no relance
/// is as recent as it asks.
fn is_unanswered(registry: &Registry, convention: &Convention, day: NaiveDate, policy: &Policy) -> bool {
    let days_since = |date: NaiveDate| (day - date).num_days();
    let waits = convention.awaits(day).is_some_and(Awaited::is_party);
    let long_ago = convention
        .sent
        .is_some_and(|sent| days_since(sent) > i64::from(policy.unanswered_days));
    let pause = 0..=i64::from(policy.reminder_pause_days);
    waits
        && long_ago
        && !registry
            .reminders_of(&convention.number)
            .any(|reminder| pause.contains(&days_since(reminder.date)))
}

/// True when the party of a convention is to be reminded: its signature is missing, and the day of a promise is reached
/// or nobody reminded it of late.
pub fn is_to_remind(registry: &Registry, convention: &Convention, day: NaiveDate, policy: &Policy) -> bool {
    // A later relance, or what came of the last one, takes the place of an earlier promise.
    let promised = registry
        .last_reminder(&convention.number)
        .is_some_and(|last| last.is_open() && last.next_due.is_some_and(|due| due <= day));
    let waits = convention.awaits(day).is_some_and(Awaited::is_party);
    (waits && promised) || is_unanswered(registry, convention, day, policy)
}

/// True when the party of a convention signed it longer ago than the policy allows, and the authority's signature is
/// missing.
pub fn is_for_parapheur(convention: &Convention, day: NaiveDate, policy: &Policy) -> bool {
    let long_ago = convention
        .signed_party
        .is_some_and(|signed| (day - signed).num_days() > i64::from(policy.parapheur_days));
    convention.awaits(day) == Some(Awaited::Authority) && long_ago
}

/// What W21 says.
pub(super) fn for_parapheur(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Convention(number) = cause else {
        return "Une convention est au parapheur.".into();
    };
    let signed = words.convention(number).and_then(|found| found.signed_party);
    format!(
        "La {} {AWAITS_AUTHORITY} depuis le {}\u{a0}: au parapheur.",
        words.convention_with(number),
        signed.map_or_else(|| "?".into(), day_fr)
    )
}

/// What W20 says.
pub(super) fn to_remind(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Convention(number) = cause else {
        return "Une convention est sans réponse.".into();
    };
    let standing = words
        .convention(number)
        .map_or_else(|| "sans réponse".into(), |convention| words.standing(convention));
    format!(
        "La {} est à relancer\u{a0}: {standing}.",
        words.convention_with(number)
    )
}
