//! The school competence that goes to a collectivité on a day, is given back, or is confirmed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Context;
use super::collectivites::known;
use super::fields::invalid;
use crate::domain::change::Change;
use crate::domain::collectivite::{Competence, CompetenceId, CompetenceNature, Perimeter};
use crate::domain::date::{Period, day_fr};
use crate::domain::id::Siren;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// A competence that goes to another holder.
pub(super) struct Handing<'a> {
    pub(super) perimeters: &'a [Perimeter],
    /// The holder from the day on; none, the commune itself.
    pub(super) to: Option<Siren>,
    /// The first day of the new holder.
    pub(super) on: NaiveDate,
    pub(super) nature: CompetenceNature,
}

/// Hands the competence over communes or schools to a collectivité from a day on, or gives it back to the commune.
pub(super) fn hand(registry: &Registry, handing: &Handing<'_>) -> Result<Vec<Change>, Refusal> {
    if let Some(siren) = handing.to {
        known(registry, siren)?;
    }
    let mut changes = Vec::new();
    for perimeter in handing.perimeters {
        exists(registry, *perimeter)?;
        changes.extend(one(registry, *perimeter, handing)?);
    }
    Ok(changes)
}

fn exists(registry: &Registry, perimeter: Perimeter) -> Result<(), Refusal> {
    let is_known = match perimeter {
        Perimeter::School(uai) => registry.schools().get(&uai).is_some(),
        Perimeter::Commune(code) => {
            registry.communes_of_code(code).next().is_some() || registry.localities_of(code).next().is_some()
        }
    };
    if is_known {
        return Ok(());
    }
    let id = RecordId::Competence(CompetenceId {
        perimeter,
        from: None,
    });
    Err(invalid(id, "périmètre", "ni commune ni école de la base"))
}

/// What one perimeter changes: the record in force ends the day before, and another begins.
fn one(registry: &Registry, perimeter: Perimeter, handing: &Handing<'_>) -> Result<Vec<Change>, Refusal> {
    let on = handing.on;
    let id = CompetenceId {
        perimeter,
        from: Some(on),
    };
    let over = || {
        registry
            .competences_over(perimeter)
            .filter(|found| found.gives_holder())
    };
    if let Some(later) = over()
        .filter_map(|found| found.period.from)
        .find(|from| *from > on)
    {
        let why = format!(
            "une compétence y commence déjà le {}\u{a0}: changez ou retirez d’abord celle-là",
            day_fr(later)
        );
        return Err(invalid(RecordId::Competence(id), "début", why));
    }
    let present = over().rev().find(|found| found.period.contains(on));
    if present.map(|found| found.collectivite) == handing.to {
        return Ok(Vec::new());
    }
    let mut changes = Vec::new();
    if let Some(present) = present.filter(|present| present.id() != id) {
        let mut ended = present.clone();
        ended.period.to = on.pred_opt();
        changes.push(Change::update(present.clone(), ended));
    }
    let held = registry.competences().get(&id);
    match (handing.to, held) {
        (None, Some(held)) if held.gives_holder() => {
            let why = "elle commence ce jour-là\u{a0}: retirez-la, ou changez son titulaire";
            return Err(invalid(RecordId::Competence(id), "début", why));
        }
        (None, _) => {}
        (Some(to), held) => {
            let period = Period {
                from: Some(on),
                to: None,
            };
            let begun = Competence {
                nature: handing.nature,
                ..Competence::confirmed(perimeter, to, period)
            };
            changes.push(Change {
                before: held.cloned().map(Record::from),
                after: Some(begun.into()),
            });
        }
    }
    Ok(changes)
}

/// How what was proposed is confirmed.
#[derive(Clone, Copy)]
pub(super) struct Confirming {
    /// Whom the proposal names, where there are several.
    pub(super) to: Option<Siren>,
    /// The first day; none, that of the proposal.
    pub(super) since: Option<NaiveDate>,
    pub(super) nature: CompetenceNature,
}

/// Confirms what was proposed over communes, and over the places of schools.
pub(super) fn confirm_all(
    registry: &Registry,
    perimeters: &[Perimeter],
    confirming: &Confirming,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let mut proposed: BTreeMap<Perimeter, Vec<CompetenceId>> = BTreeMap::new();
    for perimeter in perimeters {
        exists(registry, *perimeter)?;
        let found: Vec<&Competence> = match perimeter {
            Perimeter::School(uai) => {
                let school = registry.schools().get(uai).into_iter();
                school
                    .flat_map(|school| registry.proposals(school, context.today))
                    .collect()
            }
            Perimeter::Commune(_) => {
                let over = registry.competences_over(*perimeter);
                over.filter(|found| found.to_confirm).collect()
            }
        };
        let named = found
            .into_iter()
            .filter(|found| confirming.to.is_none_or(|to| found.collectivite == to));
        for found in named {
            let ids = proposed.entry(found.perimeter).or_default();
            if !ids.contains(&found.id()) {
                ids.push(found.id());
            }
        }
    }
    let mut changes = Vec::new();
    for (perimeter, ids) in &proposed {
        let [id] = ids.as_slice() else {
            let why = "plusieurs y sont proposées\u{a0}: dites laquelle, par le SIREN de la collectivité";
            let id = CompetenceId {
                perimeter: *perimeter,
                from: None,
            };
            return Err(invalid(RecordId::Competence(id), "à confirmer", why));
        };
        changes.extend(confirm(registry, *id, confirming)?);
    }
    Ok(changes)
}

/// Confirms a competence that was proposed, from a day on where one is given.
fn confirm(registry: &Registry, id: CompetenceId, confirming: &Confirming) -> Result<Vec<Change>, Refusal> {
    let Confirming { since, nature, .. } = *confirming;
    let record = RecordId::Competence(id);
    let found = registry.competences().get(&id);
    let found = found.ok_or_else(|| Refusal::missing(registry, &record))?;
    if !found.to_confirm {
        return Err(invalid(record, "à confirmer", "elle est déjà confirmée"));
    }
    if nature == CompetenceNature::Unknown {
        return Err(invalid(record, "nature", "dites sur quoi elle porte"));
    }
    let from = since.or(found.period.from);
    let confirmed = Competence {
        nature,
        to_confirm: false,
        period: Period { from, ..found.period },
        ..found.clone()
    };
    let mut changes = Vec::new();
    if let Some(on) = from.filter(|_| nature != CompetenceNature::Buildings) {
        let handing = Handing {
            perimeters: &[],
            to: Some(found.collectivite),
            on,
            nature,
        };
        let others = one(registry, id.perimeter, &handing)?;
        changes.extend(others.into_iter().filter(|change| change.before.is_some()));
        changes.retain(|change| change.id() != Some(RecordId::Competence(confirmed.id())));
    }
    if confirmed.id() == id {
        changes.push(Change::update(found.clone(), confirmed));
        return Ok(changes);
    }
    if registry.competences().get(&confirmed.id()).is_some() {
        let why = "une autre compétence y commence déjà ce jour-là";
        return Err(invalid(record, "début", why));
    }
    changes.push(Change {
        before: Some(found.clone().into()),
        after: None,
    });
    changes.push(Change::create(confirmed));
    Ok(changes)
}
