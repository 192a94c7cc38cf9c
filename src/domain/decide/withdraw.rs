//! Records made by mistake: withdrawn, or given the key that they should have had.

use std::collections::BTreeSet;

use super::Context;
use super::fields::{self, invalid};
use super::{relying, school_facts};
use crate::domain::change::Change;
use crate::domain::covered::Coverage;
use crate::domain::record::{FormerKey, Kind, Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEntry;
use crate::domain::registry::Registry;

/// How many of the records that rest on one are named; the others are counted.
const NAMED: usize = 5;

/// Withdraws a record on which nothing rests.
pub(super) fn withdraw(
    registry: &Registry,
    id: &RecordId,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    match id.kind() {
        Kind::Entry => {
            return Err(invalid(
                id.clone(),
                "inscription",
                "elle se clôt, elle ne se retire pas",
            ));
        }
        // A view is no record of a case, a document is detached: each has a command of its own.
        kind @ (Kind::View | Kind::Document | Kind::FormerKey) => return Err(Refusal::Kind(kind)),
        _ => {}
    }
    let found = registry.get(id).ok_or_else(|| Refusal::missing(registry, id))?;
    let reason = fields::text(id.clone(), "motif", reason)?;
    let gone = Change {
        before: Some(found),
        after: None,
    };
    let mut on = registry.resting_upon(id);
    let named: BTreeSet<RecordId> = on.iter().cloned().collect();
    on.extend(relying::without_naming(registry, &gone, &named, context));
    if !on.is_empty() {
        let count = on.len();
        on.truncate(NAMED);
        return Err(Refusal::Rests {
            id: id.clone(),
            on,
            count,
        });
    }
    let held = registry.former_keys().get(id);
    let mark = FormerKey {
        withdrawn: true,
        became: held.and_then(|held| held.became.clone()),
        ..marked(id.clone(), reason, context)
    };
    Ok(vec![gone, marks(registry, mark)])
}

/// Gives a record another key: the old one goes, the new one comes, and all that names it is rewritten.
pub(super) fn correct(
    registry: &Registry,
    from: &RecordId,
    to: &RecordId,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let found = registry
        .get(from)
        .ok_or_else(|| Refusal::missing(registry, from))?;
    if from == to {
        return Err(Refusal::Nothing);
    }
    may_become(from, to)?;
    if let RecordId::Council(held) = to {
        school_facts::open_on(registry, held.school, held.date)?;
    }
    fields::plain_key(to.clone())?;
    let reason = fields::text(from.clone(), "motif", reason)?;
    free(registry, from, to)?;
    if let Some(became) = registry
        .former_keys()
        .get(from)
        .and_then(|held| held.became.as_ref())
    {
        let why = format!(
            "elle a déjà été celle d’un autre enregistrement\u{a0}: {}",
            became.label()
        );
        return Err(invalid(from.clone(), "clé", why));
    }
    let mut changes = moved(found, from, to).to_vec();
    for record in holding(registry, from) {
        let renamed = record.renamed(from, to);
        if renamed.id() != record.id() {
            free(registry, &record.id(), &renamed.id())?;
            changes.extend(moved(record, from, to));
        } else if renamed != record {
            let renamed = placed(registry, &record, renamed, context);
            changes.push(Change::update(record, renamed));
        }
    }
    // Where the record is given back a key that it had, that one is its own again.
    if let Some(back) = registry.former_keys().get(to) {
        changes.push(Change {
            before: Some(back.clone().into()),
            after: None,
        });
    }
    let mark = FormerKey {
        became: Some(to.clone()),
        ..marked(from.clone(), reason, context)
    };
    changes.push(marks(registry, mark));
    Ok(changes)
}

/// The other records that hold a key, or one that has it within; what became of the key itself is said at the end.
fn holding(registry: &Registry, from: &RecordId) -> impl Iterator<Item = Record> {
    let own = RecordId::FormerKey(Box::new(from.clone()));
    let within = registry.within(from);
    let mut ids = registry.naming(from);
    ids.extend(within.iter().flat_map(|id| registry.naming(id)));
    ids.extend(within);
    let former = registry.former_keys().keys();
    ids.extend(former.map(|key| RecordId::FormerKey(Box::new(key.clone()))));
    ids.remove(from);
    ids.remove(&own);
    ids.into_iter().filter_map(|id| registry.get(&id))
}

/// An entry that is rewritten, whose version is another from then on: where its review of the former format is void, it
/// keeps the place that the version stood for, and stays void.
fn placed(registry: &Registry, was: &Record, mut renamed: Record, context: &Context<'_>) -> Record {
    if let (Record::Entry(was), Record::Entry(entry)) = (was, &mut renamed)
        && let Some(review) = &was.reviewed
        && was.is_active()
        && !review.has_digests()
        && !Coverage::new(registry, was, context.today)
            .changed(review)
            .is_empty()
    {
        place(registry, entry);
    }
    renamed
}

/// Gives the review of an entry that is rewritten, where it is of the former format, the place that the version of the entry
/// stood for.
pub(super) fn place(registry: &Registry, entry: &mut RegisterEntry) {
    let version = registry.version(&RecordId::Entry(entry.number));
    if let Some(review) = entry.reviewed.as_mut().filter(|review| !review.has_digests()) {
        review.seen = review.seen.or(version);
    }
}

/// A record that goes and comes under another key.
fn moved(record: Record, from: &RecordId, to: &RecordId) -> [Change; 2] {
    let come = Change::create(record.renamed(from, to));
    let gone = Change {
        before: Some(record),
        after: None,
    };
    [gone, come]
}

/// Which keys may be corrected, and to what.
fn may_become(from: &RecordId, to: &RecordId) -> Result<(), Refusal> {
    let no = |why: &str| Err(invalid(from.clone(), "clé", why));
    match (from, to) {
        (RecordId::Council(was), RecordId::Council(is)) if was.school != is.school => no(
            "le jour du conseil se corrige, pas son école\u{a0}: retirez-le et notez-le pour l’autre école",
        ),
        (RecordId::Sheet(was), RecordId::Sheet(is)) if was.solution != is.solution => no(
            "la version se corrige, pas la solution\u{a0}: retirez la fiche et saisissez-la pour l’autre solution",
        ),
        (RecordId::Council(_), RecordId::Council(_))
        | (RecordId::Sheet(_), RecordId::Sheet(_))
        | (RecordId::Convention(_), RecordId::Convention(_))
        | (RecordId::Contract(_), RecordId::Contract(_))
        | (RecordId::School(_), RecordId::School(_))
        | (RecordId::Collectivite(_), RecordId::Collectivite(_))
        | (RecordId::Provider(_), RecordId::Provider(_))
        | (RecordId::Solution(_), RecordId::Solution(_)) => Ok(()),
        (from, to) if from.kind() != to.kind() => no("elle ne devient pas celle d’un autre type"),
        _ => no("elle ne se corrige pas\u{a0}: retirez l’enregistrement et saisissez-le de nouveau"),
    }
}

/// The key is of no other record, and was of none that was withdrawn.
fn free(registry: &Registry, from: &RecordId, to: &RecordId) -> Result<(), Refusal> {
    if registry.version(to).is_some() {
        return Err(invalid(
            from.clone(),
            "clé",
            format!("{} existe déjà", to.label()),
        ));
    }
    match registry.former_keys().get(to) {
        Some(held) if held.is_spent() => Err(Refusal::Spent(Box::new(held.clone()))),
        Some(held) if held.became.is_some() && registry.follow(to) != *from => {
            let became = registry.follow(to).label();
            let why = format!("{} est devenue {became}", to.label());
            Err(invalid(from.clone(), "clé", why))
        }
        _ => Ok(()),
    }
}

fn marked(key: RecordId, reason: String, context: &Context<'_>) -> FormerKey {
    FormerKey {
        key,
        became: None,
        merged: false,
        withdrawn: false,
        reason,
        on: context.today,
        by: context.actor.name.clone(),
    }
}

/// Notes what became of a key.
fn marks(registry: &Registry, mark: FormerKey) -> Change {
    Change {
        before: registry.former_keys().get(&mark.key).cloned().map(Record::from),
        after: Some(mark.into()),
    }
}
