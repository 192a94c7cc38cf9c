//! A line of the register: an entry with all that RGPD art. 30(1) asks, gathered from the records it rests on.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::collectivite::Collectivite;
use crate::domain::contact::Contact;
use crate::domain::convention::{AnnexeLine, Party};
use crate::domain::date::day_fr;
use crate::domain::id::{ConventionNumber, Siren};
use crate::domain::provider::{Provider, Sheet, SheetId};
use crate::domain::register::{Closure, RegisterEntry, Review, TakenOver};
use crate::domain::registry::Registry;
use crate::domain::school::School;

/// A register entry and the records that it names; closed entries have lines too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterLine {
    /// The entry's number.
    pub number: u32,
    /// The UAI, with the school's name and commune as the base has them now.
    pub uai: String,
    /// The school's name.
    pub school: String,
    pub commune: String,
    pub departement: String,
    /// The joint controller: the collectivité of the convention 26 that the entry rests on.
    pub collectivite: Option<(Siren, String)>,
    /// Whom to write to there, as the base has it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint_contact: Option<Contact>,
    /// The number of that convention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint_convention: Option<String>,
    /// The code of the solution.
    pub solution: String,
    /// The product's name.
    pub product: String,
    pub category: String,
    pub provider: Option<(Siren, String)>,
    /// The numbers of the conventions.
    pub conventions: Vec<String>,
    /// The avenants by which these conventions name the school or take it out: `avenant 2 de 26-0012`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<String>,
    /// The version of the fiche that the entry rests on.
    pub version: String,
    pub sheet: Option<Sheet>,
    /// The day of the inscription.
    pub entered_on: NaiveDate,
    pub entered_by: String,
    /// When it was made, or last made active again, by the journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<DateTime<Utc>>,
    pub reviewed: Option<Review>,
    pub closed: Option<Closure>,
    /// Each time that the clock under which the base is written was taken up again: when, by whom, why. The same on
    /// every line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clock: Vec<String>,
    /// Of an entry that was taken over from an existing register, its reference there; may be empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_over: Option<TakenOver>,
}

impl RegisterLine {
    /// The numbers of the conventions, then the avenants by which they name the school or take it out.
    pub(super) fn with_amendments(&self) -> Vec<&str> {
        let conventions = self.conventions.iter().chain(&self.amendments);
        conventions.map(String::as_str).collect()
    }
}

/// The register, in the order of the numbers.
pub fn register_lines(registry: &Registry) -> Vec<RegisterLine> {
    registry
        .entries()
        .iter()
        .map(|entry| line(registry, entry))
        .collect()
}

/// Gathers the line of an entry.
fn line(registry: &Registry, entry: &RegisterEntry) -> RegisterLine {
    let school = registry.schools().get(&entry.school);
    let solution = registry.solutions().get(&entry.solution);
    let provider = solution.and_then(|solution| registry.providers().get(&solution.provider));
    let (joint_convention, joint) = joint(registry, entry).unzip();
    let of_school = |text: fn(&School) -> String| school.map(text).unwrap_or_default();
    RegisterLine {
        number: entry.number,
        uai: entry.school.to_string(),
        school: of_school(|school| school.name.clone()),
        commune: of_school(|school| school.commune.clone()),
        departement: of_school(|school| {
            school
                .departement
                .map(|code| code.to_string())
                .unwrap_or_default()
        }),
        collectivite: joint.map(|joint| (joint.siren, joint.name.clone())),
        joint_contact: joint.and_then(|joint| joint.contacts.first().cloned()),
        joint_convention: joint_convention.map(ToString::to_string),
        solution: entry.solution.to_string(),
        product: solution.map(|solution| solution.name.clone()).unwrap_or_default(),
        category: entry.category.label().to_owned(),
        provider: provider.map(|Provider { siren, name, .. }| (*siren, name.clone())),
        conventions: entry.conventions.iter().map(ToString::to_string).collect(),
        amendments: amendments(registry, entry),
        version: entry.sheet.to_string(),
        sheet: sheet(registry, entry).cloned(),
        entered_on: entry.entered_on,
        entered_by: entry.entered_by.clone(),
        recorded: None,
        reviewed: entry.reviewed.clone(),
        closed: entry.closed.clone(),
        clock: Vec::new(),
        taken_over: entry.taken_over.clone(),
    }
}

/// Returns the avenants by which the conventions of an entry name its school or take it out, with the day of each.
fn amendments(registry: &Registry, entry: &RegisterEntry) -> Vec<String> {
    let conventions = entry.conventions.iter();
    let found = conventions.filter_map(|number| registry.conventions().get(number));
    let named = found.flat_map(|convention| {
        let lines = convention.lines_of(entry.school);
        let numbers: BTreeSet<_> = lines.flat_map(AnnexeLine::amendments).collect();
        let amendments = numbers
            .into_iter()
            .filter_map(|number| convention.amendment(number));
        amendments.map(|found| {
            let on = found
                .date
                .map_or_else(String::new, |on| format!(" du {}", day_fr(on)));
            format!("avenant {}{on} de {}", found.number, convention.number)
        })
    });
    named.collect()
}

/// Returns the convention 26 of an entry, and the collectivité that is joint controller by it.
fn joint<'r>(
    registry: &'r Registry,
    entry: &RegisterEntry,
) -> Option<(&'r ConventionNumber, &'r Collectivite)> {
    let conventions = entry.conventions.iter();
    let mut found = conventions.filter_map(|number| registry.conventions().get(number));
    found.find_map(|convention| match convention.party {
        Party::Collectivite(siren) => Some((&convention.number, registry.collectivites().get(&siren)?)),
        Party::Provider(_) => None,
    })
}

/// Returns the fiche that an entry rests on.
fn sheet<'r>(registry: &'r Registry, entry: &RegisterEntry) -> Option<&'r Sheet> {
    registry.sheets().get(&SheetId {
        solution: entry.solution.clone(),
        version: entry.sheet.clone(),
    })
}
