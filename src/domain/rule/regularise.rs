//! W0: accounts open without an entry, or an entry that no longer rests on all it needs.

use super::code::{RuleCode, Severity};
use super::finding::{Cause, Finding};
use super::subject::Subject;

/// W0. Of a registered school it takes in every blocking finding: *inscrite*, it is no longer kept out but to be
/// regularised. The entry itself stays.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    match subject.entry {
        Some(entry) => {
            let lapsed: Vec<_> = findings
                .extract_if(.., |finding| finding.severity() == Severity::Blocking)
                .collect();
            if !lapsed.is_empty() {
                findings.push(Finding::new(RuleCode::W0, Cause::Lapsed(entry.number, lapsed)));
            }
        }
        None if accounts_open(subject) => findings.push(Finding::new(RuleCode::W0, Cause::Plain)),
        None => {}
    }
}

/// True for a public school whose accounts are open; of a private one it is not looked at.
fn accounts_open(subject: &Subject<'_>) -> bool {
    subject.at.is_public()
        && subject
            .deployment
            .is_some_and(|deployment| deployment.stage.accounts_open())
}
