//! W17: dates in an order that cannot be right.

use crate::domain::date::day_fr;
use crate::domain::deployment::{Deployment, Stage};
use crate::domain::register::RegisterEntry;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::subject::Subject;
use super::wording::Words;

/// W17: a convention relied on has effect before its later signature; accounts were open before registration.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for convention in subject.relied_on() {
        if convention.effect < convention.signed_on() && convention.effect.is_some() {
            let cause = Cause::Convention(convention.number.clone());
            findings.push(Finding::new(RuleCode::W17, cause));
        }
    }
    if let Some(cause) = accounts_too_early(subject) {
        findings.push(Finding::new(RuleCode::W17, cause));
    }
}

fn accounts_too_early(subject: &Subject<'_>) -> Option<Cause> {
    let (deployment, entry) = (subject.deployment?, first_entry(subject)?);
    let (stage, day) = first_accounts(deployment)?;
    (day < entry.entered_on).then_some(Cause::Early(stage, day, entry.number))
}

/// The earliest entry of the use, closed ones included.
fn first_entry<'a>(subject: &Subject<'a>) -> Option<&'a RegisterEntry> {
    let (deployment, registry) = (subject.deployment?, subject.at.registry);
    let of_use = |entry: &&RegisterEntry| {
        registry
            .use_of(entry)
            .is_some_and(|of| of.id() == deployment.id())
    };
    registry
        .entries_of(deployment.school)
        .filter(of_use)
        .min_by_key(|entry| (entry.entered_on, entry.number))
}

/// The first day on which accounts were open, and at which stage.
fn first_accounts(deployment: &Deployment) -> Option<(Stage, chrono::NaiveDate)> {
    deployment
        .reached
        .iter()
        .filter(|(stage, _)| stage.accounts_open())
        .map(|(stage, day)| (*stage, *day))
        .min_by_key(|(_, day)| *day)
}

/// What W17 says.
pub(super) fn wrong_order(words: Words<'_>, cause: &Cause) -> String {
    match cause {
        Cause::Convention(number) => effect_before_signature(words, number),
        Cause::Early(stage, day, entry) => {
            let entered = words
                .registry
                .entries()
                .get(entry)
                .map(|entry| day_fr(entry.entered_on));
            format!(
                "Étape «\u{a0}{}\u{a0}» atteinte le {}, avant l’inscription n°\u{a0}{entry} du {}.",
                stage.label(),
                day_fr(*day),
                entered.unwrap_or_else(|| "?".into())
            )
        }
        _ => "Des dates se contredisent.".into(),
    }
}

fn effect_before_signature(words: Words<'_>, number: &crate::domain::id::ConventionNumber) -> String {
    let dates = words
        .convention(number)
        .and_then(|convention| convention.effect.zip(convention.signed_on()));
    let (effect, signed) = dates.map_or(("?".into(), "?".into()), |(effect, signed)| {
        (day_fr(effect), day_fr(signed))
    });
    format!(
        "La {} prend effet le {effect}, avant sa dernière signature ({signed}).",
        words.convention_with(number)
    )
}
