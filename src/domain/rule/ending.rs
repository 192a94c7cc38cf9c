//! W1: a convention or a contract relied on ends soon.

use chrono::NaiveDate;

use crate::domain::date::{SchoolYear, day_fr};

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::place::Place;
use super::subject::Subject;
use super::wording::Words;

/// W1, once for each that ends within the days of the policy, or before 31 August of the school year.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for convention in subject.relied_on() {
        say(subject.at, findings, convention.last_day(), |end| {
            Cause::ConventionEnds(convention.number.clone(), end)
        });
    }
    if let Some(contract) = subject.contract {
        say(subject.at, findings, contract.period.to, |end| {
            Cause::ContractEnds(contract.reference.clone(), end)
        });
    }
}

fn say(
    at: Place<'_>,
    findings: &mut Vec<Finding>,
    end: Option<NaiveDate>,
    cause: impl Fn(NaiveDate) -> Cause,
) {
    let Some(end) = end else { return };
    let left = (end - at.day).num_days();
    let soon = left <= i64::from(at.policy.end_warning_days);
    if soon || end < SchoolYear::containing(at.day).end() {
        let urgent = left <= i64::from(at.policy.end_urgent_days);
        findings.push(Finding::new(RuleCode::W1, cause(end)).urgent_if(urgent));
    }
}

/// What W1 says.
pub(super) fn ends_soon(words: Words<'_>, cause: &Cause) -> String {
    let (what, end) = match cause {
        Cause::ConventionEnds(number, end) => (format!("La {}", words.convention_with(number)), *end),
        Cause::ContractEnds(reference, end) => (format!("Le contrat {reference}"), *end),
        _ => return "Une échéance est proche.".into(),
    };
    format!("{what} prend fin le {} ({}).", day_fr(end), left(words, end))
}

/// How long is left: `dans 17 jours`.
fn left(words: Words<'_>, end: NaiveDate) -> String {
    match (end - words.day).num_days() {
        0 => "aujourd’hui".into(),
        1 => "demain".into(),
        days => format!("dans {days} jours"),
    }
}
