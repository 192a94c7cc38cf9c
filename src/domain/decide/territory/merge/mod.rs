//! Two records that are one: what names the one names the other from then on, which takes up what it lacks. Nothing is lost,
//! and the key of the first leads to the second.

mod clash;
mod combined;
mod convention;
mod uses;

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::fields::{self, invalid};
use crate::domain::change::Change;
use crate::domain::contract::ContractSchools;
use crate::domain::convention::Annexe;
use crate::domain::decide::relying;
use crate::domain::decide::withdraw::place;
use crate::domain::deployment::{Deployment, DeploymentId};
use crate::domain::record::{FormerKey, Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEntry;
use crate::domain::registry::Registry;

/// Makes one record of two: `from` goes, `into` stays.
pub(super) fn merge(
    registry: &Registry,
    from: &RecordId,
    into: &RecordId,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    if from == into {
        return Err(Refusal::Nothing);
    }
    let get = |id: &RecordId| registry.get(id).ok_or_else(|| Refusal::missing(registry, id));
    let (gone, kept) = (get(from)?, get(into)?);
    let reason = fields::text(from.clone(), "motif", reason)?;
    first_time(registry, from)?;
    let merged = combined::combined(registry, &kept, &gone, context.today)
        .map_err(|why| invalid(from.clone(), "fusion", why))?;
    let merging = Merging {
        registry,
        from,
        into,
        uses: uses::moved(registry, from, into)?,
    };
    let mut changes = vec![Change::update(kept, tidied(merging.rekeyed(&merged)))];
    for id in merging.naming() {
        if let Some(record) = registry.get(&id) {
            changes.extend(merging.renamed(record)?);
        }
    }
    changes.push(Change {
        before: Some(gone),
        after: None,
    });
    changes.extend(merging.marks(&reason, context));
    relying::keeps_entries(registry, &changes, [from, into], context)?;
    Ok(changes)
}

/// A key says of one record alone what became of it.
fn first_time(registry: &Registry, from: &RecordId) -> Result<(), Refusal> {
    let held = registry.former_keys().get(from);
    let Some(became) = held.and_then(|held| held.became.as_ref()) else {
        return Ok(());
    };
    let why = format!(
        "elle a déjà été celle d’un autre enregistrement\u{a0}: {}",
        became.label()
    );
    Err(invalid(from.clone(), "clé", why))
}

/// Two records on their way to be one.
struct Merging<'a> {
    registry: &'a Registry,
    /// The key that goes.
    from: &'a RecordId,
    /// The key that stays.
    into: &'a RecordId,
    /// The key that each use of a school that goes takes.
    uses: BTreeMap<DeploymentId, DeploymentId>,
}

impl Merging<'_> {
    /// The other records that name the one that goes, or have its key in their own. What a former key said stays.
    fn naming(&self) -> BTreeSet<RecordId> {
        let within = self.registry.within(self.from);
        let mut ids = self.registry.naming(self.from);
        ids.extend(within.iter().flat_map(|id| self.registry.naming(id)));
        ids.extend(within);
        ids.retain(|id| id != self.from && id != self.into);
        ids
    }

    fn rekeyed(&self, record: &Record) -> Record {
        record.rekeyed(&|id| match id {
            RecordId::Deployment(used) if self.uses.contains_key(used) => {
                self.uses.get(used).copied().map(RecordId::Deployment)
            }
            other => other.renamed(self.from, self.into),
        })
    }

    /// What becomes of another record: it names the one that stays, under a key that names it too.
    fn renamed(&self, record: Record) -> Result<Vec<Change>, Refusal> {
        let mut after = tidied(self.rekeyed(&record));
        if let (Record::Entry(was), Record::Entry(entry)) = (&record, &mut after) {
            self.of_its_use(was, entry);
        }
        if after == record {
            return Ok(Vec::new());
        }
        if after.id() == record.id() {
            return Ok(vec![Change::update(record, after)]);
        }
        let held = self.registry.get(&after.id());
        let gone = Change {
            before: Some(record),
            after: None,
        };
        let come = match held {
            None => Some(Change::create(after)),
            Some(held) => clash::united(held, after)?,
        };
        Ok(std::iter::once(gone).chain(come).collect())
    }

    /// An entry has the rank that its use takes. Its review of the former format keeps the place that its version stood for:
    /// what it covers is another record now.
    fn of_its_use(&self, was: &RegisterEntry, entry: &mut RegisterEntry) {
        let used = self.registry.use_of(was).map(Deployment::id);
        if let Some(to) = used.and_then(|used| self.uses.get(&used)) {
            entry.rank = to.rank;
        }
        if entry.is_active() && entry != was {
            place(self.registry, entry);
        }
    }

    /// What became of the key, and of that of each use.
    fn marks(&self, reason: &str, context: &Context<'_>) -> Vec<Change> {
        let uses = self
            .uses
            .iter()
            .map(|(from, to)| (RecordId::Deployment(*from), RecordId::Deployment(*to)));
        let pairs = std::iter::once((self.from.clone(), self.into.clone())).chain(uses);
        let mark = |(key, became): (RecordId, RecordId)| {
            let held = self.registry.former_keys().get(&key);
            let mark = FormerKey {
                became: Some(became),
                merged: true,
                withdrawn: held.is_some_and(|held| held.withdrawn),
                reason: reason.to_owned(),
                on: context.today,
                by: context.actor.name.clone(),
                key,
            };
            Change {
                before: held.cloned().map(Record::from),
                after: Some(mark.into()),
            }
        };
        pairs.map(mark).collect()
    }
}

/// A list that holds a key twice holds it once; nobody succeeds to oneself.
fn tidied(mut record: Record) -> Record {
    match &mut record {
        Record::Collectivite(found) => {
            once(&mut found.members);
            once(&mut found.successors);
            let own = found.siren;
            found.members.retain(|siren| *siren != own);
            found.successors.retain(|siren| *siren != own);
        }
        Record::School(found) => {
            once(&mut found.successors);
            let own = found.uai;
            found.successors.retain(|uai| *uai != own);
        }
        Record::Convention(found) => {
            if let Annexe::Listed(lines) = &mut found.annexe {
                once(lines);
            }
        }
        Record::Contract(found) => {
            if let ContractSchools::Listed(schools) = &mut found.schools {
                once(schools);
            }
        }
        Record::Entry(found) => {
            once(&mut found.conventions);
            if let Some(review) = &mut found.reviewed {
                let mut seen = Vec::new();
                review.parts.retain(|held| {
                    let is_first = !seen.contains(&held.part);
                    seen.push(held.part.clone());
                    is_first
                });
            }
        }
        Record::Document(found) => once(&mut found.about),
        _ => {}
    }
    record
}

/// Keeps the first of those that are equal.
fn once<T: Clone + PartialEq>(list: &mut Vec<T>) {
    let mut seen: Vec<T> = Vec::with_capacity(list.len());
    list.retain(|item| {
        let is_first = !seen.contains(item);
        if is_first {
            seen.push(item.clone());
        }
        is_first
    });
}
