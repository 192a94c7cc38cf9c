//! Groups of collectivités that go into one, and their members.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::collectivites::succeeded;
use super::fields::{self, invalid};
use super::{exists_on, known, once};
use crate::domain::change::{Change, one_each};
use crate::domain::collectivite::{Collectivite, CollectiviteKind};
use crate::domain::date::Period;
use crate::domain::id::Siren;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Groups that go into one on a day.
pub(super) struct Joining<'a> {
    /// Those that go into it; it may be one of them, and goes on.
    pub(super) groups: &'a [Siren],
    pub(super) into: Siren,
    /// The name of a new one.
    pub(super) name: &'a str,
    pub(super) on: NaiveDate,
}

/// Closes groups; the one that they go into has their members, and holds their competences.
pub(super) fn join(registry: &Registry, joining: &Joining<'_>) -> Result<Vec<Change>, Refusal> {
    let mut formers: Vec<&Collectivite> = Vec::new();
    for siren in once(joining.groups)?
        .into_iter()
        .filter(|siren| *siren != joining.into)
    {
        formers.push(a_group(registry, siren)?);
    }
    let id = RecordId::Collectivite(joining.into);
    let Some(first) = formers.first() else {
        let why = "dites quels groupements y entrent, autres que lui";
        return Err(invalid(id, "groupements", why));
    };
    let mut changes = succeeded(registry, &formers, joining.into, joining.on)?;
    let held = registry.collectivites().get(&joining.into).cloned();
    let mut into = match &held {
        Some(held) => {
            exists_on(a_group(registry, held.siren)?, joining.on)?;
            held.clone()
        }
        None => Collectivite {
            siren: joining.into,
            name: fields::text(id, ("name", "nom"), joining.name)?,
            open: Period {
                from: Some(joining.on),
                to: None,
            },
            successors: Vec::new(),
            members: Vec::new(),
            ..(*first).clone()
        },
    };
    let gone: BTreeSet<Siren> = formers.iter().map(|former| former.siren).collect();
    for siren in formers.iter().flat_map(|former| &former.members) {
        if !into.members.contains(siren) && !gone.contains(siren) {
            into.members.push(*siren);
        }
    }
    changes.push(Change {
        before: held.map(Into::into),
        after: Some(into.into()),
    });
    Ok(one_each(changes))
}

/// Has collectivités be members of a group, or be so no more.
pub(super) fn members(
    registry: &Registry,
    group: Siren,
    joining: &[Siren],
    leaving: &[Siren],
) -> Result<Vec<Change>, Refusal> {
    let held = a_group(registry, group)?;
    let no = |siren: Siren, why: &str| {
        Err(invalid(
            RecordId::Collectivite(group),
            "membres",
            format!("{siren} {why}"),
        ))
    };
    let mut after = held.clone();
    for siren in once(joining)? {
        known(registry, siren)?;
        if siren == group || after.members.contains(&siren) {
            return no(siren, "en est déjà membre");
        }
        after.members.push(siren);
    }
    for siren in once(leaving)? {
        if !after.members.contains(&siren) {
            return no(siren, "n’en est pas membre");
        }
        after.members.retain(|member| *member != siren);
    }
    if after == *held {
        return Err(Refusal::Nothing);
    }
    Ok(vec![Change::update(held.clone(), after)])
}

/// A collectivité of the base that is no commune.
fn a_group(registry: &Registry, siren: Siren) -> Result<&Collectivite, Refusal> {
    let found = known(registry, siren)?;
    if found.kind == CollectiviteKind::Commune {
        let why = "c’est une commune, et non un groupement";
        return Err(invalid(RecordId::Collectivite(siren), "groupement", why));
    }
    Ok(found)
}
