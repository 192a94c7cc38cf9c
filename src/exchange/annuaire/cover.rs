//! Which départements a file covers whole: there, a school that it lacks has vanished from the annuaire.
//!
//! A département is covered when no row of it was rejected, and when, of the public and of the private schools,
//! of the maternelles and of the others taken apart, the file has at least two thirds of those that the base holds
//! there and that have not vanished or closed; one or two missing are always taken for closed if one is left.
//! An extract of the annuaire (public schools only, no maternelles) thus marks nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::departement_of;
use crate::domain::id::{DepartementCode, Uai};
use crate::domain::record::Record;
use crate::domain::registry::Registry;
use crate::domain::school::{School, SchoolState, Sector};
use crate::exchange::gather::Gather;
use crate::exchange::table::{Reject, Table};

/// How many schools of a group the base holds, and how many of these the file has.
#[derive(Default)]
struct Share {
    held: usize,
    found: usize,
}

/// Schools that an extract of the annuaire takes or leaves together.
type Group = (DepartementCode, Sector, bool);

impl Share {
    /// Says whether the file is plausibly whole for the group.
    fn is_whole(&self) -> bool {
        let missing = self.held - self.found;
        3 * missing <= self.held || (missing <= 2 && self.found > 0)
    }
}

/// Notes which départements the file covers, and says of which it does not and why.
pub(super) fn judge(gather: &mut Gather, table: &Table<'_>, registry: &Registry) {
    let listed: BTreeSet<Uai> = schools(gather).map(|school| school.uai).collect();
    let mut covered: BTreeSet<DepartementCode> =
        schools(gather).filter_map(|school| school.departement).collect();
    let mut remarks = Vec::new();
    if let Some(total) = table.pages() {
        covered.clear();
        remarks.push(format!(
            "le fichier est une page\u{a0}: il a {} enregistrements sur {total}\u{a0}; aucune école absente n’est marquée disparue",
            table.rows().count()
        ));
    }
    match rejected_in(&gather.rejects, table) {
        Some(rejected) => covered.retain(|code| !rejected.contains(code)),
        None => covered.clear(),
    }
    if !gather.rejects.is_empty() {
        remarks.push(
            "des lignes sont rejetées\u{a0}: dans leurs départements, aucune école absente n’est marquée disparue"
                .to_owned(),
        );
    }
    for ((code, sector, young), share) in shares(registry, &covered, &listed) {
        if !share.is_whole() {
            covered.remove(&code);
            remarks.push(partial(code, sector, young, &share));
        }
    }
    gather.covers = covered.into_iter().collect();
    gather.remarks.extend(remarks);
}

/// Says that the file looks like an extract.
fn partial(code: DepartementCode, sector: Sector, young: bool, share: &Share) -> String {
    let sector = match sector {
        Sector::Public => "publiques",
        Sector::Private => "privées",
    };
    let level = if young {
        "maternelles"
    } else {
        "élémentaires ou primaires"
    };
    format!(
        "département {code}\u{a0}: le fichier n’a que {} des {} écoles {level} {sector} de la base\u{a0}: il paraît partiel, \
         aucune école absente n’est marquée disparue",
        share.found, share.held
    )
}

/// Counts, for each group of the base in the covered départements, what the file has of it.
fn shares(
    registry: &Registry,
    covered: &BTreeSet<DepartementCode>,
    listed: &BTreeSet<Uai>,
) -> BTreeMap<Group, Share> {
    let mut shares: BTreeMap<Group, Share> = BTreeMap::new();
    for school in registry.schools().iter() {
        let code = school.departement.or_else(|| school.uai.departement());
        let Some(code) = code.filter(|code| covered.contains(code)) else {
            continue;
        };
        if !matches!(school.state, SchoolState::Vanished | SchoolState::Closed) {
            let share = shares.entry((code, school.sector, is_young(school))).or_default();
            share.held += 1;
            share.found += usize::from(listed.contains(&school.uai));
        }
    }
    shares
}

/// Says whether a school is a maternelle.
fn is_young(school: &School) -> bool {
    matches!(school.nature.0, 101 | 103)
}

/// Returns the départements of the rejected rows; nothing when one of them cannot be told.
fn rejected_in(rejects: &[Reject], table: &Table<'_>) -> Option<BTreeSet<DepartementCode>> {
    rejects
        .iter()
        .map(|reject| departement_of(|column| table.cell(&reject.cells, column)))
        .collect()
}

/// Returns the schools that the file gives.
fn schools(gather: &Gather) -> impl Iterator<Item = &School> {
    gather.records.iter().filter_map(|record| match record {
        Record::School(school) => Some(&**school),
        _ => None,
    })
}
