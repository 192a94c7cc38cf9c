//! The record that stays, with what it lacks and the other has.

use chrono::NaiveDate;

use super::convention;
use crate::domain::collectivite::Collectivite;
use crate::domain::date::Period;
use crate::domain::record::Record;
use crate::domain::registry::Registry;
use crate::domain::school::{School, SchoolState};

/// The record that stays with what the one that goes adds to it; or why the two are not one, in French.
pub(super) fn combined(
    registry: &Registry,
    kept: &Record,
    gone: &Record,
    today: NaiveDate,
) -> Result<Record, String> {
    let (kept, gone) = match (kept, gone) {
        (Record::Collectivite(kept), Record::Collectivite(gone)) => {
            one_collectivite(kept, gone)?;
            return Ok(collectivite(kept, gone).into());
        }
        (Record::Convention(kept), Record::Convention(gone)) => {
            return convention::united(kept, gone).map(Record::from);
        }
        (Record::School(kept), Record::School(gone)) => (kept, gone),
        _ => {
            return Err(
                "seules deux collectivités, deux écoles ou deux conventions se fusionnent".to_owned(),
            );
        }
    };
    one_school(registry, kept, gone, today)?;
    Ok(school(kept, gone).into())
}

/// Two collectivités of two kinds or codes are two, and so are one and the one that took its place.
fn one_collectivite(kept: &Collectivite, gone: &Collectivite) -> Result<(), String> {
    let named = |found: &Collectivite| !found.kind_name.is_empty();
    let is_of_two_names = named(kept) && named(gone) && kept.kind_name != gone.kind_name;
    if kept.kind != gone.kind || is_of_two_names {
        let (one, other) = (gone.kind_label(), kept.kind_label());
        return Err(format!(
            "l’une est «\u{a0}{one}\u{a0}», l’autre «\u{a0}{other}\u{a0}»\u{a0}: ce sont deux collectivités"
        ));
    }
    let codes = kept.insee.zip(gone.insee);
    if codes.is_some_and(|(one, other)| one != other) {
        return Err("deux codes INSEE sont deux communes".to_owned());
    }
    if kept.successors.contains(&gone.siren) || gone.successors.contains(&kept.siren) {
        return Err("l’une a pris la place de l’autre\u{a0}: ce sont deux collectivités".to_owned());
    }
    Ok(())
}

fn collectivite(kept: &Collectivite, gone: &Collectivite) -> Collectivite {
    let mut both = kept.clone();
    both.insee = kept.insee.or(gone.insee);
    both.departement = kept.departement.or(gone.departement);
    both.open = joined(kept.open, gone.open);
    if both.address.is_empty() {
        both.address = gone.address.clone();
    }
    fill(&mut both.kind_name, &gone.kind_name);
    let new = gone
        .contacts
        .iter()
        .filter(|contact| !kept.contacts.contains(contact));
    both.contacts.extend(new.cloned());
    both.members.extend(&gone.members);
    both.successors.extend(&gone.successors);
    both.followed_by = both.followed_by.or_else(|| gone.followed_by.clone());
    both
}

/// The days of both, where both have some; else those of the one that stays.
fn joined(kept: Period, gone: Period) -> Period {
    if kept.is_unbounded() || gone.is_unbounded() {
        return kept;
    }
    Period {
        from: kept.from.zip(gone.from).map(|(one, other)| one.min(other)),
        to: kept.to.zip(gone.to).map(|(one, other)| one.max(other)),
    }
}

/// Two schools of two sectors, levels or places are two, and so are one and the one that took its place. An open one does
/// not go into one that is closed.
fn one_school(registry: &Registry, kept: &School, gone: &School, today: NaiveDate) -> Result<(), String> {
    let two = |one: &str, other: &str| {
        format!("l’une est «\u{a0}{one}\u{a0}», l’autre «\u{a0}{other}\u{a0}»\u{a0}: ce sont deux écoles")
    };
    if kept.sector != gone.sector {
        return Err(two(gone.sector.label(), kept.sector.label()));
    }
    if kept.nature.label() != gone.nature.label() && kept.nature.is_known() && gone.nature.is_known() {
        return Err(two(gone.nature.label(), kept.nature.label()));
    }
    let place = |school: &School| school.place().map(|code| registry.stands_for(code, today));
    if place(kept)
        .zip(place(gone))
        .is_some_and(|(one, other)| one != other)
    {
        let why = "elles ne sont pas dans la même commune\u{a0}: corrigez d’abord celle qui est mal située";
        return Err(why.to_owned());
    }
    if kept.successors.contains(&gone.uai) || gone.successors.contains(&kept.uai) {
        return Err("l’une a pris la place de l’autre\u{a0}: ce sont deux écoles".to_owned());
    }
    if is_over(kept.state) && !is_over(gone.state) {
        return Err(format!(
            "celle qui resterait est {}\u{a0}: fusionnez-les dans l’autre sens",
            kept.state.label()
        ));
    }
    Ok(())
}

fn is_over(state: SchoolState) -> bool {
    matches!(state, SchoolState::Closed | SchoolState::Vanished)
}

fn school(kept: &School, gone: &School) -> School {
    let mut both = kept.clone();
    fill(&mut both.address, &gone.address);
    fill(&mut both.postcode, &gone.postcode);
    fill(&mut both.email, &gone.email);
    fill(&mut both.telephone, &gone.telephone);
    if both.circonscription.is_empty() {
        both.circonscription.clone_from(&gone.circonscription);
        both.circonscription_code = both.circonscription_code.or(gone.circonscription_code);
    }
    both.mother = both.mother.or(gone.mother);
    both.insee = both.insee.or(gone.insee);
    both.territoire = both.territoire.or(gone.territoire);
    both.departement = both.departement.or(gone.departement);
    both.rpi = both.rpi.or_else(|| gone.rpi.clone());
    both.opened = [kept.opened, gone.opened].into_iter().flatten().min();
    if is_over(kept.state) {
        both.closed = kept.closed.max(gone.closed);
    }
    both.successors.extend(&gone.successors);
    both
}

fn fill(own: &mut String, other: &str) {
    if own.is_empty() {
        other.clone_into(own);
    }
}
