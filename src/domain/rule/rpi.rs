//! W11: the schools of an RPI that differ, by their solution in a category or by whether a group holds the competence.

use crate::domain::collectivite::CollectiviteKind;
use crate::domain::id::{Siren, SolutionCode, Uai};
use crate::domain::registry::Registry;
use crate::domain::school::{Rpi, School, Sector};

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::open::not_open;
use super::subject::Subject;
use super::wording::{Words, with_article};

/// W11: another solution in the category, of schools that have chosen; a group as holder here and a commune there, chosen or
/// not. That an RPI dispersé spans communes is no difference.
pub(super) fn differ(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let others: Vec<&School> = others(subject).collect();
    let told = [
        some(other_solutions(subject, &others), Cause::OtherSolutions),
        some(other_holders(subject, &others), Cause::OtherHolders),
    ];
    let told = told.into_iter().flatten();
    findings.extend(told.map(|cause| Finding::new(RuleCode::W11, cause)));
}

fn some<T>(found: Vec<T>, cause: fn(Vec<T>) -> Cause) -> Option<Cause> {
    (!found.is_empty()).then(|| cause(found))
}

/// The schools that have another solution in the category, each with its own.
fn other_solutions(subject: &Subject<'_>, others: &[&School]) -> Vec<(Uai, SolutionCode)> {
    let at = subject.at;
    let Some((code, used)) = subject.code.zip(subject.deployment) else {
        return Vec::new();
    };
    let chosen = |other: &&School| {
        let theirs = at.registry.present_use(other.uai, used.category);
        let theirs = theirs.filter(|theirs| !theirs.is_left_on(at.day));
        Some((other.uai, theirs?.solution.clone()?))
    };
    let chosen = others.iter().filter_map(chosen);
    chosen.filter(|(_, solution)| solution != code).collect()
}

/// The schools whose holder is a group where that of the school is a commune, or the reverse, each with its own.
fn other_holders(subject: &Subject<'_>, others: &[&School]) -> Vec<(Uai, Siren)> {
    let at = subject.at;
    let Some(own) = at.holder.map(|holder| is_group(at.registry, holder.siren)) else {
        return Vec::new();
    };
    let held = others
        .iter()
        .filter_map(|other| Some((other.uai, at.registry.competent(other, at.day)?)));
    held.filter(|(_, with)| is_group(at.registry, *with) != own)
        .collect()
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
