//! B2, B3 and B11: whose choice it is, whether it is made, and whether another one is in the register.

use crate::domain::authority::Phrase;
use crate::domain::date::day_fr;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::subject::Subject;
use super::wording::Words;

/// B2: the chef d'établissement of a private school is the controller.
pub(super) fn private(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !subject.at.is_public() {
        findings.push(Finding::new(RuleCode::B2, Cause::Plain));
    }
}

/// What B2 says.
pub(super) fn is_private(_: Words<'_>, _: &Cause) -> String {
    format!(
        "École privée\u{a0}: son chef d’établissement est le responsable du traitement, hors des conventions {}.",
        Phrase::OfAuthority
    )
}

/// B3: a solution is chosen, and the school has not left it.
pub(super) fn solution(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.code.is_none() || subject.is_left {
        findings.push(Finding::new(RuleCode::B3, Cause::Plain));
    }
}

/// B11: no active entry for the school and the category with another solution.
pub(super) fn other_entry(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (Some(deployment), Some(code)) = (subject.deployment, subject.code) else {
        return;
    };
    let other =
        subject.at.registry.entries_of(deployment.school).find(|entry| {
            entry.is_active() && entry.category == deployment.category && entry.solution != *code
        });
    if let Some(entry) = other {
        findings.push(Finding::new(RuleCode::B11, Cause::Entry(entry.number)));
    }
}

/// What B3 says.
pub(super) fn no_solution(words: Words<'_>, _: &Cause) -> String {
    if let Some(code) = &words.of.solution {
        let used = words
            .of
            .deployment()
            .and_then(|id| words.registry.deployments().get(&id));
        let on = used
            .and_then(|used| used.exit)
            .map(|exit| format!(" le {}", day_fr(exit)));
        return format!(
            "L’école a quitté {}{}.",
            words.solution_name(code),
            on.unwrap_or_default()
        );
    }
    match words.of.category {
        Some(category) => format!("Aucune solution choisie ({}).", category.label()),
        None => "Aucune solution choisie.".into(),
    }
}

/// What B11 says.
pub(super) fn entered_elsewhere(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Entry(number) = cause else {
        return "Une inscription est active avec une autre solution.".into();
    };
    let solution = words.registry.entries().get(number).map(|entry| &entry.solution);
    let name = solution.map_or_else(|| "une autre solution".into(), |code| words.solution_name(code));
    format!("L’inscription n°\u{a0}{number} est active avec {name}\u{a0}: la clore d’abord.")
}
