//! W10: a school that another took the place of, and of which something still stands.

use crate::domain::convention::Convention;
use crate::domain::date::day_fr;
use crate::domain::id::Uai;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::domain::school::School;
use crate::text::enumerated;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::open::not_open;
use super::subject::Subject;
use super::wording::Words;

/// W10: from the day on which it is closed.
pub(super) fn superseded(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let at = subject.at;
    if at.school.successors.is_empty() || not_open(at.school, at.day).is_none() {
        return;
    }
    let standing = at.registry.still_standing(at.school.uai, at.day);
    if !standing.is_empty() {
        findings.push(Finding::new(RuleCode::W10, Cause::Standing(standing)));
    }
}

/// What W10 says.
pub(super) fn is_superseded(words: Words<'_>, cause: &Cause) -> String {
    let (Some(school), Cause::Standing(standing)) = (words.school(), cause) else {
        return "Une autre école a pris la place de celle-ci.".into();
    };
    let successors: Vec<String> = school
        .successors
        .iter()
        .map(|uai| words.school_name(*uai))
        .collect();
    let since = school
        .closed
        .map(|on| format!(" depuis le {}", day_fr(on)))
        .unwrap_or_default();
    let rest: Vec<String> = standing.iter().map(|id| words.standing_part(id)).collect();
    let unnamed = unnamed(words.registry, school, standing, words.day);
    let unnamed = match unnamed.as_slice() {
        [] => String::new(),
        [(successor, convention)] => format!(
            " {successor} n’est inscriptible qu’une fois nommée à l’annexe de {}.",
            convention.number
        ),
        several => {
            let names: Vec<String> = several
                .iter()
                .map(|(successor, _)| successor.to_string())
                .collect();
            format!(
                " {} ne sont inscriptibles qu’une fois nommées à l’annexe.",
                enumerated(&names)
            )
        }
    };
    format!(
        "École remplacée{since} par {}\u{a0}: l’ancienne ligne est à clore, {}.{unnamed}",
        enumerated(&successors),
        enumerated(&rest)
    )
}

/// The successors that no annexe names yet, each with a convention that names the school.
fn unnamed<'a>(
    registry: &'a Registry,
    school: &School,
    standing: &[RecordId],
    day: chrono::NaiveDate,
) -> Vec<(Uai, &'a Convention)> {
    let conventions = standing.iter().filter_map(|id| match id {
        RecordId::Convention(number) => registry.conventions().get(number),
        _ => None,
    });
    let Some(convention) = conventions.min_by_key(|found| &found.number) else {
        return Vec::new();
    };
    let successors = school.successors.iter().copied();
    successors
        .filter(|uai| !convention.covers_school(*uai, day))
        .map(|uai| (uai, convention))
        .collect()
}

impl Words<'_> {
    /// What still stands of a school: `l’inscription n° 12`, `l’usage d’ONE`.
    fn standing_part(self, id: &RecordId) -> String {
        match id {
            RecordId::Entry(number) => format!("l’inscription n°\u{a0}{number}"),
            RecordId::Deployment(used) => {
                let used = self.registry.deployments().get(used);
                let solution = used.and_then(|used| used.solution.as_ref());
                let name = solution.map_or_else(
                    || "sans solution".into(),
                    |code| super::wording::of_the(&self.solution_name(code)),
                );
                format!("l’usage {name}")
            }
            RecordId::Contract(reference) => format!("le contrat {reference}"),
            RecordId::Convention(number) => format!("la ligne d’annexe de {number}"),
            other => other.with_article(),
        }
    }
}
