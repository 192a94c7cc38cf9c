//! A second, plain computation of who holds the school competence: straight from the words of the documents, day by day,
//! without an index, a span or a turning day.

use chrono::NaiveDate;
use preau::domain::collectivite::{CollectiviteKind, Competence, CompetenceNature, Perimeter};
use preau::domain::convention::Convention;
use preau::domain::id::{InseeCode, Siren};
use preau::domain::record::Record;
use preau::domain::school::School;

use super::values::uai;
use super::world::World;

/// The latest-starting confirmed record that covers the day for the school's UAI; else for its own code or *territoire*;
/// else for the code of the commune that it stands for; else that commune; else nobody.
pub fn holder(world: &World, school: &str, on: NaiveDate) -> Option<Siren> {
    let school = found(world, school);
    let place = school.territoire.or(school.insee);
    let commune = place.map(|code| commune_of(world, code, on));
    let recorded = |perimeter: Perimeter| latest(world, perimeter, on).map(|found| found.collectivite);
    recorded(Perimeter::School(school.uai))
        .or_else(|| recorded(Perimeter::Commune(place?)))
        .or_else(|| recorded(Perimeter::Commune(commune?)))
        .or_else(|| bearer(world, commune?, on))
}

/// True where both signed while the party of a convention was the holder.
pub fn signed_while_holding(world: &World, school: &str, convention: &Convention) -> bool {
    [convention.signed_dasen, convention.signed_party]
        .into_iter()
        .all(|signed| signed.is_some_and(|on| holder(world, school, on) == Some(convention.party.siren())))
}

/// Every collectivité that was the holder on a day between two, the second included.
pub fn holders(world: &World, school: &str, from: NaiveDate, to: NaiveDate) -> Vec<Siren> {
    let days = from.iter_days().take_while(|day| *day <= to);
    let mut held: Vec<Siren> = days.filter_map(|day| holder(world, school, day)).collect();
    held.dedup();
    held
}

fn found(world: &World, school: &str) -> School {
    let of_key = |record: &Record| match record {
        Record::School(found) if found.uai == uai(school) => Some((**found).clone()),
        _ => None,
    };
    world.records().find_map(of_key).expect("the school")
}

fn latest(world: &World, perimeter: Perimeter, on: NaiveDate) -> Option<Competence> {
    let mut best: Option<Competence> = None;
    for record in world.records() {
        let Record::Competence(found) = record else {
            continue;
        };
        let says = !found.to_confirm && found.nature != CompetenceNature::Buildings;
        let covers =
            found.period.from.is_none_or(|from| from <= on) && found.period.to.is_none_or(|to| on <= to);
        let later = best
            .as_ref()
            .is_none_or(|best| found.period.from >= best.period.from);
        if says && covers && found.perimeter == perimeter && later {
            best = Some((**found).clone());
        }
    }
    best
}

/// The code of the commune that a code stands for, followed from one to the next.
fn commune_of(world: &World, code: InseeCode, on: NaiveDate) -> InseeCode {
    let mut at = code;
    for _ in 0..16 {
        let mut next: Option<(Option<NaiveDate>, InseeCode)> = None;
        for record in world.records() {
            let Record::Locality(found) = record else { continue };
            let counts = found.code == at && found.from.is_none_or(|from| from <= on);
            if counts && next.is_none_or(|(from, _)| found.from >= from) {
                next = Some((found.from, found.commune));
            }
        }
        match next {
            Some((_, commune)) if commune != at => at = commune,
            _ => break,
        }
    }
    at
}

/// The commune that bears a code on a day; of several, the one that does so since the latest day.
fn bearer(world: &World, code: InseeCode, on: NaiveDate) -> Option<Siren> {
    let mut best: Option<(Option<NaiveDate>, Siren)> = None;
    for record in world.records() {
        let Record::Collectivite(found) = record else {
            continue;
        };
        let bears = found.kind == CollectiviteKind::Commune && found.insee == Some(code);
        let open = found.open.from.is_none_or(|from| from <= on) && found.open.to.is_none_or(|to| on <= to);
        if bears && open && best.is_none_or(|(from, _)| found.open.from > from) {
            best = Some((found.open.from, found.siren));
        }
    }
    best.map(|(_, siren)| siren)
}
