//! Who took the place of a prestataire, and by what.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::coded::coded;
use crate::domain::id::{Siren, SolutionCode};

/// That a prestataire took the place of another on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// Who took it.
    pub provider: Siren,
    pub on: NaiveDate,
    pub nature: SuccessionNature,
    /// What passed by it; not said by records of before, where all that the other sold did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solutions: Option<Vec<SolutionCode>>,
}

impl Succession {
    /// True of a solution that passed by it.
    pub fn passes(&self, solution: &SolutionCode) -> bool {
        let passed = self.solutions.as_ref();
        passed.is_none_or(|passed| passed.contains(solution))
    }

    /// Words followed by what passed by it, where that is said: `cession, one, edumoov`.
    pub fn with_solutions(&self, words: &str) -> String {
        let passed = self.solutions.iter().flatten().map(SolutionCode::as_str);
        [words].into_iter().chain(passed).collect::<Vec<_>>().join(", ")
    }
}

coded! {
    /// By what a prestataire takes the place of another, which says whether its conventions go on.
    stored enum SuccessionNature {
        /// It absorbed it: the conventions go on.
        Merger "fusion", "fusion";
        /// It bought what it sells: the conventions go on only by a signed avenant.
        Sale "cession", "cession";
    }
}
