//! What a school is, one of six at a time, by what the rules say of its uses.

use super::assessment::Assessment;
use super::code::RuleCode;
use crate::domain::coded::coded;

coded! {
    /// What a school is, or what it is as to one of its uses: the first of these that holds.
    #[derive(serde::Serialize, serde::Deserialize)]
    enum Standing {
        /// A private school, outside the DASEN's conventions (B2).
        OutOfScope "hors_champ", "hors champ";
        /// To regularise (W0).
        ToRegularise "a_regulariser", "à régulariser";
        Registered "inscrite", "inscrite";
        /// A current use that no rule keeps out of the register.
        Ready "prete", "prête";
        /// A current use that a rule keeps out of the register: this is the flag.
        Blocked "bloquee", "bloquée";
        NoProject "sans_projet", "sans projet";
    }
}

impl Standing {
    /// A count of schools that are so: `1 bloquée`, `2 bloquées`.
    pub fn counted(self, count: usize) -> String {
        let label = if count < 2 { self.label() } else { self.plural() };
        format!("{count} {label}")
    }

    /// The label over a count: `bloquées`.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Registered => "inscrites",
            Self::Ready => "prêtes",
            Self::Blocked => "bloquées",
            Self::OutOfScope | Self::ToRegularise | Self::NoProject => self.label(),
        }
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
        self.stage.is_some() && !self.is_left
    }
}
