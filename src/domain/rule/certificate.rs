//! W12: a use was left months ago, and no certificate says that its data were deleted.

use chrono::NaiveDate;

use crate::domain::date::{add_months, day_fr};
use crate::domain::deployment::Deployment;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::policy::Policy;
use super::subject::Subject;
use super::wording::Words;

/// W12, once for each use that was left: the line of a school tells of all its uses of the category.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let due = left(subject).filter_map(|used| Some((used.id(), due_since(subject, used)?)));
    findings.extend(due.map(|(id, exit)| Finding::new(RuleCode::W12, Cause::Uncertified(id, exit))));
}

/// The uses left by the day that are told of with this one: all of the category with the use that counts, else it alone.
pub(super) fn left<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a Deployment> {
    let (registry, day) = (subject.at.registry, subject.at.day);
    let told = subject.deployment.into_iter().flat_map(move |of| {
        let all = registry.is_present(of);
        registry
            .uses_of(of.school, of.category)
            .filter(move |used| all || used.rank == of.rank)
    });
    told.filter(move |used| used.is_left_on(day))
}

/// The day of the exit of a use whose certificate is overdue; of one whose exit has no day, the last that is known.
fn due_since(subject: &Subject<'_>, used: &Deployment) -> Option<NaiveDate> {
    let day = subject.at.day;
    overdue_from(used, day, &subject.at.policy).filter(|first| *first <= day)?;
    used.last_day()
}

/// The first day on which the certificate of a use is overdue; none where it is not awaited, or is there on a day.
pub fn overdue_from(used: &Deployment, day: NaiveDate, policy: &Policy) -> Option<NaiveDate> {
    let exit = used.last_day().filter(|_| used.had_accounts())?;
    let months = i32::try_from(policy.certificate_months).unwrap_or(i32::MAX);
    let deleted = used.deletion_certificate.is_some_and(|on| on <= day);
    add_months(exit, months).succ_opt().filter(|_| !deleted)
}

/// What W12 says.
pub(super) fn not_certified(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Uncertified(id, exit) = cause else {
        return "L’attestation de suppression des données n’est pas notée.".into();
    };
    let used = words.registry.deployments().get(id);
    let solution = used.and_then(|used| used.solution.as_ref());
    let name = solution.map_or_else(|| "une solution".into(), |code| words.solution_name(code));
    format!(
        "{name} a été quittée le {}, et l’attestation de suppression des données n’est pas notée.",
        day_fr(*exit)
    )
}
