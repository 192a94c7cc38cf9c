//! W6 and W7: what is neither absent nor known to be right: clauses, retention, security, sub-processors.

use chrono::NaiveDate;

use crate::domain::convention::Clause;
use crate::domain::date::{add_months, day_fr};
use crate::domain::provider::{Sheet, SubProcessor};

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::sheet;
use super::subject::Subject;
use super::wording::Words;

/// W6, once for the convention 28 relied on and once for the fiche.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if let Some(convention) = subject.art28.serves
        && Clause::ALL
            .into_iter()
            .any(|clause| convention.clauses.get(clause).is_none())
    {
        let cause = Cause::Convention(convention.number.clone());
        findings.push(Finding::new(RuleCode::W6, cause));
    }
    if subject.sheet.is_some_and(|sheet| lacks(sheet).next().is_some()) {
        sheet::push(subject, findings, RuleCode::W6);
    }
}

/// What a fiche lacks of art. 30(1)(f) and (g), in French.
fn lacks(sheet: &Sheet) -> impl Iterator<Item = &'static str> {
    let is_blank = |text: &String| text.trim().is_empty();
    let retention = sheet.data.iter().any(|data| is_blank(&data.retention));
    let security = sheet.security.iter().all(is_blank);
    [
        ("une durée de conservation", retention),
        ("les mesures de sécurité", security),
    ]
    .into_iter()
    .filter_map(|(part, lacking)| lacking.then_some(part))
}

/// What W6 says.
pub(super) fn not_verified(words: Words<'_>, cause: &Cause) -> String {
    if let Some(sheet) = words.sheet(cause) {
        return format!(
            "{}\u{a0}: il manque {}.",
            words.sheet_of(sheet),
            lacks(sheet).collect::<Vec<_>>().join(", ")
        );
    }
    let Some(convention) = words.cause_convention(cause) else {
        return "Des clauses de l’art. 28(3) ne sont pas vérifiées.".into();
    };
    let unverified = Clause::ALL
        .into_iter()
        .filter(|clause| convention.clauses.get(*clause).is_none());
    let letters: Vec<String> = unverified.map(|clause| clause.letter().to_string()).collect();
    format!(
        "Clauses de l’art. 28(3) non vérifiées dans la {}\u{a0}: {}.",
        words.convention_with(&convention.number),
        letters.join(", ")
    )
}

/// W7: each sub-processor's line was confirmed within the months of the policy.
pub(super) fn sub_processors(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let months = i32::try_from(subject.at.policy.sub_processor_months).unwrap_or(i32::MAX);
    let limit = add_months(subject.at.day, -months);
    if let Some(sheet) = subject.sheet
        && stale(sheet, limit).next().is_some()
    {
        let cause = Cause::Stale(sheet.id(), limit);
        findings.push(Finding::new(RuleCode::W7, cause));
    }
}

/// The sub-processors whose line was last confirmed before a day, each with its day.
fn stale(sheet: &Sheet, limit: NaiveDate) -> impl Iterator<Item = (&SubProcessor, NaiveDate)> {
    let dated = sheet
        .sub_processors
        .iter()
        .map(|one| (one, one.updated.unwrap_or(sheet.date)));
    dated.filter(move |(_, on)| *on < limit)
}

/// What W7 says.
pub(super) fn not_confirmed(words: Words<'_>, cause: &Cause) -> String {
    let found = match cause {
        Cause::Stale(id, limit) => words.registry.sheets().get(id).zip(Some(*limit)),
        _ => None,
    };
    let Some((sheet, limit)) = found else {
        return "Des sous-traitants sont à confirmer.".into();
    };
    let named: Vec<String> = stale(sheet, limit)
        .map(|(one, on)| format!("{} ({})", one.name, day_fr(on)))
        .collect();
    format!(
        "{}\u{a0}: sous-traitants à confirmer\u{a0}: {}.",
        words.sheet_of(sheet),
        named.join(", ")
    )
}
