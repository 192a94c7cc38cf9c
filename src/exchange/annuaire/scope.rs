//! Which départements are kept of an annuaire: those of the configuration, else those that the base is of and the schools
//! that it has.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{DEPARTEMENT, INSEE, UAI};
use crate::domain::id::DepartementCode;
use crate::domain::registry::Registry;
use crate::exchange::against::Against;
use crate::exchange::cell;
use crate::exchange::table::{Cells, Column};

/// How many schools of a département a base has that is of it: a few tell nothing, and départements have more.
const OWN: usize = 50;

/// The départements that are kept; all where there are none.
pub(super) struct Scope<'a> {
    kept: BTreeSet<DepartementCode>,
    registry: &'a Registry,
    /// The configuration says so.
    configured: bool,
}

impl<'a> Scope<'a> {
    pub(super) fn new(against: Against<'a>) -> Self {
        let configured: BTreeSet<DepartementCode> = against.departements.iter().copied().collect();
        if configured.is_empty() {
            Self {
                kept: own(against.registry),
                registry: against.registry,
                configured: false,
            }
        } else {
            Self {
                kept: configured,
                registry: against.registry,
                configured: true,
            }
        }
    }

    /// Says why a row is of no concern: its school is of another département.
    pub(super) fn leaves_out(&self, cells: &Cells<'_>) -> Option<String> {
        let code = departement_of(|column| cells.row().get(column))?;
        if self.keeps(code) || !self.configured && self.is_known(cells) {
            return None;
        }
        let kept: Vec<String> = self.kept.iter().map(DepartementCode::to_string).collect();
        let of = if self.configured {
            "la configuration"
        } else {
            "la base"
        };
        Some(format!(
            "autre département que ceux de {of} ({})",
            kept.join(", ")
        ))
    }

    /// Says of a school that is kept that its UAI is of a département that is not.
    pub(super) fn say_foreign_uai(&self, cells: &mut Cells<'_>) {
        let read = cell::uai(cells.row().get(UAI)).ok();
        let code = read.and_then(|uai| uai.value.departement());
        if let Some(code) = code.filter(|code| !self.keeps(*code)) {
            cells.warn(UAI, &format!("c’est un UAI du département {code}"));
        }
    }

    /// Says whether the base has the school of a row.
    fn is_known(&self, cells: &Cells<'_>) -> bool {
        let read = cell::uai(cells.row().get(UAI)).ok();
        read.is_some_and(|uai| self.registry.schools().get(&uai.value).is_some())
    }

    fn keeps(&self, code: DepartementCode) -> bool {
        self.kept.is_empty() || self.kept.contains(&code)
    }
}

/// The département of a row, from any of the cells that tell it.
pub(super) fn departement_of<'c>(cell: impl Fn(Column) -> &'c str) -> Option<DepartementCode> {
    let said = cell::departement(cell(DEPARTEMENT)).ok().map(|code| code.value);
    let by_insee = || {
        cell::insee(cell(INSEE))
            .ok()
            .and_then(|code| code.value.departement())
    };
    let by_uai = || cell::uai(cell(UAI)).ok().and_then(|uai| uai.value.departement());
    said.or_else(by_insee).or_else(by_uai)
}

/// The départements that a base is of.
fn own(registry: &Registry) -> BTreeSet<DepartementCode> {
    let mut counts: BTreeMap<DepartementCode, usize> = BTreeMap::new();
    let code =
        |school: &crate::domain::school::School| school.departement.or_else(|| school.uai.departement());
    for code in registry.schools().iter().filter_map(code) {
        *counts.entry(code).or_default() += 1;
    }
    counts.retain(|_, count| *count >= OWN);
    counts.into_keys().collect()
}
