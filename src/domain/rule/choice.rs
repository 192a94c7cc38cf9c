//! B2, B3 and B11: whose choice it is, whether it is made, and whether another one is in the register.

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::subject::Subject;

/// B2: the chef d'établissement of a private school is the controller.
pub(super) fn private(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !subject.at.is_public() {
        findings.push(Finding::new(RuleCode::B2, Cause::Plain));
    }
}

/// B3: a solution is chosen.
pub(super) fn solution(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.code.is_none() {
        findings.push(Finding::new(RuleCode::B3, Cause::Plain));
    }
}

/// B11: no active entry for the school and the category with another solution.
pub(super) fn other_entry(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (Some(deployment), Some(code)) = (subject.deployment, subject.code) else {
        return;
    };
    let other =
        subject.at.registry.entries_of(deployment.school).find(|entry| {
            entry.is_active() && entry.category == deployment.category && entry.solution != *code
        });
    if let Some(entry) = other {
        findings.push(Finding::new(RuleCode::B11, Cause::Entry(entry.number)));
    }
}
