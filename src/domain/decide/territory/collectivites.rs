//! Collectivités that are renamed, that another takes the place of, and what is noted of it on conventions.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::fields::{self, invalid};
use crate::domain::change::Change;
use crate::domain::collectivite::{Collectivite, Competence, CompetenceId};
use crate::domain::convention::{Party, Substitution};
use crate::domain::date::Period;
use crate::domain::id::{ConventionNumber, Siren};
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// A collectivité of the base.
pub(super) fn known(registry: &Registry, siren: Siren) -> Result<&Collectivite, Refusal> {
    let id = RecordId::Collectivite(siren);
    let found = registry.collectivites().get(&siren);
    found.ok_or_else(|| Refusal::missing(registry, &id))
}

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
    let by = fields::text(id, "par", &noted.by)?;
    let mut after = found.clone();
    after.substitutions.retain(|held| held.to != noted.to);
    after.substitutions.push(Substitution { by, ..noted.clone() });
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
    if !former.open.contains(replacing.on) {
        return Err(invalid(id, "date", "la collectivité n’existe pas ce jour-là"));
    }
    let mut closed = former.clone();
    closed.open.to = replacing.on.pred_opt();
    closed.successors.push(replacing.to);
    let name = match replacing.name.trim() {
        "" => former.name.clone(),
        _ => fields::text(id, "nom", replacing.name)?,
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
    let mut ahead: BTreeMap<CompetenceId, Change> = BTreeMap::new();
    let goes_on = |found: &&Competence| found.period.to.is_none_or(|to| replacing.on <= to);
    for held in registry.competences_of(replacing.from).filter(goes_on) {
        for change in carried(held, replacing) {
            if let Some(RecordId::Competence(id)) = change.id() {
                ahead.insert(id, change);
            }
        }
    }
    changes.extend(ahead.into_values());
    Ok(changes)
}

/// A competence of the former, which the one that takes its place holds from the day on.
fn carried(held: &Competence, replacing: &Replacing<'_>) -> Vec<Change> {
    let is_to_come = held.period.from.is_some_and(|from| replacing.on <= from);
    let mut after = held.clone();
    if is_to_come {
        after.collectivite = replacing.to;
        return vec![Change::update(held.clone(), after)];
    }
    after.period.to = replacing.on.pred_opt();
    let next = Competence {
        collectivite: replacing.to,
        period: Period {
            from: Some(replacing.on),
            to: held.period.to,
        },
        ..held.clone()
    };
    vec![Change::update(held.clone(), after), Change::create(next)]
}
