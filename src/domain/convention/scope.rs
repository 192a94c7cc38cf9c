//! The schools that a convention 26 covers.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::date::{Period, day_fr};
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
    pub uai: Uai,
    /// When the annexe names it.
    #[serde(default, skip_serializing_if = "Period::is_unbounded")]
    pub period: Period,
}

impl fmt::Display for AnnexeLine {
    /// The school with its days: `0380123C (du 01/09/2026 au 31/08/2027)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = self.period.from.map(|on| format!("du {}", day_fr(on)));
        let to = self.period.to.map(|on| format!("au {}", day_fr(on)));
        let days: Vec<String> = from.into_iter().chain(to).collect();
        if days.is_empty() {
            write!(f, "{}", self.uai)
        } else {
            write!(f, "{} ({})", self.uai, days.join(" "))
        }
    }
}
