//! The uses of a school that is another: each takes a rank after those of the one that stays.

use std::collections::BTreeMap;

use crate::domain::decide::fields::invalid;
use crate::domain::deployment::{Deployment, DeploymentId};
use crate::domain::id::Uai;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// The key that each use of a school that goes takes; none of other records.
pub(super) fn moved(
    registry: &Registry,
    from: &RecordId,
    into: &RecordId,
) -> Result<BTreeMap<DeploymentId, DeploymentId>, Refusal> {
    let (RecordId::School(from), RecordId::School(into)) = (from, into) else {
        return Ok(BTreeMap::new());
    };
    one_active(registry, *from, *into)?;
    one_current(registry, *from, *into)?;
    ranked(registry, *from, *into)
}

/// Two active entries of one category are not made one.
fn one_active(registry: &Registry, from: Uai, into: Uai) -> Result<(), Refusal> {
    let active = |uai: Uai| registry.entries_of(uai).filter(|entry| entry.is_active());
    for entry in active(from) {
        if let Some(twin) = active(into).find(|other| other.category == entry.category) {
            let why = format!(
                "les deux écoles ont une inscription active, n°\u{a0}{} et n°\u{a0}{}\u{a0}: closez d’abord l’une des deux",
                entry.number, twin.number
            );
            return Err(invalid(RecordId::School(from), "inscription", why));
        }
    }
    Ok(())
}

/// Two uses of one category that are not left are not made one.
fn one_current(registry: &Registry, from: Uai, into: Uai) -> Result<(), Refusal> {
    let current = |used: &&Deployment| !used.is_left();
    for used in registry.deployments_of(from).filter(current) {
        if let Some(twin) = registry.uses_of(into, used.category).find(current) {
            let id = RecordId::Deployment(twin.id()).label();
            let why =
                format!("les deux écoles ont un usage en cours ({id})\u{a0}: quittez d’abord l’un des deux");
            return Err(invalid(RecordId::School(from), "usage", why));
        }
    }
    Ok(())
}

fn ranked(
    registry: &Registry,
    from: Uai,
    into: Uai,
) -> Result<BTreeMap<DeploymentId, DeploymentId>, Refusal> {
    let mut keys = BTreeMap::new();
    let mut last: BTreeMap<_, Option<Deployment>> = BTreeMap::new();
    for used in registry.deployments_of(from) {
        let held = last
            .entry(used.category)
            .or_insert_with(|| registry.uses_of(into, used.category).next_back().cloned());
        let rank = registry.rank_after(into, used.category, held.as_ref());
        let rank = rank.ok_or_else(|| {
            let why = "l’école qui reste a eu tous les usages qui se comptent";
            invalid(RecordId::School(from), "usage", why)
        })?;
        let moved = Deployment {
            school: into,
            rank,
            ..used.clone()
        };
        keys.insert(used.id(), moved.id());
        *held = Some(moved);
    }
    Ok(keys)
}
