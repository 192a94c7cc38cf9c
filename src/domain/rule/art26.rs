//! B7 and B8: the convention 26 with the collectivité that holds the competence.

use crate::domain::convention::{Convention, Party};

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::near_miss;
use super::subject::Subject;

/// B7: one is in force with the holder, or with its predecessor where both signed before the transfer.
pub(super) fn in_force(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (Some(holder), None) = (subject.at.holder, subject.art26.in_force) else {
        return;
    };
    let cause = near_miss::nearest26(subject.at, &holder, subject.code).map_or(
        Cause::NoConvention(Party::Collectivite(holder.siren)),
        near_miss::Miss::cause,
    );
    findings.push(Finding::new(RuleCode::B7, cause));
}

/// B8: of those in force, one covers the school and the solution.
pub(super) fn coverage(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if let (Some(convention), None) = (subject.art26.in_force, subject.art26.serves) {
        let number = convention.number.clone();
        let cause = match covered_last(subject, convention) {
            Some(last) => Cause::LastAndNext(last.number.clone(), number),
            None => Cause::Convention(number),
        };
        findings.push(Finding::new(RuleCode::B8, cause));
    }
}

/// The convention that is over and covered the school after the one in force did.
fn covered_last<'a>(subject: &Subject<'a>, in_force: &Convention) -> Option<&'a Convention> {
    let at = subject.at;
    let (last, convention) = near_miss::covered_last(at, &at.holder?, subject.code?)?;
    let named = in_force.named_last(at.school.uai, at.day);
    (named < Some(last)).then_some(convention)
}
