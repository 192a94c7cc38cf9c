//! Two records that are one: what names the one names the other from then on, which takes up what it lacks. Nothing is lost,
//! and the key of the first leads to the second.

use super::Context;
use super::fields::{self, invalid};
use crate::domain::change::Change;
use crate::domain::collectivite::Collectivite;
use crate::domain::convention::{Annexe, Convention};
use crate::domain::deployment::{Deployment, DeploymentId};
use crate::domain::id::Uai;
use crate::domain::record::{FormerKey, Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::school::School;

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
    let gone = registry
        .get(from)
        .ok_or_else(|| Refusal::missing(registry, from))?;
    let kept = registry
        .get(into)
        .ok_or_else(|| Refusal::missing(registry, into))?;
    let reason = fields::text(from.clone(), "motif", reason)?;
    let merged = combined(&kept, &gone).map_err(|why| invalid(from.clone(), "fusion", why))?;
    let mut pairs = match (from, into) {
        (RecordId::School(from), RecordId::School(into)) => ranks(registry, *from, *into)?,
        _ => Vec::new(),
    };
    pairs.push((from.clone(), into.clone()));
    let mut changes = vec![Change {
        before: Some(kept),
        after: Some(one_key(merged.renamed(from, into), into)),
    }];
    let own = [
        from.clone(),
        into.clone(),
        RecordId::FormerKey(Box::new(from.clone())),
    ];
    for (record, _) in registry
        .records()
        .filter(|(record, _)| !own.contains(&record.id()))
    {
        changes.extend(renamed(registry, record, &pairs)?);
    }
    changes.push(Change {
        before: Some(gone),
        after: None,
    });
    let mark = FormerKey {
        key: from.clone(),
        became: Some(into.clone()),
        merged: true,
        withdrawn: false,
        reason,
        on: context.today,
        by: context.actor.name.clone(),
    };
    changes.push(Change {
        before: registry.former_keys().get(from).cloned().map(Record::from),
        after: Some(mark.into()),
    });
    Ok(changes)
}

/// What becomes of another record: it names the one that stays, under a key that names it too.
fn renamed(
    registry: &Registry,
    record: Record,
    pairs: &[(RecordId, RecordId)],
) -> Result<Vec<Change>, Refusal> {
    let id = record.id();
    let mut after = record.clone();
    for (from, into) in pairs {
        // A use takes its rank once; its school alone is not renamed over it.
        after = after.renamed(from, into);
        if let Record::Entry(entry) = &mut after
            && let (RecordId::Deployment(was), RecordId::Deployment(is)) = (from, into)
            && entry.deployment() == *was
        {
            (entry.school, entry.rank) = (is.school, is.rank);
        }
        if let Record::Deployment(used) = &mut after
            && let (RecordId::Deployment(was), RecordId::Deployment(is)) = (from, into)
            && used.id() == *was
        {
            (used.school, used.rank) = (is.school, is.rank);
        }
    }
    let after = tidied(after);
    if after == record {
        return Ok(Vec::new());
    }
    if after.id() == id {
        return Ok(vec![Change::update(record, after)]);
    }
    let gone = Change {
        before: Some(record),
        after: None,
    };
    let Some(held) = registry.get(&after.id()) else {
        return Ok(vec![gone, Change::create(after)]);
    };
    match (held, after) {
        (Record::Council(held), Record::Council(other)) => {
            let mut both = (*held).clone();
            both.on_agenda |= other.on_agenda;
            both.families_informed |= other.families_informed;
            both.minutes_received = both.minutes_received.or(other.minutes_received);
            Ok(vec![gone, Change::update(*held, both)])
        }
        (Record::FollowUp(held), Record::FollowUp(other)) => {
            let sooner = if other.due < held.due {
                *other
            } else {
                (*held).clone()
            };
            Ok(vec![gone, Change::update(*held, sooner)])
        }
        (held, other) if held == other => Ok(vec![gone]),
        (held, _) => {
            let why = format!("{} existe déjà pour celle qui reste", held.id().label());
            Err(invalid(id, "clé", why))
        }
    }
}

/// A list that holds a key twice holds it once; nobody succeeds to oneself.
fn tidied(record: Record) -> Record {
    fn once<T: Clone + PartialEq>(list: &mut Vec<T>) {
        let mut seen: Vec<T> = Vec::with_capacity(list.len());
        for item in list.drain(..) {
            if !seen.contains(&item) {
                seen.push(item);
            }
        }
        *list = seen;
    }
    let mut record = record;
    match &mut record {
        Record::Collectivite(found) => {
            once(&mut found.members);
            once(&mut found.successors);
            let own = found.siren;
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
            if let crate::domain::contract::ContractSchools::Listed(schools) = &mut found.schools {
                once(schools);
            }
        }
        Record::Entry(found) => once(&mut found.conventions),
        Record::Document(found) => once(&mut found.about),
        _ => {}
    }
    record
}

fn one_key(record: Record, into: &RecordId) -> Record {
    debug_assert_eq!(record.id(), *into);
    tidied(record)
}

/// The uses of a school take ranks after those of the one that stays. Two active entries, or two uses that are not left, of
/// one category are not made one.
fn ranks(registry: &Registry, from: Uai, into: Uai) -> Result<Vec<(RecordId, RecordId)>, Refusal> {
    let mut pairs = Vec::new();
    for entry in registry.entries_of(from).filter(|entry| entry.is_active()) {
        let twin = registry.entries_of(into);
        let mut twin = twin.filter(|other| other.is_active() && other.category == entry.category);
        if let Some(twin) = twin.next() {
            let why = format!(
                "les deux écoles ont une inscription active, n°\u{a0}{} et n°\u{a0}{}\u{a0}: closez d’abord l’une des deux",
                entry.number, twin.number
            );
            return Err(invalid(RecordId::School(from), "inscription", why));
        }
    }
    let mut last: std::collections::BTreeMap<_, Option<Deployment>> = std::collections::BTreeMap::new();
    for used in registry.deployments_of(from) {
        let is_current = |used: &&Deployment| !used.is_left();
        let twin = registry.uses_of(into, used.category).find(is_current);
        if let Some(twin) = twin.filter(|_| !used.is_left()) {
            let id = RecordId::Deployment(twin.id()).label();
            let why =
                format!("les deux écoles ont un usage en cours ({id})\u{a0}: quittez d’abord l’un des deux");
            return Err(invalid(RecordId::School(from), "usage", why));
        }
        let held = last
            .entry(used.category)
            .or_insert_with(|| registry.uses_of(into, used.category).next_back().cloned());
        let rank = registry.rank_after(into, used.category, held.as_ref());
        let rank = rank.ok_or_else(|| {
            let why = "l’école qui reste a eu tous les usages qui se comptent";
            invalid(RecordId::School(from), "usage", why)
        })?;
        let id = DeploymentId {
            school: into,
            category: used.category,
            rank,
        };
        pairs.push((RecordId::Deployment(used.id()), RecordId::Deployment(id)));
        let mut moved = used.clone();
        (moved.school, moved.rank) = (into, rank);
        *held = Some(moved);
    }
    Ok(pairs)
}

/// The record that stays, with what it lacks and the other has.
fn combined(kept: &Record, gone: &Record) -> Result<Record, &'static str> {
    match (kept, gone) {
        (Record::Collectivite(kept), Record::Collectivite(gone)) => {
            collectivite(kept, gone).map(Record::from)
        }
        (Record::School(kept), Record::School(gone)) => Ok(school(kept, gone).into()),
        (Record::Convention(kept), Record::Convention(gone)) => convention(kept, gone).map(Record::from),
        _ => Err("seules deux collectivités, deux écoles ou deux conventions se fusionnent"),
    }
}

fn collectivite(kept: &Collectivite, gone: &Collectivite) -> Result<Collectivite, &'static str> {
    if kept
        .insee
        .zip(gone.insee)
        .is_some_and(|(one, other)| one != other)
    {
        return Err("deux codes INSEE sont deux communes");
    }
    let mut both = kept.clone();
    both.insee = kept.insee.or(gone.insee);
    both.departement = kept.departement.or(gone.departement);
    if both.address.is_empty() {
        both.address = gone.address.clone();
    }
    if both.kind_name.is_empty() {
        both.kind_name.clone_from(&gone.kind_name);
    }
    let new = gone
        .contacts
        .iter()
        .filter(|contact| !kept.contacts.contains(contact));
    both.contacts.extend(new.cloned());
    both.members.extend(&gone.members);
    both.successors.extend(&gone.successors);
    both.followed_by = both.followed_by.or_else(|| gone.followed_by.clone());
    Ok(both)
}

fn school(kept: &School, gone: &School) -> School {
    let mut both = kept.clone();
    let fill = |own: &mut String, other: &String| {
        if own.is_empty() {
            own.clone_from(other);
        }
    };
    fill(&mut both.address, &gone.address);
    fill(&mut both.postcode, &gone.postcode);
    fill(&mut both.email, &gone.email);
    fill(&mut both.telephone, &gone.telephone);
    fill(&mut both.circonscription, &gone.circonscription);
    both.insee = both.insee.or(gone.insee);
    both.territoire = both.territoire.or(gone.territoire);
    both.departement = both.departement.or(gone.departement);
    both.rpi = both.rpi.or_else(|| gone.rpi.clone());
    both.opened = both.opened.or(gone.opened);
    both.successors.extend(&gone.successors);
    both
}

fn convention(kept: &Convention, gone: &Convention) -> Result<Convention, &'static str> {
    if kept.party != gone.party {
        return Err("elles n’ont pas la même partie");
    }
    let same_number = |gone: &crate::domain::convention::Amendment| {
        let held = kept.amendment(&gone.number);
        held.is_some_and(|held| held != gone)
    };
    if gone.amendments.iter().any(same_number) {
        return Err("chacune a un avenant du même numéro, et ils diffèrent");
    }
    if kept.solutions.is_empty() != gone.solutions.is_empty() {
        return Err("l’une vise toutes les solutions, l’autre en nomme\u{a0}: rendez-les d’abord semblables");
    }
    let mut both = kept.clone();
    match (&mut both.annexe, &gone.annexe) {
        (Annexe::Listed(lines), Annexe::Listed(others)) => {
            let new = others.iter().filter(|line| !lines.contains(line)).cloned();
            let new: Vec<_> = new.collect();
            lines.extend(new);
        }
        (Annexe::All, Annexe::All) => {}
        _ => {
            return Err(
                "l’annexe de l’une dit toutes les écoles, l’autre les nomme\u{a0}: rendez-les d’abord semblables",
            );
        }
    }
    let new = gone
        .solutions
        .iter()
        .filter(|code| !kept.solutions.contains(code));
    both.solutions.extend(new.cloned());
    let new = gone
        .departements
        .iter()
        .filter(|code| !kept.departements.contains(code));
    both.departements.extend(new.copied());
    let new = gone
        .amendments
        .iter()
        .filter(|one| kept.amendment(&one.number).is_none());
    both.amendments.extend(new.cloned());
    let new = gone.dossiers.iter().filter(|one| !kept.dossiers.contains(one));
    both.dossiers.extend(new.cloned());
    let new = gone
        .substitutions
        .iter()
        .filter(|one| !kept.substitutions.contains(one));
    both.substitutions.extend(new.cloned());
    both.sent = both.sent.or(gone.sent);
    both.signed_dasen = both.signed_dasen.or(gone.signed_dasen);
    both.signed_party = both.signed_party.or(gone.signed_party);
    both.effect = both.effect.or(gone.effect);
    both.end = both.end.or(gone.end);
    both.published = both.published.or(gone.published);
    both.deliberation = both.deliberation.or_else(|| gone.deliberation.clone());
    both.document = both.document.or_else(|| gone.document.clone());
    Ok(both)
}
