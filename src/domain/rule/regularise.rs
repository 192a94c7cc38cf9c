//! W0: accounts open without an entry, or an entry that no longer rests on all it needs.

use crate::domain::deployment::Stage;

use super::code::{RuleCode, Severity};
use super::finding::{Cause, Finding};
use super::subject::Subject;
use super::wording::Words;

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

/// What W0 says.
pub(super) fn to_regularise(words: Words<'_>, cause: &Cause) -> String {
    match cause {
        Cause::Lapsed(number, findings) => {
            let reasons: Vec<_> = findings.iter().map(|finding| reason(words, finding)).collect();
            format!(
                "Inscription n°\u{a0}{number} à régulariser\u{a0}: {}",
                reasons.join(" ")
            )
        }
        _ => format!(
            "Comptes ouverts (étape «\u{a0}{}\u{a0}») sans inscription active au registre.",
            words.of.stage.map_or("", Stage::label)
        ),
    }
}

/// A finding behind its code, within W0.
fn reason(words: Words<'_>, finding: &Finding) -> String {
    format!("{} {}", finding.rule.as_str(), words.finding(finding))
}
