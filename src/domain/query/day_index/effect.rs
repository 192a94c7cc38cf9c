//! The schools of an effect: counted, and the first of them named.

use serde::{Deserialize, Serialize};

use crate::domain::id::Uai;
use crate::domain::registry::Registry;

/// How many schools of an effect are named; the others are counted.
const NAMED: usize = 5;

/// How many schools of an effect are listed.
const LISTED: usize = 1_000;

/// The schools of an effect.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    pub count: usize,
    /// The first thousand, by UAI.
    pub schools: Vec<AffectedSchool>,
    /// The last that was counted.
    #[serde(skip)]
    last: Option<Uai>,
}

/// A school of an effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AffectedSchool {
    pub uai: Uai,
    /// What it is called, with its commune: `Jean Jaurès (Grenoble)`.
    pub name: String,
}

impl Effect {
    /// The names of the first, and how many others: `Jean Jaurès (Grenoble), Joseph Vallier (Grenoble) et 3 autres`.
    pub fn named(&self) -> String {
        let first = self.schools.iter().take(NAMED).map(|school| school.name.as_str());
        let names: Vec<&str> = first.collect();
        let others = self.count.saturating_sub(names.len());
        let names = names.join(", ");
        match others {
            0 => names,
            1 => format!("{names} et une autre"),
            others => format!("{names} et {others} autres"),
        }
    }

    /// True where some school is counted and not named.
    pub fn has_others(&self) -> bool {
        self.count > NAMED
    }

    /// How many schools are counted and not listed.
    pub fn unlisted(&self) -> usize {
        self.count.saturating_sub(self.schools.len())
    }

    /// Counts a school of those that come in order, unless it is the one that came before.
    pub(super) fn add_once(&mut self, registry: &Registry, uai: Uai) {
        // Of those beyond the listed ones the last is kept.
        if self.last != Some(uai) {
            self.last = Some(uai);
            self.add(registry, uai);
        }
    }

    /// Counts a school, and lists it among the first.
    pub(super) fn add(&mut self, registry: &Registry, uai: Uai) {
        self.count += 1;
        if self.schools.len() < LISTED {
            let school = registry.schools().get(&uai);
            let name = school.map_or_else(
                || uai.to_string(),
                |school| format!("{} ({})", school.name, school.commune),
            );
            self.schools.push(AffectedSchool { uai, name });
        }
    }
}
