//! What a convention covers: solutions, départements, schools.

use std::collections::HashSet;
use std::mem::take;

use super::columns::{DEPARTEMENTS, OPEN, SCHOOLS, SOLUTIONS};
use crate::domain::convention::{Annexe, AnnexeLine, Article, Convention};
use crate::domain::date::{Period, day_fr};
use crate::domain::id::Uai;
use crate::domain::registry::Registry;
use crate::exchange::against::Against;
use crate::exchange::cell::{departement, in_known_order, list_of};
use crate::exchange::export::Value;
use crate::exchange::known;
use crate::exchange::of_others::say_of_others;
use crate::exchange::schools::{self, Schools, schools};
use crate::exchange::table::Cells;

/// Reads what a convention covers: a 28 must name départements, a 26 its schools.
pub(super) fn read(against: Against<'_>, cells: &mut Cells<'_>, convention: &mut Convention) {
    let registry = against.registry;
    let listed = cells.optional(SOLUTIONS, list_of(known::solution(registry)));
    let listed = listed.map(|listed| in_known_order(listed, &convention.solutions));
    convention.solutions = listed.over_value(take(&mut convention.solutions));
    match convention.article() {
        Article::Art28 => departements(cells, convention),
        Article::Art26 => annexe(against, cells, convention),
    }
}

/// Writes the schools of a convention 26: those that the text which was signed names without a last day, for all its
/// solutions; those that an avenant brings are lines of `annexes.csv`. Nothing for a 28.
pub(super) fn written(convention: &Convention) -> Value {
    let named = |lines: &[AnnexeLine]| -> Vec<Uai> {
        let mut seen = HashSet::new();
        let open = lines.iter().filter(|line| line.period.to.is_none());
        let of_convention = open.filter(|line| line.solution.is_none() && line.joined_by.is_none());
        let uais = of_convention.map(|line| line.uai);
        uais.filter(|uai| seen.insert(*uai)).collect()
    };
    match (convention.article(), &convention.annexe) {
        (Article::Art28, _) => Value::Nothing,
        (Article::Art26, Annexe::All) => schools::written(None),
        (Article::Art26, Annexe::Listed(lines)) => schools::written(Some(&named(lines))),
    }
}

/// Reads the départements of a convention 28.
fn departements(cells: &mut Cells<'_>, convention: &mut Convention) {
    if cells.has(DEPARTEMENTS) || convention.departements.is_empty() {
        let known = Some(&convention.departements).filter(|known| !known.is_empty());
        let listed = cells.required_over(DEPARTEMENTS, known.cloned(), list_of(departement));
        convention.departements = in_known_order(listed.unwrap_or_default(), &convention.departements);
    }
    if !cells.row().get(SCHOOLS).is_empty() {
        cells.warn(
            SCHOOLS,
            "laissé de côté\u{a0}: une convention 28 ne nomme pas d’écoles",
        );
    }
}

/// Reads the schools of a convention 26.
fn annexe(against: Against<'_>, cells: &mut Cells<'_>, convention: &mut Convention) {
    let registry = against.registry;
    let is_new = registry.conventions().get(&convention.number).is_none();
    if cells.has(SCHOOLS) || is_new {
        let listed = |cell: &str| Ok(schools(registry)(cell)?.map(Some));
        match cells
            .required_over(SCHOOLS, (!is_new).then_some(None), listed)
            .flatten()
        {
            Some(Schools::All) => convention.annexe = Annexe::All,
            Some(Schools::Listed(listed)) => {
                say_of_others(against, cells, (SCHOOLS, convention), &listed);
                convention.annexe = merged(&convention.annexe, &listed);
            }
            None => {}
        }
    }
    if !cells.row().get(DEPARTEMENTS).is_empty() {
        cells.warn(
            DEPARTEMENTS,
            "laissé de côté\u{a0}: une convention 26 ne nomme pas de départements",
        );
    }
}

/// Returns the annexe that names `listed`: known lines stay as they are, new ones have no days, and a line that the file
/// does not name stays only where it says when the school went out, for which solution it is, or which avenant named it.
fn merged(known: &Annexe, listed: &[Uai]) -> Annexe {
    let stays = |line: &&AnnexeLine| {
        let says_more = line.period.to.is_some() || line.solution.is_some() || line.joined_by.is_some();
        says_more || listed.contains(&line.uai)
    };
    let mut merged: Vec<AnnexeLine> = known.lines().iter().filter(stays).cloned().collect();
    for uai in listed {
        if !merged.iter().any(|line| line.uai == *uai) {
            merged.push(AnnexeLine::new(*uai, Period::default()));
        }
    }
    Annexe::Listed(merged)
}

/// Refuses schools that the file adds to an annexe that both have signed: an avenant brings them, unless the convention
/// allows additions without one. An annexe that names no school yet takes the list that was signed.
pub(super) fn as_signed(cells: &mut Cells<'_>, registry: &Registry, convention: &Convention) {
    let known = registry.conventions().get(&convention.number);
    let known = known.filter(|known| !known.annexe.lines().is_empty() && !convention.open_annexe);
    let signed = known.and_then(|known| {
        Some((
            known,
            known.signed_on().filter(|_| convention.signed_on().is_some())?,
        ))
    });
    let Some((known, signed_on)) = signed else {
        return;
    };
    let Some(joining) = known.joining(convention) else {
        return;
    };
    let who = match joining.as_slice() {
        [] => "«\u{a0}toutes\u{a0}» y ajoute des écoles".to_owned(),
        [one] => format!("l’école {one} s’y ajoute"),
        [first, others @ ..] => format!("l’école {first} et {} de plus s’y ajoutent", others.len()),
    };
    let why = format!(
        "la convention est signée des deux parties depuis le {}, et {who}\u{a0}: importez l’avenant (avenants), puis ses \
         lignes (annexes), ou dites «\u{a0}oui\u{a0}» à la colonne «\u{a0}{}\u{a0}»",
        day_fr(signed_on),
        OPEN.name
    );
    cells.reject(SCHOOLS, &why);
}
