//! Communes that go into one, and communes that are one again: what their codes stand for from a day on.

use chrono::NaiveDate;

use super::collectivites::{carried, joining, succeeded};
use super::fields::{self, invalid};
use super::{exists_on, known};
use crate::domain::change::Change;
use crate::domain::collectivite::{Collectivite, CollectiviteKind, Locality, LocalityKind, Perimeter};
use crate::domain::id::{InseeCode, Siren};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Communes that go into one on a day.
pub(super) struct Joining<'a> {
    /// Those that go into it; it may be one of them, and goes on.
    pub(super) communes: &'a [Siren],
    pub(super) into: Siren,
    /// Of a commune nouvelle, the code of one of them.
    pub(super) code: Option<InseeCode>,
    /// The name of a commune nouvelle.
    pub(super) name: &'a str,
    /// What their codes become.
    pub(super) parts: LocalityKind,
    pub(super) on: NaiveDate,
}

/// Closes communes, and has their codes stand for the one that they go into.
pub(super) fn join(registry: &Registry, joining: &Joining<'_>) -> Result<Vec<Change>, Refusal> {
    let formers = formers(registry, joining)?;
    let (code, made) = target(registry, &formers, joining)?;
    let mut changes = succeeded(registry, &formers, joining.into, joining.on)?;
    for former in &formers {
        let own = former.insee.filter(|own| *own != code);
        if let Some(own) = own {
            let part = Locality {
                code: own,
                from: Some(joining.on),
                name: former.name.clone(),
                kind: joining.parts,
                commune: code,
            };
            changes.push(put(registry, part));
        }
    }
    changes.extend(made.map(Change::create));
    Ok(changes)
}

/// The communes that are no more from the day on.
fn formers<'a>(registry: &'a Registry, joining: &Joining<'_>) -> Result<Vec<&'a Collectivite>, Refusal> {
    use LocalityKind::{CommuneAssociee, CommuneDeleguee, Merged};
    let mut found: Vec<&Collectivite> = Vec::new();
    for siren in joining.communes {
        let commune = known(registry, *siren)?;
        a_commune(commune, joining.on)?;
        if *siren != joining.into && !found.iter().any(|one| one.siren == *siren) {
            found.push(commune);
        }
    }
    let id = RecordId::Collectivite(joining.into);
    if found.is_empty() {
        let why = "dites quelles communes y entrent, autres qu’elle";
        return Err(invalid(id, "communes", why));
    }
    if !matches!(joining.parts, CommuneDeleguee | CommuneAssociee | Merged) {
        let why = "les communes qui y entrent sont déléguées, associées, ou sans reste";
        return Err(invalid(id, "nature", why));
    }
    Ok(found)
}

/// A commune that is one on the day.
fn a_commune(found: &Collectivite, on: NaiveDate) -> Result<InseeCode, Refusal> {
    let no = |why: &str| invalid(RecordId::Collectivite(found.siren), "commune", why);
    let Some(code) = found.insee.filter(|_| found.kind == CollectiviteKind::Commune) else {
        return Err(no("ce n’est pas une commune qui a un code INSEE"));
    };
    exists_on(found, on)?;
    Ok(code)
}

/// The code that those that go into it stand for, and a commune nouvelle.
fn target(
    registry: &Registry,
    formers: &[&Collectivite],
    joining: &Joining<'_>,
) -> Result<(InseeCode, Option<Collectivite>), Refusal> {
    let id = RecordId::Collectivite(joining.into);
    if let Some(held) = registry.collectivites().get(&joining.into) {
        let code = a_commune(held, joining.on)?;
        if joining.code.is_some_and(|given| given != code) {
            return Err(invalid(id, "code INSEE", format!("le sien est {code}")));
        }
        return Ok((code, None));
    }
    let code = joining
        .code
        .ok_or_else(|| invalid(id.clone(), "code INSEE", "dites celui de la commune nouvelle"))?;
    let chief = formers.iter().find(|former| former.insee == Some(code));
    let chief = chief.ok_or_else(|| {
        let why = "la commune nouvelle prend celui d’une des communes qui y entrent";
        invalid(id.clone(), "code INSEE", why)
    })?;
    let made = Collectivite {
        siren: joining.into,
        name: fields::text(id, ("name", "nom"), joining.name)?,
        ..successor(chief, joining.on)
    };
    Ok((code, Some(made)))
}

/// One that takes the place of another from a day on: the same code, address and contacts.
fn successor(former: &Collectivite, on: NaiveDate) -> Collectivite {
    let mut next = former.clone();
    next.open.from = Some(on);
    next.successors.clear();
    next.members.clear();
    next
}

/// A commune that is one again on a day.
pub(super) struct Again<'a> {
    /// Its code, which stands for another until the day before.
    pub(super) code: InseeCode,
    pub(super) siren: Siren,
    /// Its name; empty, that of the code.
    pub(super) name: &'a str,
    pub(super) on: NaiveDate,
}

/// Has a code be that of a commune again. No convention passes to it by itself.
pub(super) fn again(registry: &Registry, again: &Again<'_>) -> Result<Vec<Change>, Refusal> {
    let id = RecordId::Collectivite(again.siren);
    let part = registry.locality(again.code, again.on);
    let part = part.filter(|part| part.commune != again.code).ok_or_else(|| {
        let why = format!(
            "{} n’est pas le code d’une partie de commune ce jour-là",
            again.code
        );
        invalid(id.clone(), "code INSEE", why)
    })?;
    let name = match again.name.trim() {
        "" => part.name.clone(),
        _ => fields::text(id.clone(), ("name", "nom"), again.name)?,
    };
    let commune = if let Some(held) = registry.collectivites().get(&again.siren) {
        reopened(held, again, name)?
    } else {
        let mut made = Collectivite::new(again.siren, CollectiviteKind::Commune, name);
        made.insee = Some(again.code);
        made.departement = again.code.departement();
        made.open.from = Some(again.on);
        Change::create(made)
    };
    let stands = Locality {
        from: Some(again.on),
        kind: LocalityKind::Commune,
        commune: again.code,
        ..part.clone()
    };
    let mut changes = vec![commune, put(registry, stands)];
    if let Some(whole) = registry.commune_of_code(part.commune, again.on) {
        changes.extend(given_back(
            registry,
            (whole.siren, again.siren),
            again.code,
            again.on,
        )?);
    }
    Ok(changes)
}

/// What a commune that is one again gets back of the one of which it was a part: the competences over its code, and over the
/// schools of its place; it is a member of the same groups.
pub(super) fn given_back(
    registry: &Registry,
    (whole, commune): (Siren, Siren),
    code: InseeCode,
    on: NaiveDate,
) -> Result<Vec<Change>, Refusal> {
    let is_its = |perimeter| match perimeter {
        Perimeter::Commune(over) => over == code,
        Perimeter::School(uai) => {
            let school = registry.schools().get(&uai);
            school.is_some_and(|school| school.place() == Some(code))
        }
    };
    let mut changes = joining(registry, whole, commune);
    changes.extend(carried(registry, whole, commune, on, is_its)?);
    Ok(changes)
}

/// The commune that bore the code, open again.
fn reopened(held: &Collectivite, again: &Again<'_>, name: String) -> Result<Change, Refusal> {
    let is_its = held.kind == CollectiviteKind::Commune && held.insee == Some(again.code);
    let is_closed = held.open.to.is_some_and(|to| to < again.on);
    if !is_its || !is_closed {
        let why = "la base a sous ce SIREN une autre collectivité, ou une commune qui existe encore";
        return Err(invalid(RecordId::Collectivite(held.siren), "SIREN", why));
    }
    let mut open = held.clone();
    open.open.to = None;
    open.successors.clear();
    open.name = name;
    Ok(Change::update(held.clone(), open))
}

/// A record in place of the one of its key.
fn put(registry: &Registry, locality: Locality) -> Change {
    let held = registry.localities().get(&locality.id()).cloned();
    Change {
        before: held.map(Record::from),
        after: Some(locality.into()),
    }
}
