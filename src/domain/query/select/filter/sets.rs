//! Names of a filter, resolved to the records that answer to them.

use super::super::sorted_set::SortedSet;
use crate::domain::collectivite::Collectivite;
use crate::domain::id::{Siren, SolutionCode};
use crate::domain::query::day_index::Names;
use crate::domain::query::language::{NameValue, Value};
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;

/// Of each number of a name, whether it answers to one of the values.
pub(super) fn names(names: &Names, values: &[Value]) -> Vec<bool> {
    let (sought, none) = (sought(values), nothing(values));
    names
        .iter()
        .map(|(_, name)| {
            (none && name.folded.is_empty()) || sought.iter().any(|value| value.matches(&name.folded))
        })
        .collect()
}

/// The collectivités that answer to one of the values.
pub(super) fn collectivites(source: Source<'_>, values: &[Value]) -> SortedSet<Siren> {
    parties(source, values, |id| match id {
        RecordId::Collectivite(siren) => Some(*siren),
        _ => None,
    })
}

/// The prestataires that answer to one of the values.
pub(super) fn providers(source: Source<'_>, values: &[Value]) -> SortedSet<Siren> {
    parties(source, values, |id| match id {
        RecordId::Provider(siren) => Some(*siren),
        _ => None,
    })
}

/// The solutions that answer to one of the values.
pub(super) fn solutions(source: Source<'_>, values: &[Value]) -> SortedSet<SolutionCode> {
    let sought = sought(values);
    let named = source.day_index.named().iter();
    named
        .filter_map(|named| match &named.id {
            RecordId::Solution(code) => Some((code, &named.name)),
            _ => None,
        })
        .filter(|(code, name)| {
            sought
                .iter()
                .any(|value| value.matches(name) || value.matches_code(code.as_str()))
        })
        .map(|(code, _)| code.clone())
        .collect()
}

/// The collectivités that one of the accounts follows; those that nobody follows where *aucune* is asked for.
pub(super) fn followed(source: Source<'_>, values: &[Value]) -> SortedSet<Siren> {
    let asked = |collectivite: &&Collectivite| match &collectivite.followed_by {
        Some(name) => values
            .iter()
            .any(|value| matches!(value, Value::Account(asked) if asked == name)),
        None => nothing(values),
    };
    let collectivites = source.registry.collectivites().iter();
    collectivites
        .filter(asked)
        .map(|collectivite| collectivite.siren)
        .collect()
}

/// True when one of the values is *aucune*.
pub(super) fn nothing(values: &[Value]) -> bool {
    values.contains(&Value::Nothing)
}

fn parties(
    source: Source<'_>,
    values: &[Value],
    siren: impl Fn(&RecordId) -> Option<Siren>,
) -> SortedSet<Siren> {
    let sought = sought(values);
    let named = source.day_index.named().iter();
    named
        .filter_map(|named| siren(&named.id).map(|siren| (siren, &named.name)))
        .filter(|(siren, name)| {
            sought
                .iter()
                .any(|value| value.matches(name) || value.matches_code(siren.as_str()))
        })
        .map(|(siren, _)| siren)
        .collect()
}

fn sought(values: &[Value]) -> Vec<&NameValue> {
    values
        .iter()
        .filter_map(|value| match value {
            Value::Name(name) => Some(name),
            _ => None,
        })
        .collect()
}
