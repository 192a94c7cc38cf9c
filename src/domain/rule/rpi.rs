//! W11: the schools of an RPI that differ, by their solution in a category or by whether a group holds the competence.

use crate::domain::collectivite::CollectiviteKind;
use crate::domain::deployment::Deployment;
use crate::domain::id::{Siren, Uai};
use crate::domain::registry::Registry;
use crate::domain::school::{Rpi, School, Sector};

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::open::not_open;
use super::subject::Subject;
use super::wording::{Words, with_article};

/// W11. That an RPI dispersé spans communes is no difference.
pub(super) fn differ(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (Some(code), Some(used), Some(holder)) = (subject.code, subject.deployment, subject.at.holder) else {
        return;
    };
    let at = subject.at;
    let is_of_group = |siren: Siren| is_group(at.registry, siren);
    let mut solutions = Vec::new();
    let mut holders = Vec::new();
    for other in others(subject) {
        let theirs = at.registry.present_use(other.uai, used.category);
        let theirs = theirs.filter(|theirs| !theirs.is_left_on(at.day));
        let Some(solution) = theirs.and_then(|theirs: &Deployment| theirs.solution.clone()) else {
            continue;
        };
        if solution != *code {
            solutions.push((other.uai, solution));
        }
        let with = at.registry.competent(other, at.day);
        holders.extend(
            with.filter(|with| is_of_group(*with) != is_of_group(holder.siren))
                .map(|with| (other.uai, with)),
        );
    }
    let told = [
        (!solutions.is_empty()).then_some(Cause::OtherSolutions(solutions)),
        (!holders.is_empty()).then_some(Cause::OtherHolders(holders)),
    ];
    findings.extend(
        told.into_iter()
            .flatten()
            .map(|cause| Finding::new(RuleCode::W11, cause)),
    );
}

/// The other public schools of the RPI that are open on the day.
pub(super) fn others<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a School> {
    let at = subject.at;
    let code = match &at.school.rpi {
        Some(Rpi::Disperse(code)) => Some(code.as_str()),
        Some(Rpi::Concentre) | None => None,
    };
    let of_rpi = code
        .into_iter()
        .flat_map(move |code| at.registry.schools_of_rpi(code));
    of_rpi.filter(move |other| {
        other.uai != at.school.uai && other.sector == Sector::Public && not_open(other, at.day).is_none()
    })
}

fn is_group(registry: &Registry, siren: Siren) -> bool {
    let found = registry.collectivites().get(&siren);
    found.is_some_and(|found| found.kind != CollectiviteKind::Commune)
}

/// What W11 says.
pub(super) fn is_divided(words: Words<'_>, cause: &Cause) -> String {
    let other = |uai: &Uai, what: String| format!("{}\u{a0}: {what}", words.school_name(*uai));
    match cause {
        Cause::OtherSolutions(others) => {
            let others = others
                .iter()
                .map(|(uai, code)| other(uai, words.solution_name(code)));
            format!(
                "Dans le RPI, les solutions diffèrent\u{a0}: {} ici\u{a0}; {}.",
                words.chosen(),
                others.collect::<Vec<_>>().join("\u{a0}; ")
            )
        }
        Cause::OtherHolders(others) => {
            let named = |siren: Siren| with_article(&words.name(siren));
            let own = words.of.holder.map(named).unwrap_or_default();
            let others = others.iter().map(|(uai, siren)| other(uai, named(*siren)));
            format!(
                "Dans le RPI, un groupement a la compétence pour une école et une commune pour une autre\u{a0}: {own} \
                 ici\u{a0}; {}.",
                others.collect::<Vec<_>>().join("\u{a0}; ")
            )
        }
        _ => "Les écoles du RPI diffèrent.".into(),
    }
}
