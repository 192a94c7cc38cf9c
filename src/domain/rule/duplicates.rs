//! W19: records that are probably one: collectivités, schools, conventions.

use crate::domain::convention::Convention;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::domain::school::SchoolState;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::subject::Subject;
use super::wording::{Words, of_the};

/// W19: the holder and a collectivité of its name, the school and one of its name on its place, two conventions that cover the
/// same.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    findings.extend(pairs(subject).into_iter().map(|(one, other)| {
        let cause = Cause::Duplicate(one, other);
        Finding::new(RuleCode::W19, cause)
    }));
}

/// Each probable duplicate that bears on the school, its own record first.
pub(super) fn pairs(subject: &Subject<'_>) -> Vec<(RecordId, RecordId)> {
    let at = subject.at;
    let holder = at
        .holder
        .and_then(|holder| at.registry.collectivites().get(&holder.siren));
    let holders = holder.into_iter().flat_map(|holder| {
        let twins = at
            .registry
            .twins(holder)
            .filter(|twin| twin.open.contains(at.day));
        twins.map(|twin| {
            (
                RecordId::Collectivite(holder.siren),
                RecordId::Collectivite(twin.siren),
            )
        })
    });
    let schools = at.registry.school_twins(at.school);
    let schools = schools.map(|twin| (RecordId::School(at.school.uai), RecordId::School(twin.uai)));
    holders.chain(schools).chain(conventions(subject)).collect()
}

/// The conventions of one party and article that cover the school and its solution on the day, two by two.
fn conventions(subject: &Subject<'_>) -> Vec<(RecordId, RecordId)> {
    if subject.code.is_none() || subject.is_left {
        return Vec::new();
    }
    let day = subject.at.day;
    let mut covering: Vec<&Convention> = subject
        .covering()
        .filter(|found| !found.status(day).is_over())
        .collect();
    covering.sort_by_key(|found| &found.number);
    covering.dedup_by_key(|found| &found.number);
    let mut pairs = Vec::new();
    for (at, one) in covering.iter().enumerate() {
        let others = covering[at + 1..].iter();
        let same = others.filter(|other| other.party == one.party && of_one_period(one, other, day));
        pairs.extend(same.map(|other| {
            let id = |found: &Convention| RecordId::Convention(found.number.clone());
            (id(one), id(other))
        }));
    }
    pairs
}

/// True where both are in force on the day, or neither is signed; also, whatever their signatures, where their numbers look
/// alike. One that waits for its signatures beside one in force is the next.
fn of_one_period(one: &Convention, other: &Convention, day: chrono::NaiveDate) -> bool {
    let signed = |found: &Convention| found.signed_on().is_some();
    (one.in_force(day) && other.in_force(day))
        || (!signed(one) && !signed(other))
        || one.number.looks_like(&other.number)
}

/// What W19 says.
pub(super) fn is_duplicate(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Duplicate(one, other) = cause else {
        return "Doublon probable.".into();
    };
    match (one, other) {
        (RecordId::Collectivite(one), RecordId::Collectivite(other)) => {
            let found = words.registry.collectivites().get(one);
            let kind = found.map_or("", |found| found.kind_label());
            format!(
                "Doublon probable\u{a0}: {} est deux fois dans la base, SIREN {one} et {other}, de la même nature ({kind}).",
                words.name(*one)
            )
        }
        (RecordId::School(_), RecordId::School(other)) => format!(
            "Doublon probable {}{}.",
            of_the(&words.school_name(*other)),
            doubtful(words.registry, (one, &RecordId::School(*other)))
        ),
        (RecordId::Convention(one), RecordId::Convention(other)) => format!(
            "Doublon probable\u{a0}: les conventions {one} et {other} ont la même partie, la même période, et couvrent toutes \
             deux l’école et sa solution."
        ),
        _ => "Doublon probable.".into(),
    }
}

/// Which of two schools is doubtful, and why.
fn doubtful(registry: &Registry, (own, other): (&RecordId, &RecordId)) -> String {
    let why = |id: &RecordId| match id {
        RecordId::School(uai) => registry.schools().get(uai).and_then(|found| match found.state {
            SchoolState::Vanished => Some("disparue de l’annuaire"),
            _ if found.by_hand => Some("saisie à la main"),
            _ => None,
        }),
        _ => None,
    };
    match (why(own), why(other)) {
        (_, Some(why)) => format!(", {why}"),
        (Some(why), None) => format!("\u{a0}: celle-ci est {why}"),
        (None, None) => String::new(),
    }
}
