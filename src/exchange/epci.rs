//! EPCI and syndicats with their members, JSON.
//!
//! Contacts, dates and successors, which no such file has, stay. Membership gives no competence by itself.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::ExchangeError;
use super::cell::{CellError, choice, clean_text, siren};
use super::item::{Item, items};
use super::reading::Reading;
use super::source::Source;
use crate::domain::collectivite::{Collectivite, CollectiviteKind};
use crate::domain::command::ImportKind;
use crate::domain::date::Period;
use crate::domain::id::{DepartementCode, Siren};
use crate::domain::registry::Registry;

/// A group as the file has it; its other fields are of no use here.
#[derive(Debug, Deserialize)]
struct Group {
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
    siren: String,
    #[serde(default)]
    nom: String,
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

/// Reads a file of groups.
pub(super) fn read(source: &Source, registry: &Registry) -> Result<Reading, ExchangeError> {
    let mut seen = BTreeSet::new();
    let gather = items(source, |item, group: Group| {
        if let Some(record) = collectivite(item, &group, registry, &mut seen) {
            item.take(record);
        }
    })?;
    Ok(gather.finish(ImportKind::Epci, source))
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
    let name = item.required("nom", &group.nom, |text| Ok(clean_text(text)));
    let (key, kind, name) = (key?, kind?, name?);
    if !seen.insert(key) {
        item.reject(
            "code",
            &group.code,
            "déjà présent dans le fichier : gardez un seul enregistrement",
        );
    }
    let members = members(item, &group.membres, registry);
    let known = registry.collectivites().get(&key).cloned();
    let base = known.unwrap_or_else(|| blank(key));
    Some(Collectivite {
        kind,
        name,
        departement: most_frequent(&members, registry),
        members,
        ..base
    })
}

/// Returns the members that the base knows; says which it does not, and refuses a group of which it knows none.
fn members(item: &mut Item<'_>, members: &[Member], registry: &Registry) -> Vec<Siren> {
    let mut known = BTreeSet::new();
    let mut unknown = Vec::new();
    for member in members {
        let Some(siren) = item.required("membres", &member.siren, siren) else {
            continue;
        };
        if registry.collectivites().get(&siren).is_some() {
            known.insert(siren);
        } else {
            unknown.push(super::inert::inert(&member.nom));
        }
    }
    say_unknown(item, &known, &unknown);
    known.into_iter().collect()
}

/// Says which members are left out.
fn say_unknown(item: &mut Item<'_>, known: &BTreeSet<Siren>, unknown: &[String]) {
    if unknown.is_empty() {
        return;
    }
    if known.is_empty() {
        let reason =
            CellError::Unknown("aucun membre n'est connu : importez d'abord les communes".to_owned());
        item.reject("membres", &unknown.join(", "), &reason);
    } else {
        item.warn(
            "membres",
            &unknown.join(", "),
            "inconnus de la base et laissés de côté : importez leurs communes, puis ce fichier à nouveau",
        );
    }
}

/// Returns the département where most members are; of equal ones the first.
fn most_frequent(members: &[Siren], registry: &Registry) -> Option<DepartementCode> {
    let mut counts: BTreeMap<DepartementCode, usize> = BTreeMap::new();
    for member in members {
        let member = registry.collectivites().get(member);
        if let Some(code) = member.and_then(|member| member.departement) {
            *counts.entry(code).or_default() += 1;
        }
    }
    let most = counts.values().copied().max()?;
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(code, _)| code)
}

/// Returns a collectivité of which nothing is known.
fn blank(siren: Siren) -> Collectivite {
    Collectivite {
        siren,
        kind: CollectiviteKind::Other,
        name: String::new(),
        insee: None,
        departement: None,
        contacts: Vec::new(),
        members: Vec::new(),
        open: Period::default(),
        successors: Vec::new(),
    }
}
