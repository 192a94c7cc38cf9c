//! What an import changes: the records that differ, and the schools that are gone from the annuaire.

use std::collections::{BTreeMap, HashSet};

pub use super::refile::Author;
use super::{fields, refile, take_over, territory};
use crate::domain::change::Change;
use crate::domain::command::Import;
use crate::domain::id::{DepartementCode, Uai};
use crate::domain::record::{Kind, Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::school::{School, SchoolState};

/// The changes of an import; none where the base already says what the file says. A solution goes to another category with
/// its uses, and what a commune has passes to the one that takes its place.
///
/// # Errors
///
/// [`Refusal::Kind`] where a record is not of a kind that such a file holds; [`Refusal::Invalid`] where the key of a new
/// one acts where it is shown, a text of a register is none, or a school would have two uses in the category that a solution
/// takes.
pub fn changes(registry: &Registry, import: &Import, author: Author<'_>) -> Result<Vec<Change>, Refusal> {
    let mut wanted: BTreeMap<RecordId, &Record> = BTreeMap::new();
    for record in &import.records {
        if !import.kind.holds(record.kind()) {
            return Err(Refusal::Kind(record.kind()));
        }
        wanted.insert(record.id(), record);
    }
    if import.kind.holds(Kind::Entry) {
        return take_over::changes(registry, take_over::entries(&import.records), author.by);
    }
    let vanished = vanished(registry, import);
    let differences = wanted
        .into_iter()
        .filter_map(|(id, record)| difference(registry, &id, record));
    let mut changes: Vec<Change> = differences.chain(vanished).collect();
    for change in &mut changes {
        if change.before.is_none()
            && let Some(id) = change.id()
        {
            fields::plain_key(id)?;
        }
        change.after.iter_mut().for_each(Record::clean);
    }
    if import.kind.holds(Kind::Locality) {
        return territory::followed(registry, changes);
    }
    refile::with_uses(registry, changes, author)
}

fn difference(registry: &Registry, id: &RecordId, record: &Record) -> Option<Change> {
    let before = registry.get(id);
    (before.as_ref() != Some(record)).then(|| Change {
        before,
        after: Some(record.clone()),
    })
}

/// The schools of the départements that the file covers, absent from it and not known to be closed.
fn vanished(registry: &Registry, import: &Import) -> Vec<Change> {
    if !import.kind.holds(Kind::School) || import.covers.is_empty() {
        return Vec::new();
    }
    let present: HashSet<Uai> = import.records.iter().filter_map(uai).collect();
    let gone = |school: &&School| {
        covered(school, &import.covers)
            && !present.contains(&school.uai)
            && !matches!(school.state, SchoolState::Closed | SchoolState::Vanished)
    };
    registry.schools().iter().filter(gone).map(vanish).collect()
}

fn uai(record: &Record) -> Option<Uai> {
    match record {
        Record::School(school) => Some(school.uai),
        _ => None,
    }
}

fn covered(school: &School, covers: &[DepartementCode]) -> bool {
    school
        .departement
        .or_else(|| school.uai.departement())
        .is_some_and(|code| covers.contains(&code))
}

fn vanish(school: &School) -> Change {
    let after = School {
        state: SchoolState::Vanished,
        ..school.clone()
    };
    Change::update(school.clone(), after)
}
