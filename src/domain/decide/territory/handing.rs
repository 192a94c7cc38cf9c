//! The school competence that goes to a collectivité on a day, is given back, or is confirmed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::fields::invalid;
use super::{Context, exists_on, known, once, taken};
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
        exists_on(known(registry, siren)?, handing.on)?;
    }
    let mut changes = Vec::new();
    for perimeter in once(handing.perimeters)? {
        exists(registry, perimeter)?;
        says_over_what(perimeter, handing.nature)?;
        let held = InForce::of(registry, perimeter, handing)?;
        changes.extend(held.end(registry, handing)?);
        changes.extend(held.begin(registry, handing)?);
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
    Err(over(perimeter, "périmètre", "ni commune ni école de la base"))
}

/// Only a proposal is of a nature that nobody knows.
fn says_over_what(perimeter: Perimeter, nature: CompetenceNature) -> Result<(), Refusal> {
    if nature == CompetenceNature::Unknown {
        return Err(over(perimeter, "nature", "dites sur quoi elle porte"));
    }
    Ok(())
}

/// A refusal about the competence over a perimeter, whatever its first day.
fn over(perimeter: Perimeter, field: &'static str, why: &str) -> Refusal {
    let id = CompetenceId {
        perimeter,
        from: None,
    };
    invalid(RecordId::Competence(id), field, why)
}

/// True where a confirmed competence is over something that a nature is over.
fn is_over(found: &Competence, nature: CompetenceNature) -> bool {
    match nature {
        CompetenceNature::Both => !found.to_confirm,
        CompetenceNature::Buildings => !found.to_confirm && found.nature == nature,
        CompetenceNature::Service | CompetenceNature::Unknown => found.gives_holder(),
    }
}

/// What a handing finds in force over a perimeter on its day.
struct InForce<'a> {
    perimeter: Perimeter,
    /// Those over what is handed.
    competences: Vec<&'a Competence>,
}

impl<'a> InForce<'a> {
    fn of(registry: &'a Registry, perimeter: Perimeter, handing: &Handing<'_>) -> Result<Self, Refusal> {
        let on = handing.on;
        let met = || {
            let all = registry.competences_over(perimeter);
            all.filter(|found| is_over(found, handing.nature))
        };
        let later = met().find(|found| found.period.from.is_some_and(|from| on < from));
        if let Some(later) = later {
            let why = format!(
                "une compétence y commence déjà le {}\u{a0}: changez ou retirez d’abord celle-là",
                later.period.from.map(day_fr).unwrap_or_default()
            );
            return Err(invalid(RecordId::Competence(later.id()), "début", why));
        }
        let competences = met().filter(|found| found.period.contains(on)).collect();
        Ok(Self {
            perimeter,
            competences,
        })
    }

    /// Each that is in force ends the day before, unless it is what is handed: it goes on.
    fn end(&self, registry: &Registry, handing: &Handing<'_>) -> Result<Vec<Change>, Refusal> {
        let ends = |found: &&&Competence| {
            let begins = found.period.from == Some(handing.on);
            !(is_handed(found, handing) || begins && Some(found.collectivite) == handing.to)
        };
        let ended = self.competences.iter().filter(ends).map(|found| {
            if found.period.from == Some(handing.on) {
                return Err(taken(registry, found));
            }
            let mut ended = (*found).clone();
            ended.period.to = handing.on.pred_opt();
            Ok(Change::update((*found).clone(), ended))
        });
        ended.collect()
    }

    /// The competence that begins; none where it is given back, or where who receives it has it already. One that was
    /// proposed, or that the same collectivité has over something else from that day on, is what begins.
    fn begin(&self, registry: &Registry, handing: &Handing<'_>) -> Result<Option<Change>, Refusal> {
        let Some(to) = handing.to else {
            return Ok(None);
        };
        if self.competences.iter().any(|found| is_handed(found, handing)) {
            return Ok(None);
        }
        let period = Period {
            from: Some(handing.on),
            to: None,
        };
        let begun = Competence {
            nature: handing.nature,
            ..Competence::confirmed(self.perimeter, to, period)
        };
        let held = registry.competences().get(&begun.id());
        let is_same = |held: &&Competence| {
            held.collectivite == to && (held.to_confirm || is_over(held, handing.nature))
        };
        if let Some(other) = held.filter(|held| !is_same(held)) {
            return Err(taken(registry, other));
        }
        Ok(Some(Change {
            before: held.cloned().map(Record::from),
            after: Some(begun.into()),
        }))
    }
}

/// True where a competence is what is handed, and has no end.
fn is_handed(found: &Competence, handing: &Handing<'_>) -> bool {
    Some(found.collectivite) == handing.to && found.nature == handing.nature && found.period.to.is_none()
}

/// How what was proposed is confirmed.
#[derive(Clone, Copy)]
pub(super) struct Confirming {
    /// Whom the proposal names, where there are several.
    pub(super) to: Option<Siren>,
    /// The first day; none, that of the proposal, which has one then.
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
    let mut proposed: BTreeMap<Perimeter, BTreeSet<CompetenceId>> = BTreeMap::new();
    for perimeter in once(perimeters)? {
        exists(registry, perimeter)?;
        says_over_what(perimeter, confirming.nature)?;
        let mut found = proposals(registry, perimeter, context.today);
        found.retain(|found| confirming.to.is_none_or(|to| found.collectivite == to));
        if found.is_empty() {
            let is_decided = registry.competences_over(perimeter).next().is_some();
            let why = if is_decided {
                "elle est déjà confirmée"
            } else {
                "aucune n’y est proposée"
            };
            return Err(over(perimeter, "à confirmer", why));
        }
        for found in found {
            proposed.entry(found.perimeter).or_default().insert(found.id());
        }
    }
    let mut changes = Vec::new();
    for (perimeter, ids) in &proposed {
        let mut ids = ids.iter().filter_map(|id| registry.competences().get(id));
        let Some(found) = ids.next().filter(|_| ids.next().is_none()) else {
            let why = "plusieurs y sont proposées\u{a0}: dites laquelle, par le SIREN de la collectivité";
            return Err(over(*perimeter, "à confirmer", why));
        };
        changes.extend(confirm(registry, found, confirming)?);
    }
    Ok(changes)
}

/// What is proposed over a commune, or over the place of a school on a day.
fn proposals(registry: &Registry, perimeter: Perimeter, day: NaiveDate) -> Vec<&Competence> {
    match perimeter {
        Perimeter::School(uai) => {
            let school = registry.schools().get(&uai).into_iter();
            school
                .flat_map(|school| registry.proposals(school, day))
                .collect()
        }
        Perimeter::Commune(_) => {
            let all = registry.competences_over(perimeter);
            all.filter(|found| found.to_confirm).collect()
        }
    }
}

/// Confirms a competence that was proposed, from a day on where one is given: it is handed over on that day.
fn confirm(registry: &Registry, found: &Competence, confirming: &Confirming) -> Result<Vec<Change>, Refusal> {
    let nature = confirming.nature;
    let Some(on) = confirming.since.or(found.period.from) else {
        let why = "la proposition ne dit pas depuis quel jour\u{a0}: dites-le";
        return Err(invalid(RecordId::Competence(found.id()), "début", why));
    };
    if let Some(holder) = registry.collectivites().get(&found.collectivite) {
        exists_on(holder, on)?;
    }
    let confirmed = Competence {
        nature,
        to_confirm: false,
        period: Period {
            from: Some(on),
            ..found.period
        },
        ..found.clone()
    };
    let handing = Handing {
        perimeters: &[],
        to: Some(found.collectivite),
        on,
        nature,
    };
    let mut changes = InForce::of(registry, found.perimeter, &handing)?.end(registry, &handing)?;
    if confirmed.id() == found.id() {
        changes.push(Change::update(found.clone(), confirmed));
        return Ok(changes);
    }
    if let Some(held) = registry.competences().get(&confirmed.id()) {
        return Err(taken(registry, held));
    }
    changes.push(Change {
        before: Some(found.clone().into()),
        after: None,
    });
    changes.push(Change::create(confirmed));
    Ok(changes)
}
