//! B5 and B6: the convention 28 with the prestataire.

use crate::domain::convention::Party;
use crate::domain::id::SolutionCode;
use crate::domain::provider::Solution;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::near_miss;
use super::subject::Subject;

/// B5: one is in force that covers the solution and the département.
pub(super) fn in_force(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if let (Some(code), None) = (subject.code, subject.art28.in_force) {
        findings.push(Finding::new(RuleCode::B5, missing(subject, code)));
    }
}

fn missing(subject: &Subject<'_>, code: &SolutionCode) -> Cause {
    match subject.solution {
        Some(solution) => nearest(subject, solution),
        None => Cause::UnknownSolution(code.clone()),
    }
}

fn nearest(subject: &Subject<'_>, solution: &Solution) -> Cause {
    near_miss::nearest28(subject.at, solution).map_or(
        Cause::NoConvention(Party::Provider(solution.provider)),
        near_miss::Miss::cause,
    )
}

/// B6: of those in force, one has no clause marked absent.
pub(super) fn clauses(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if let (Some(convention), None) = (subject.art28.in_force, subject.art28.serves) {
        let absent = convention.clauses.absent().collect();
        let cause = Cause::Clauses(convention.number.clone(), absent);
        findings.push(Finding::new(RuleCode::B6, cause));
    }
}
