//! What a dossier makes of its convention.

use super::matching::Target;
use super::row::Row;
use crate::domain::convention::{Annexe, AnnexeLine, Convention};
use crate::domain::date::{Period, day_fr};
use crate::domain::demarche::DossierState;
use crate::domain::id::{SolutionCode, Uai};
use crate::exchange::cell::in_known_order;

/// The convention as the dossier leaves it, and what is to be said of it.
pub(super) fn applied(before: &Convention, row: &Row, target: &Target) -> (Convention, Vec<String>) {
    let mut notes = Vec::new();
    let held = before.solutions.clone();
    let mut after = before.clone();
    let is_alone = after.dossiers.iter().all(|known| *known == row.number);
    if !after.dossiers.contains(&row.number) {
        after.dossiers.push(row.number.clone());
    }
    // What the rest of its dossier says is known since; another row may say it otherwise.
    if !(row.is_part && matches!(target, Target::Known(_))) {
        decision(&mut after, row, is_alone, &mut notes);
        after.effect = row.effect.or(after.effect);
        after.deliberation = row.deliberation.clone().or(after.deliberation);
    }
    solutions(&mut after, row, is_alone);
    annexe(&mut after, &held, row, is_alone, target);
    if let Some(changed) = row.changed.filter(|_| after != *before) {
        let known = after
            .dossiers_changed
            .entry(row.number.clone())
            .or_insert(changed);
        *known = (*known).max(changed);
    }
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
    // A file without the column keeps what is known.
    let reason = row.reason.clone().or(after.reason.take());
    after.reason = reason.filter(|_| row.state.is_turned_down());
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
/// collectivité since; what an avenant brought stays, and so does the day on which a school went out. No line comes to
/// cover a solution that the dossiers do not name it for.
fn annexe(after: &mut Convention, before: &[SolutionCode], row: &Row, is_alone: bool, target: &Target) {
    narrow(after, before, row, is_alone);
    if row.schools.is_empty() {
        return;
    }
    let changed_since = row
        .edited
        .filter(|edited| after.modified_after.is_none_or(|known| *edited > known));
    let replaces = row.blocks_read
        && is_alone
        && row.refused.is_empty()
        && (changed_since.is_some() || !matches!(target, Target::Known(_)));
    if after.annexe == Annexe::All && !replaces {
        return;
    }
    let asked = asked(after, row, is_alone);
    let is_open = |line: &AnnexeLine| {
        let named = asked.iter().any(|(school, _)| *school == line.uai);
        replaces || is_alone && row.blocks_read && named && line.solution.is_none()
    };
    let known = after.annexe.lines();
    let mut lines: Vec<AnnexeLine> = Vec::new();
    for line in known {
        if is_open(line) {
            lines.extend(kept(line, &asked, after, &lines));
        } else {
            lines.push(line.clone());
        }
    }
    for (uai, own) in asked.iter().cloned() {
        if !is_named(&lines, uai, own.as_ref()) {
            lines.push(AnnexeLine {
                solution: own,
                ..AnnexeLine::new(uai, Period::default())
            });
        }
    }
    let is_moved = lines != known;
    if matches!(target, Target::Known(_)) && is_moved && changed_since.is_some() {
        after.modified_after = changed_since;
    }
    after.annexe = Annexe::Listed(lines);
}

/// A line without solution goes on for the one that the convention had, where the dossier brings others; but for a school
/// that the only dossier names again without one.
fn narrow(after: &mut Convention, before: &[SolutionCode], row: &Row, is_alone: bool) {
    let [only] = before else { return };
    let brings = after.solutions.iter().any(|code| code != only);
    let Annexe::Listed(lines) = &mut after.annexe else {
        return;
    };
    let for_all = |uai: Uai| {
        is_alone
            && row
                .schools
                .iter()
                .any(|(school, own)| *school == uai && own.is_none())
    };
    for line in lines.iter_mut().filter(|line| brings && line.solution.is_none()) {
        if !for_all(line.uai) {
            line.solution = Some(only.clone());
        }
    }
}

/// The schools of a dossier, each with its own solution: the only one of the dossier where others brought more.
fn asked(after: &Convention, row: &Row, is_alone: bool) -> Vec<(Uai, Option<SolutionCode>)> {
    let only = match row.solutions.as_slice() {
        [only] if !is_alone && row.blocks_read && after.solutions.len() > 1 => Some(only),
        _ => None,
    };
    let own = |own: &Option<SolutionCode>| own.clone().or_else(|| only.cloned());
    let covered = |code: &SolutionCode| after.covers_solution(code);
    row.schools
        .iter()
        .map(|(school, of_block)| (*school, own(of_block).filter(covered)))
        .collect()
}

/// A line as the dossier leaves it, after those before it: for the solution that the dossier names its school for. None
/// where it goes, for the dossier does not name the school.
fn kept(
    line: &AnnexeLine,
    asked: &[(Uai, Option<SolutionCode>)],
    of: &Convention,
    before: &[AnnexeLine],
) -> Option<AnnexeLine> {
    let mut owns = asked
        .iter()
        .filter(|(school, _)| *school == line.uai)
        .map(|(_, own)| own);
    let is_covered = line
        .solution
        .as_ref()
        .is_some_and(|code| of.covers_solution(code));
    let is_said = |own: &Option<SolutionCode>| *own == line.solution || own.is_none() && is_covered;
    if line.period.to.is_some() || line.joined_by.is_some() || owns.clone().any(is_said) {
        return Some(line.clone());
    }
    let others = of
        .annexe
        .lines()
        .iter()
        .chain(before)
        .filter(|other| other.uai == line.uai);
    let free = owns.find(|own| !others.clone().any(|other| other.solution == **own));
    free.map(|own| AnnexeLine {
        solution: own.clone(),
        ..line.clone()
    })
}

/// True where lines name a school for its own solution, or for all; of a school without one, where any names it.
fn is_named(lines: &[AnnexeLine], school: Uai, own: Option<&SolutionCode>) -> bool {
    let is_for =
        |line: &AnnexeLine| own.is_none() || line.solution.is_none() || line.solution.as_ref() == own;
    lines.iter().any(|line| line.uai == school && is_for(line))
}
