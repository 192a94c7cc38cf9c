//! The schools that a convention 26 covers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::date::Period;
use crate::domain::id::Uai;

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
    /// True when the annexe says *toutes* or names the school on that day.
    pub fn covers(&self, school: Uai, day: NaiveDate) -> bool {
        match self {
            Self::All => true,
            Self::Listed(lines) => lines
                .iter()
                .any(|line| line.uai == school && line.period.contains(day)),
        }
    }
}

/// A school of an annexe, in and out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnexeLine {
    /// The school.
    pub uai: Uai,
    /// When the annexe names it.
    #[serde(default, skip_serializing_if = "Period::is_unbounded")]
    pub period: Period,
}
