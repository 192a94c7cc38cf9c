//! W20 and W21: a convention, or an avenant of one, has waited long for a signature, of its party or of the authority.

use chrono::{Days, NaiveDate};

use crate::domain::authority::Phrase;
use crate::domain::convention::{Amendment, Awaited, Convention, SchoolChoice, Wait};
use crate::domain::date::day_fr;
use crate::domain::registry::Registry;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::policy::Policy;
use super::subject::Subject;
use super::wording::Words;

/// W20, once for each convention that would serve the school, and each avenant of one, whose party is to be reminded.
pub(super) fn unanswered(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let at = &subject.at;
    say(subject, findings, RuleCode::W20, |convention, wait| {
        is_unanswered(wait, at.day, &at.policy) && !is_reminded(at.registry, convention, at.day, &at.policy)
    });
}

/// W21, once for each convention that would serve the school, and each avenant of one, that is for the parapheur.
pub(super) fn unsigned(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let at = &subject.at;
    say(subject, findings, RuleCode::W21, |_, wait| {
        is_left_unsigned(wait, at.day, &at.policy)
    });
}

fn say(
    subject: &Subject<'_>,
    findings: &mut Vec<Finding>,
    rule: RuleCode,
    speaks: impl Fn(&Convention, &Wait<'_>) -> bool,
) {
    let spoken_of = subject
        .waits()
        .filter(|(convention, wait)| speaks(convention, wait));
    findings.extend(spoken_of.map(|(convention, wait)| {
        let number = convention.number.clone();
        let cause = match wait.amendment {
            Some(found) => Cause::Amendment(number, found.number.clone()),
            None => Cause::Convention(number),
        };
        Finding::new(rule, cause)
    }));
}

/// True when what waits for its party was sent longer ago than the policy allows.
fn is_unanswered(wait: &Wait<'_>, day: NaiveDate, policy: &Policy) -> bool {
    let long_ago = wait
        .sent
        .is_some_and(|sent| (day - sent).num_days() > i64::from(policy.unanswered_days));
    wait.by.is_party() && long_ago
}

/// True when a relance about a convention is as recent as the policy asks.
fn is_reminded(registry: &Registry, convention: &Convention, day: NaiveDate, policy: &Policy) -> bool {
    let pause = 0..=i64::from(policy.reminder_pause_days);
    registry
        .reminders_of(&convention.number)
        .any(|reminder| pause.contains(&(day - reminder.date).num_days()))
}

/// True when the party of a convention is to be reminded of it or of an avenant, for a school where one is given: its
/// signature is missing, and the day of a promise is reached or nobody reminded it of late. No reminder falls due in holidays
/// of the zone: it does on the first day after them.
pub fn is_to_remind(
    registry: &Registry,
    (convention, of): (&Convention, Option<SchoolChoice<'_>>),
    day: NaiveDate,
    policy: &Policy,
) -> bool {
    let falls = |due: NaiveDate| policy.elections.out_of_holidays(registry, due) <= day;
    let last = registry.last_reminder(&convention.number, day);
    // A later relance, or what came of the last one, takes the place of an earlier promise.
    let promised = || last.is_some_and(|last| last.is_open() && last.next_due.is_some_and(falls));
    let waits = convention.waits_for(of, day);
    let mut waits = waits.filter(|wait| wait.by.is_party()).peekable();
    if waits.peek().is_none() {
        return false;
    }
    let rested = last.and_then(|last| after(last.date, policy.reminder_pause_days));
    let unanswered = |wait: Wait<'_>| {
        let long = wait.sent.and_then(|sent| after(sent, policy.unanswered_days));
        long.is_some_and(|long| falls(rested.map_or(long, |rested| long.max(rested))))
    };
    promised() || waits.any(unanswered)
}

/// The first day that is more than so many days after another.
fn after(day: NaiveDate, days: u32) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(u64::from(days) + 1))
}

/// True when the party signed it longer ago than the policy allows, and the authority's signature is missing.
fn is_left_unsigned(wait: &Wait<'_>, day: NaiveDate, policy: &Policy) -> bool {
    let long_ago = wait
        .signed
        .is_some_and(|signed| (day - signed).num_days() > i64::from(policy.parapheur_days));
    wait.by == Awaited::Authority && long_ago
}

/// True when a convention or an avenant of it is for the parapheur, for a school where one is given.
pub fn is_for_parapheur(
    (convention, of): (&Convention, Option<SchoolChoice<'_>>),
    day: NaiveDate,
    policy: &Policy,
) -> bool {
    let mut waits = convention.waits_for(of, day);
    waits.any(|wait| is_left_unsigned(&wait, day, policy))
}

/// The convention of a cause and its avenant, where it is of one.
fn waiting<'a>(words: Words<'a>, cause: &Cause) -> Option<(&'a Convention, Option<&'a Amendment>)> {
    match cause {
        Cause::Convention(number) => Some((words.convention(number)?, None)),
        Cause::Amendment(number, amendment) => {
            let convention = words.convention(number)?;
            Some((convention, Some(convention.amendment(amendment)?)))
        }
        _ => None,
    }
}

/// What waits, at the beginning of a sentence: `La convention 26-0001 avec Agnin`, `L’avenant 2 de la convention …`.
fn what(words: Words<'_>, convention: &Convention, amendment: Option<&Amendment>) -> String {
    let with = words.convention_with(&convention.number);
    match amendment {
        None => format!("La {with}"),
        Some(found) => format!("L’avenant {} de la {with}", found.number),
    }
}

/// What W21 says.
pub(super) fn for_parapheur(words: Words<'_>, cause: &Cause) -> String {
    let Some((convention, amendment)) = waiting(words, cause) else {
        return "Une convention est au parapheur.".into();
    };
    let signed = amendment.map_or(convention.signed_party, |found| found.signed_party);
    format!(
        "{} {} depuis le {}\u{a0}: au parapheur.",
        what(words, convention, amendment),
        Phrase::Awaits,
        signed.map_or_else(|| "?".into(), day_fr)
    )
}

/// What W20 says.
pub(super) fn to_remind(words: Words<'_>, cause: &Cause) -> String {
    let Some((convention, amendment)) = waiting(words, cause) else {
        return "Une convention est sans réponse.".into();
    };
    let standing = amendment.map_or_else(
        || words.standing(convention),
        |found| words.amendment(convention, found),
    );
    format!(
        "{} est à relancer\u{a0}: {standing}.",
        what(words, convention, amendment)
    )
}
