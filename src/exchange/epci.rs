//! EPCI and syndicats with their members, JSON.
//!
//! Contacts, dates and successors, which no such file has, stay. Members need not be in the base: membership gives
//! no competence by itself.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::ExchangeError;
use super::against::Against;
use super::cell::{choice, insee, siren, text};
use super::format::{Format, Model, Written};
use super::gather::Gather;
use super::item::{Item, items};
use super::json;
use super::source::Source;
use crate::domain::collectivite::{Collectivite, CollectiviteKind};
use crate::domain::id::{DepartementCode, Siren};
use crate::domain::registry::Registry;

/// A group as the file has it; its other fields are of no use here.
#[derive(Debug, Deserialize)]
struct Group {
    #[serde(deserialize_with = "json::text")]
    code: String,
    nom: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    membres: Vec<Member>,
}

/// A member of a group.
#[derive(Debug, Deserialize)]
struct Member {
    #[serde(default, deserialize_with = "json::text")]
    code: String,
    #[serde(deserialize_with = "json::text")]
    siren: String,
}

/// The kinds of group and what each means.
const KINDS: &[(&str, CollectiviteKind)] = &[
    ("CC", CollectiviteKind::CommunauteDeCommunes),
    ("CA", CollectiviteKind::CommunauteAgglomeration),
    ("CU", CollectiviteKind::CommunauteUrbaine),
    ("METRO", CollectiviteKind::Metropole),
    ("MET69", CollectiviteKind::Metropole),
    ("metropole", CollectiviteKind::Metropole),
    ("SIVU", CollectiviteKind::Sivu),
    ("SIVOM", CollectiviteKind::Sivom),
    ("SM", CollectiviteKind::SyndicatMixte),
    ("SMF", CollectiviteKind::SyndicatMixte),
    ("SMO", CollectiviteKind::SyndicatMixte),
    ("syndicat mixte", CollectiviteKind::SyndicatMixte),
    ("EPT", CollectiviteKind::Other),
    ("autre", CollectiviteKind::Other),
];

pub(super) const FORMAT: Format = Format {
    columns: &[],
    model: Model::Published,
    mapped: false,
    read,
    written: Written::Elsewhere,
};

/// Reads a file of groups.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let registry = against.registry;
    let mut seen = BTreeSet::new();
    items(source, against, |item, group: Group| {
        if let Some(record) = collectivite(item, &group, registry, &mut seen) {
            item.take(record);
        }
    })
}

/// Makes a collectivité of a group; nothing when it is refused.
fn collectivite(
    item: &mut Item<'_>,
    group: &Group,
    registry: &Registry,
    seen: &mut BTreeSet<Siren>,
) -> Option<Collectivite> {
    let key = item.required("code", &group.code, siren);
    let kind = item.required("type", &group.kind, choice(KINDS));
    let name = item.required("nom", &group.nom, text);
    let (key, kind, name) = (key?, kind?, name?);
    if !seen.insert(key) {
        item.reject(
            "code",
            &group.code,
            "déjà présent dans le fichier\u{a0}: gardez un seul enregistrement",
        );
    }
    let members = members(item, &group.membres);
    let known = registry.collectivites().get(&key).cloned();
    if known
        .as_ref()
        .is_some_and(|known| known.kind == CollectiviteKind::Commune)
    {
        item.reject("code", &group.code, "la base a sous ce SIREN une commune");
    }
    let base = known.unwrap_or_else(|| Collectivite::new(key, kind, ""));
    Some(Collectivite {
        kind,
        name,
        departement: most_frequent(&group.membres),
        members,
        ..base
    })
}

/// Returns the members, each once, in the order of their SIREN, whether the base knows them or not.
fn members(item: &mut Item<'_>, members: &[Member]) -> Vec<Siren> {
    let read = |member: &Member| item.required("membres", &member.siren, siren);
    let members: BTreeSet<Siren> = members.iter().filter_map(read).collect();
    members.into_iter().collect()
}

/// Returns the département where most members are; of equal ones the first.
fn most_frequent(members: &[Member]) -> Option<DepartementCode> {
    let mut counts: BTreeMap<DepartementCode, usize> = BTreeMap::new();
    let codes = members.iter().filter_map(|member| insee(member.code.trim()).ok());
    for code in codes.filter_map(|code| code.value.departement()) {
        *counts.entry(code).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(code, _)| code)
}
