//! C1 to C4: what keeps accounts closed.

use crate::domain::deployment::FamilyNotice;
use crate::domain::provider::{Sheet, SheetId};
use crate::domain::registry::Registry;

use super::code::{RuleCode, Severity};
use super::finding::{Cause, Finding};
use super::serving;
use super::sheet;
use super::subject::Subject;

/// C1: registered, and still eligible.
pub(super) fn registered(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let failing: Vec<_> = findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Blocking)
        .map(|finding| finding.rule)
        .collect();
    let cause = match subject.entry {
        None => Cause::Plain,
        Some(entry) if !failing.is_empty() => Cause::Lost(entry.number, failing),
        Some(_) => return,
    };
    findings.push(Finding::new(RuleCode::C1, cause));
}

/// C2: a contract of the holder for the solution is in force and covers the school.
pub(super) fn contract(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.contract.is_some() {
        return;
    }
    let nearest = subject.at.holder.zip(subject.code).and_then(|(holder, code)| {
        serving::contracts(subject.at.registry, subject.at.school, &holder, code)
            .max_by_key(|contract| contract.period.to)
    });
    let cause = nearest.map_or(Cause::Plain, |contract| {
        Cause::Contract(contract.reference.clone())
    });
    findings.push(Finding::new(RuleCode::C2, cause));
}

/// C3: families were told, of the latest fiche.
pub(super) fn families(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let notice = subject
        .deployment
        .and_then(|deployment| deployment.family_notice.as_ref())
        .filter(|notice| notice.date <= subject.at.day);
    match (notice, subject.sheet) {
        (None, _) => findings.push(Finding::new(RuleCode::C3, Cause::Plain)),
        (Some(notice), Some(sheet)) if is_older(subject.at.registry, notice, sheet) => {
            sheet::push(subject, findings, RuleCode::C3);
        }
        (Some(_), _) => {}
    }
}

/// True when a notice was drawn from an earlier version than the fiche. One that names no version, or a version
/// that no record describes, is judged by its date.
fn is_older(registry: &Registry, notice: &FamilyNotice, sheet: &Sheet) -> bool {
    let told = notice.version.as_ref().and_then(|version| {
        registry.sheets().get(&SheetId {
            solution: sheet.solution.clone(),
            version: version.clone(),
        })
    });
    match told {
        Some(told) => (told.date, &told.version) < (sheet.date, &sheet.version),
        None => notice.date < sheet.date,
    }
}

/// C4: the impact assessment is done, where the fiche says that it is due.
pub(super) fn impact(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let missing = subject
        .sheet
        .is_some_and(|sheet| sheet.aipd.due && sheet.aipd.done.is_none_or(|done| done > subject.at.day));
    if missing {
        sheet::push(subject, findings, RuleCode::C4);
    }
}
