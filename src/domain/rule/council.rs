//! W3: the conseil d'école was told this school year.

use crate::domain::date::SchoolYear;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::subject::Subject;
use super::wording::Words;

/// W3; urgent once families have accounts.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let start = SchoolYear::containing(subject.at.day).start();
    let told = subject
        .at
        .registry
        .councils_of(subject.at.school.uai)
        .any(|council| council.families_informed && start <= council.date && council.date <= subject.at.day);
    if !told {
        let urgent = subject
            .deployment
            .is_some_and(|deployment| deployment.stage.family_accounts_open());
        findings.push(Finding::new(RuleCode::W3, Cause::Plain).urgent_if(urgent));
    }
}

/// What W3 says.
pub(super) fn council_not_told(words: Words<'_>, _: &Cause) -> String {
    let year = SchoolYear::containing(words.day);
    format!("Aucune information en conseil d’école pour l’année scolaire {year}.")
}
