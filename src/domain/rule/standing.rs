//! What a school is, one of six at a time, by what the rules say of its uses.

use serde::{Deserialize, Serialize};

use super::assessment::Assessment;
use super::code::RuleCode;

/// What a school is, or what it is as to one of its uses: the first of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// A private school, outside the DASEN's conventions (B2).
    OutOfScope,
    /// To regularise (W0).
    ToRegularise,
    Registered,
    /// A current use that no rule keeps out of the register.
    Ready,
    /// A current use that a rule keeps out of the register: this is the flag.
    Blocked,
    NoProject,
}

/// Every standing with its code (files, filters), and its label for one school and for several, in order.
const TABLE: [(Standing, &str, &str, &str); 6] = [
    (Standing::OutOfScope, "hors_champ", "hors champ", "hors champ"),
    (
        Standing::ToRegularise,
        "a_regulariser",
        "à régulariser",
        "à régulariser",
    ),
    (Standing::Registered, "inscrite", "inscrite", "inscrites"),
    (Standing::Ready, "prete", "prête", "prêtes"),
    (Standing::Blocked, "bloquee", "bloquée", "bloquées"),
    (Standing::NoProject, "sans_projet", "sans projet", "sans projet"),
];

impl Standing {
    /// Every standing, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(standing, ..)| *standing)
    }

    /// The code used in files and filters: `bloquee`.
    pub fn code(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// The French label: `bloquée`.
    pub fn label(self) -> &'static str {
        TABLE[self as usize].2
    }

    /// A count of schools that are so: `1 bloquée`, `2 bloquées`.
    pub fn counted(self, count: usize) -> String {
        let (_, _, one, many) = TABLE[self as usize];
        format!("{count} {}", if count < 2 { one } else { many })
    }

    /// The label over a count: `bloquées`.
    pub fn plural(self) -> &'static str {
        TABLE[self as usize].3
    }

    /// What a school is, by the assessments of its uses; none without an assessment.
    pub fn of_school<'a>(assessments: impl IntoIterator<Item = &'a Assessment>) -> Option<Self> {
        assessments.into_iter().map(Assessment::standing).min()
    }

    /// True where a school has, or had, a use that the DASEN's conventions are about: what it lacks is missing.
    pub fn is_a_project(self) -> bool {
        !matches!(self, Self::OutOfScope | Self::NoProject)
    }
}

impl Assessment {
    /// What the school is as to this use.
    pub fn standing(&self) -> Standing {
        if self.has(RuleCode::B2) {
            Standing::OutOfScope
        } else if self.to_regularise() {
            Standing::ToRegularise
        } else if self.registered.is_some() {
            Standing::Registered
        } else if !self.is_current() {
            Standing::NoProject
        } else if self.may_be_registered() {
            Standing::Ready
        } else {
            Standing::Blocked
        }
    }

    /// True for a use that the school has and has not left.
    fn is_current(&self) -> bool {
        self.stage.is_some_and(|stage| !stage.is_left())
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, TABLE};

    #[test]
    fn the_table_is_in_the_order_of_the_standings() {
        for (position, (standing, ..)) in TABLE.iter().enumerate() {
            assert_eq!(*standing as usize, position);
        }
        assert!(Standing::all().is_sorted());
    }
}
