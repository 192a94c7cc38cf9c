//! What a dossier makes of its convention.

use super::matching::Target;
use super::row::Row;
use crate::domain::convention::{Annexe, AnnexeLine, Convention};
use crate::domain::date::{Period, day_fr};
use crate::domain::demarche::DossierState;
use crate::domain::id::{SolutionCode, Uai};
use crate::exchange::cell::in_known_order;

/// The convention as the dossier leaves it, and what is to be said of it.
pub(super) fn applied(before: Convention, row: &Row, target: &Target) -> (Convention, Vec<String>) {
    let mut notes = Vec::new();
    let mut after = before;
    let is_alone = after.dossiers.iter().all(|known| *known == row.number);
    if !after.dossiers.contains(&row.number) {
        after.dossiers.push(row.number.clone());
    }
    decision(&mut after, row, is_alone, &mut notes);
    if row.effect.is_some() {
        after.effect = row.effect;
    }
    if row.deliberation.is_some() {
        after.deliberation.clone_from(&row.deliberation);
    }
    solutions(&mut after, row, is_alone);
    annexe(&mut after, row, is_alone, target);
    (after, notes)
}

/// The signatures and the decision. Of a convention with several dossiers none takes away what another one brought.
fn decision(after: &mut Convention, row: &Row, is_alone: bool, notes: &mut Vec<String>) {
    if is_alone || after.signed_party.is_none() {
        after.signed_party = Some(row.submitted);
    }
    match row.state {
        DossierState::Accepted if is_alone || after.signed_dasen.is_none() => {
            after.signed_dasen = row.processed;
        }
        DossierState::Accepted => {}
        _ if !is_alone => return,
        _ => {
            if let Some(signed) = after.signed_dasen.take() {
                notes.push(format!(
                    "le dossier {} n’est plus accepté\u{a0}: la signature de l’autorité du {} est retirée de la convention {}",
                    row.number,
                    day_fr(signed),
                    after.number
                ));
            }
        }
    }
    let of = |state: DossierState| row.processed.filter(|_| row.state == state);
    after.refused = of(DossierState::Refused);
    after.dropped = of(DossierState::Dropped);
    after.reason = row.reason.clone().filter(|_| row.state.is_turned_down());
}

/// The solutions that it names; those that a person said stay where the dossier leaves them to a person.
fn solutions(after: &mut Convention, row: &Row, is_alone: bool) {
    if row.solutions.is_empty() {
        return;
    }
    if is_alone && row.asked.is_empty() && row.blocks_read {
        after.solutions = in_known_order(row.solutions.clone(), &after.solutions);
        return;
    }
    for code in &row.solutions {
        if !after.solutions.contains(code) {
            after.solutions.push(code.clone());
        }
    }
}

/// The annexe. Schools that it does not name go only where the dossier is new to the convention, or was changed by the
/// collectivité since; what an avenant brought stays, and so does the day on which a school went out.
fn annexe(after: &mut Convention, row: &Row, is_alone: bool, target: &Target) {
    if row.schools.is_empty() {
        return;
    }
    let known: Vec<AnnexeLine> = after.annexe.lines().to_vec();
    let changed_since = row
        .edited
        .filter(|edited| after.modified_after.is_none_or(|known| *edited > known));
    let named = |uai: Uai| row.schools.iter().any(|(school, _)| *school == uai);
    let drops = known
        .iter()
        .any(|line| line.period.to.is_none() && !named(line.uai));
    let adds = row
        .schools
        .iter()
        .any(|(school, own)| !is_named(&known, *school, own.as_ref()));
    let replaces = row.blocks_read
        && is_alone
        && row.refused.is_empty()
        && (changed_since.is_some() || !matches!(target, Target::Known(_)));
    if after.annexe == Annexe::All && !replaces {
        return;
    }
    let stays = |line: &&AnnexeLine| {
        !replaces || named(line.uai) || line.period.to.is_some() || line.joined_by.is_some()
    };
    let mut lines: Vec<AnnexeLine> = known.iter().filter(stays).cloned().collect();
    for (uai, own) in &row.schools {
        if !is_named(&lines, *uai, own.as_ref()) {
            lines.push(AnnexeLine {
                solution: own.clone().filter(|code| after.covers_solution(code)),
                ..AnnexeLine::new(*uai, Period::default())
            });
        }
    }
    if matches!(target, Target::Known(_)) && (adds || drops && replaces) && changed_since.is_some() {
        after.modified_after = changed_since;
    }
    after.annexe = Annexe::Listed(lines);
}

/// True where lines name a school for its own solution, or for all; of a school without one, where any names it.
fn is_named(lines: &[AnnexeLine], school: Uai, own: Option<&SolutionCode>) -> bool {
    let is_for =
        |line: &AnnexeLine| own.is_none() || line.solution.is_none() || line.solution.as_ref() == own;
    lines.iter().any(|line| line.uai == school && is_for(line))
}
