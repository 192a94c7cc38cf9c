//! C1 to C4: what keeps accounts closed.

use crate::domain::date::day_fr;
use crate::domain::deployment::FamilyNotice;

use super::code::{RuleCode, Severity};
use super::finding::{Cause, Finding};
use super::subject::Subject;
use super::wording::{Words, with_article};
use super::{notice, serving, sheet};

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
        serving::contracts(
            subject.at.registry,
            subject.at.school,
            subject.at.day,
            &holder,
            code,
        )
        .max_by_key(|contract| contract.period.to)
    });
    let cause = nearest.map_or(Cause::Plain, |contract| {
        Cause::Contract(contract.reference.clone())
    });
    findings.push(Finding::new(RuleCode::C2, cause));
}

/// C3: families were told, of the latest fiche.
pub(super) fn families(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    match (given(subject), subject.sheet) {
        (None, _) => findings.push(Finding::new(RuleCode::C3, Cause::Plain)),
        (Some(_), Some(_)) if notice::gap(subject).is_some() => {
            sheet::push(subject, findings, RuleCode::C3);
        }
        (Some(_), _) => {}
    }
}

fn given<'a>(subject: &Subject<'a>) -> Option<&'a FamilyNotice> {
    let notice = subject.deployment?.family_notice.as_ref();
    notice.filter(|notice| notice.date <= subject.at.day)
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

/// What C1 says.
pub(super) fn not_registered(_: Words<'_>, cause: &Cause) -> String {
    let Cause::Lost(number, rules) = cause else {
        return "L’école n’est pas inscrite au registre.".into();
    };
    let codes: Vec<_> = rules.iter().map(|rule| rule.as_str()).collect();
    format!(
        "L’école est inscrite (n°\u{a0}{number}), mais n’est plus inscriptible\u{a0}: {}.",
        codes.join(", ")
    )
}

/// What C2 says.
pub(super) fn no_contract(words: Words<'_>, cause: &Cause) -> String {
    let holder = words
        .of
        .holder
        .map(|siren| format!(" avec {}", with_article(&words.name(siren))));
    let why = match cause {
        Cause::Contract(reference) => words.registry.contracts().get(reference).map(|contract| {
            match (contract.period.from, contract.period.to) {
                (Some(from), _) if from > words.day => {
                    format!("\u{a0}: le contrat {reference} débute le {}", day_fr(from))
                }
                (_, Some(to)) => format!("\u{a0}: le contrat {reference} a pris fin le {}", day_fr(to)),
                _ => String::new(),
            }
        }),
        _ => None,
    };
    format!(
        "Aucun contrat en cours pour {}{}{}.",
        words.chosen(),
        holder.unwrap_or_default(),
        why.unwrap_or_default()
    )
}

/// What C3 says.
pub(super) fn families_not_told(words: Words<'_>, cause: &Cause) -> String {
    let (Some(sheet), Some(notice)) = (words.sheet(cause), noted(words)) else {
        return "Aucune remise de la notice aux familles n’est notée.".into();
    };
    let on = notice
        .version
        .as_ref()
        .map(|version| format!(" sur la fiche {version}"));
    let told = notice::told(words.registry, notice, sheet);
    let parts: Vec<_> = told
        .into_iter()
        .flat_map(|told| told.notice_differences(sheet))
        .map(|difference| difference.part)
        .collect();
    let parts = if parts.is_empty() {
        String::new()
    } else {
        format!(" qui en diffère par\u{a0}: {}", parts.join(", "))
    };
    format!(
        "La notice aux familles a été remise le {}{}, avant la fiche {} de {} ({}){parts}.",
        day_fr(notice.date),
        on.unwrap_or_default(),
        sheet.version,
        words.chosen(),
        day_fr(sheet.date)
    )
}

fn noted(words: Words<'_>) -> Option<&FamilyNotice> {
    let id = words.of.deployment()?;
    words.registry.deployments().get(&id)?.family_notice.as_ref()
}

/// What C4 says.
pub(super) fn impact_not_done(words: Words<'_>, cause: &Cause) -> String {
    let version = words
        .sheet(cause)
        .map(|sheet| format!(" (fiche {})", sheet.version));
    format!(
        "L’analyse d’impact (AIPD) de {}{} est requise et n’est pas faite.",
        words.chosen(),
        version.unwrap_or_default()
    )
}
