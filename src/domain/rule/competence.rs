//! B4 and W8: who holds the school competence, and whether it was transferred since the signature.

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::subject::Subject;

/// B4: a collectivité holds the competence on the day.
pub(super) fn holder(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.at.holder.is_none() {
        findings.push(Finding::new(RuleCode::B4, Cause::Plain));
    }
}

/// W8: the convention 26 relied on is the predecessor's; it continues, and an avenant is due.
pub(super) fn transferred(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (Some(convention), Some(holder)) = (subject.art26.serves, subject.at.holder) else {
        return;
    };
    let party = convention.party.siren();
    if let Some(since) = holder.since.filter(|_| party != holder.siren) {
        let cause = Cause::Transfer(convention.number.clone(), party, since);
        findings.push(Finding::new(RuleCode::W8, cause));
    }
}
