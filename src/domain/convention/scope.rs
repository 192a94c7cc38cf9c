//! The schools that a convention 26 covers.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::date::{Period, day_fr};
use crate::domain::id::{AmendmentNumber, SolutionCode, Uai};

/// The dated annexe of a convention 26.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Annexe {
    /// All the schools of the collectivité.
    #[default]
    #[serde(rename = "toutes")]
    All,
    /// The schools named, each between two dates.
    #[serde(rename = "ecoles")]
    Listed(Vec<AnnexeLine>),
}

impl Annexe {
    /// The lines; none where it says *toutes*.
    pub fn lines(&self) -> &[AnnexeLine] {
        match self {
            Self::All => &[],
            Self::Listed(lines) => lines,
        }
    }
}

/// A school of an annexe, in and out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnexeLine {
    pub uai: Uai,
    /// The solution for which it names the school; none, those that the convention names, or all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<SolutionCode>,
    /// When the annexe names it.
    #[serde(default, skip_serializing_if = "Period::is_unbounded")]
    pub period: Period,
    /// The avenant that names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined_by: Option<AmendmentNumber>,
    /// The avenant that takes it out, after the last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_by: Option<AmendmentNumber>,
}

impl AnnexeLine {
    /// A line that names a school for a time, by no avenant and for no solution of its own.
    pub fn new(uai: Uai, period: Period) -> Self {
        Self {
            uai,
            solution: None,
            period,
            joined_by: None,
            left_by: None,
        }
    }

    /// The avenants that it names.
    pub fn amendments(&self) -> impl Iterator<Item = &AmendmentNumber> {
        self.joined_by.iter().chain(&self.left_by)
    }

    /// What is said of it beside the school, in French: its solution, its days, its avenants.
    pub fn details(&self) -> Vec<String> {
        let from = self.period.from.map(|on| format!("du {}", day_fr(on)));
        let to = self.period.to.map(|on| format!("au {}", day_fr(on)));
        let days: Vec<String> = from.into_iter().chain(to).collect();
        let days = Some(days.join(" ")).filter(|days| !days.is_empty());
        let solution = self.solution.as_ref().map(ToString::to_string);
        let joined = self
            .joined_by
            .as_ref()
            .map(|by| format!("entrée par l’avenant {by}"));
        let left = self
            .left_by
            .as_ref()
            .map(|by| format!("sortie par l’avenant {by}"));
        [solution, days, joined, left].into_iter().flatten().collect()
    }
}

impl fmt::Display for AnnexeLine {
    /// The school with what is said of it: `0380123C (one, du 01/09/2026 au 31/08/2027)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = self.details();
        if details.is_empty() {
            write!(f, "{}", self.uai)
        } else {
            write!(f, "{} ({})", self.uai, details.join(", "))
        }
    }
}
