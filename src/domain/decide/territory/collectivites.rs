//! Collectivités that are renamed, that another takes the place of, and what is noted of it on conventions.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::fields::{self, invalid};
use super::{known, taken};
use crate::domain::change::Change;
use crate::domain::collectivite::{Collectivite, Competence, CompetenceNature, Perimeter};
use crate::domain::convention::{Party, Substitution};
use crate::domain::date::{Period, day_fr};
use crate::domain::id::{ConventionNumber, Siren};
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Gives a collectivité another name.
pub(super) fn rename(registry: &Registry, siren: Siren, name: &str) -> Result<Vec<Change>, Refusal> {
    let found = known(registry, siren)?;
    let name = fields::text(RecordId::Collectivite(siren), ("name", "nom"), name)?;
    let renamed = Collectivite {
        name,
        ..found.clone()
    };
    Ok(vec![Change::update(found.clone(), renamed)])
}

/// Notes the information of the co-contractant, or the arrêté, once another took the place of the party of a convention.
pub(super) fn substitute(
    registry: &Registry,
    number: &ConventionNumber,
    noted: &Substitution,
) -> Result<Vec<Change>, Refusal> {
    let id = RecordId::Convention(number.clone());
    let found = registry.conventions().get(number);
    let found = found.ok_or_else(|| Refusal::missing(registry, &id))?;
    known(registry, noted.to)?;
    if found.party == Party::Collectivite(noted.to) || !matches!(found.party, Party::Collectivite(_)) {
        let why = "elle n’est pas celle d’un titulaire précédent";
        return Err(invalid(id, "titulaire", why));
    }
    let by = fields::text(id.clone(), "par", &noted.by)?;
    let reference = fields::optional_text(id, "arrêté", &noted.reference)?;
    let mut after = found.clone();
    after.substitutions.retain(|held| held.to != noted.to);
    after.substitutions.push(Substitution {
        by,
        reference,
        ..noted.clone()
    });
    Ok(vec![Change::update(found.clone(), after)])
}

/// A collectivité that takes the place of another from a day on: the same code, contacts and competences, another SIREN.
pub(super) struct Replacing<'a> {
    pub(super) from: Siren,
    pub(super) to: Siren,
    pub(super) on: NaiveDate,
    /// Its name; empty, that of the former.
    pub(super) name: &'a str,
}

/// Closes a collectivité, and begins the one that takes its place under another SIREN.
pub(super) fn replace(registry: &Registry, replacing: &Replacing<'_>) -> Result<Vec<Change>, Refusal> {
    let former = known(registry, replacing.from)?;
    let id = RecordId::Collectivite(replacing.to);
    if replacing.from == replacing.to || registry.collectivites().get(&replacing.to).is_some() {
        let why = "la base a déjà une collectivité sous ce SIREN\u{a0}: fusionnez les deux fiches si elles en sont une";
        return Err(invalid(id, "SIREN", why));
    }
    let mut closed = former.clone();
    closed.open.to = eve(former, replacing)?;
    closed.successors.push(replacing.to);
    let name = match replacing.name.trim() {
        "" => former.name.clone(),
        _ => fields::text(id, ("name", "nom"), replacing.name)?,
    };
    let next = Collectivite {
        siren: replacing.to,
        name,
        open: Period {
            from: Some(replacing.on),
            to: former.open.to,
        },
        ..former.clone()
    };
    let mut changes = vec![Change::update(former.clone(), closed), Change::create(next)];
    for group in registry.groups_of(replacing.from) {
        let mut after = group.clone();
        after.members.push(replacing.to);
        changes.push(Change::update(group.clone(), after));
    }
    changes.extend(carried(registry, replacing)?);
    Ok(changes)
}

/// The last day of the one whose place is taken: it existed on that day, and the next.
fn eve(former: &Collectivite, replacing: &Replacing<'_>) -> Result<Option<NaiveDate>, Refusal> {
    let no = |why: String| invalid(RecordId::Collectivite(former.siren), "date", why);
    if !former.open.contains(replacing.on) {
        return Err(no("la collectivité n’existe pas ce jour-là".into()));
    }
    if former.open.from == Some(replacing.on) {
        let why = format!(
            "la collectivité commence le {}\u{a0}: une autre prend sa place un jour d’après",
            day_fr(replacing.on)
        );
        return Err(no(why));
    }
    Ok(replacing.on.pred_opt())
}

/// The competences of the former that go on, or are to come: the one that takes its place holds them from the day on.
fn carried(registry: &Registry, replacing: &Replacing<'_>) -> Result<Vec<Change>, Refusal> {
    let on = replacing.on;
    let goes_on = |found: &&Competence| found.period.to.is_none_or(|to| on <= to);
    let mut changes = Vec::new();
    let mut in_force: BTreeMap<Perimeter, Vec<&Competence>> = BTreeMap::new();
    for held in registry.competences_of(replacing.from).filter(goes_on) {
        let mut after = held.clone();
        if held.period.from.is_some_and(|from| on <= from) {
            after.collectivite = replacing.to;
        } else {
            after.period.to = on.pred_opt();
            in_force.entry(held.perimeter).or_default().push(held);
        }
        changes.push(Change::update(held.clone(), after));
    }
    for held in in_force.values() {
        let mut next = joined(held)?;
        next.collectivite = replacing.to;
        next.period.from = Some(on);
        if let Some(other) = registry.competences().get(&next.id()) {
            return Err(taken(registry, other));
        }
        changes.push(Change::create(next));
    }
    Ok(changes)
}

/// The competences of one collectivité over one perimeter as one: they end together.
fn joined(held: &[&Competence]) -> Result<Competence, Refusal> {
    let mut one = held[0].clone();
    for other in &held[1..] {
        if (one.period.to, one.to_confirm) != (other.period.to, other.to_confirm) {
            let ids = [held[0].id(), other.id()].map(|id| id.to_string());
            let why = format!(
                "deux compétences de la collectivité y courent ce jour-là ({})\u{a0}: retirez-en une d’abord",
                ids.join(", ")
            );
            return Err(invalid(RecordId::Competence(other.id()), "début", why));
        }
        if one.nature != other.nature {
            one.nature = CompetenceNature::Both;
        }
    }
    Ok(one)
}
