//! W3 and W4: the conseil d'école was told this school year, and met after the elections of parents.

use chrono::NaiveDate;

use crate::domain::date::{SchoolYear, day_fr};

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

/// W4: no conseil from the results of the elections on, though the days that it has after them are over.
pub(super) fn after_elections(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some((results, due)) = days(subject) else {
        return;
    };
    let at = subject.at;
    let mut held = at.registry.councils_of(at.school.uai);
    let met = held.any(|council| results <= council.date && council.date <= at.day);
    if due <= at.day && !met {
        findings.push(Finding::new(RuleCode::W4, Cause::Elections(results, due)));
    }
}

/// The day of the results of the elections of the school year, and that from which a conseil is missing; none where the
/// results are not known.
pub(super) fn days(subject: &Subject<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let (at, policy) = (subject.at, subject.at.policy);
    let results = policy.elections.results(SchoolYear::containing(at.day))?;
    let due = policy.elections.after(at.registry, results, policy.council_days);
    Some((results, due))
}

/// What W4 says.
pub(super) fn council_not_held(_: Words<'_>, cause: &Cause) -> String {
    let Cause::Elections(results, due) = cause else {
        return "Aucun conseil d’école n’est noté depuis les élections de parents.".into();
    };
    format!(
        "Aucun conseil d’école n’est noté depuis les élections de parents, dont les résultats sont du {}\u{a0}: il était dû \
         avant le {}.",
        day_fr(*results),
        day_fr(*due)
    )
}
