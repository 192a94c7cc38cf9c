//! W1: a convention or a contract relied on ends soon.

use chrono::NaiveDate;

use crate::domain::date::SchoolYear;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::place::Place;
use super::subject::Subject;

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
