//! Collectivités that are renamed, that another takes the place of, and what is noted of it on conventions.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::fields::{self, invalid};
use super::{exists_on, known, taken};
use crate::domain::change::{Change, one_each};
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
    exists_on(known(registry, noted.to)?, noted.on)?;
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
    let mut changes = succeeded(registry, &[former], replacing.to, replacing.on)?;
    changes.push(Change::create(next));
    Ok(changes)
}

/// Collectivités that are no more from a day on: they are closed, and the one that takes their place is a member of their
/// groups and holds their competences.
pub(super) fn succeeded(
    registry: &Registry,
    formers: &[&Collectivite],
    to: Siren,
    on: NaiveDate,
) -> Result<Vec<Change>, Refusal> {
    let mut changes = Vec::new();
    for former in formers {
        let mut closed = (*former).clone();
        closed.open.to = eve(former, on)?;
        if !closed.successors.contains(&to) {
            closed.successors.push(to);
        }
        changes.push(Change::update((*former).clone(), closed));
        changes.extend(passed(registry, former.siren, to, on)?);
    }
    Ok(one_each(changes))
}

/// What passes to a collectivité that takes the place of another: it is a member of the groups and holds the competences.
pub(super) fn passed(
    registry: &Registry,
    former: Siren,
    to: Siren,
    on: NaiveDate,
) -> Result<Vec<Change>, Refusal> {
    let mut changes = joining(registry, former, to);
    changes.extend(carried(registry, former, to, on, |_| true)?);
    Ok(changes)
}

/// A collectivité that becomes a member of the groups of another.
pub(super) fn joining(registry: &Registry, like: Siren, to: Siren) -> Vec<Change> {
    let groups = registry
        .groups_of(like)
        .filter(|group| !group.members.contains(&to));
    let joined = groups.map(|group| {
        let mut after = group.clone();
        after.members.push(to);
        Change::update(group.clone(), after)
    });
    joined.collect()
}

/// The last day of the one whose place is taken: it existed on that day, and the next.
fn eve(former: &Collectivite, on: NaiveDate) -> Result<Option<NaiveDate>, Refusal> {
    exists_on(former, on)?;
    if former.open.from == Some(on) {
        let why = format!(
            "la collectivité commence le {}\u{a0}: une autre prend sa place un jour d’après",
            day_fr(on)
        );
        return Err(invalid(RecordId::Collectivite(former.siren), "date", why));
    }
    Ok(on.pred_opt())
}

/// The competences of the former over some perimeters that go on, or are to come: the one that takes its place holds them
/// from the day on.
pub(super) fn carried(
    registry: &Registry,
    from: Siren,
    to: Siren,
    on: NaiveDate,
    over: impl Fn(Perimeter) -> bool,
) -> Result<Vec<Change>, Refusal> {
    let goes_on =
        |found: &&Competence| over(found.perimeter) && found.period.to.is_none_or(|last| on <= last);
    let mut changes = Vec::new();
    let mut in_force: BTreeMap<Perimeter, Vec<&Competence>> = BTreeMap::new();
    for held in registry.competences_of(from).filter(goes_on) {
        let mut after = held.clone();
        if held.period.from.is_some_and(|from| on <= from) {
            after.collectivite = to;
        } else {
            after.period.to = on.pred_opt();
            in_force.entry(held.perimeter).or_default().push(held);
        }
        changes.push(Change::update(held.clone(), after));
    }
    for held in in_force.values() {
        let mut next = joined(held)?;
        next.collectivite = to;
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
