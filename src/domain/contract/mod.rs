//! Commercial contracts between a collectivité and a prestataire; the DSDEN is no party to them.

use serde::{Deserialize, Serialize};

use super::date::Period;
use super::id::{ContractReference, Siren, SolutionCode, Uai};

/// A contract; its key is its reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    pub reference: ContractReference,
    pub collectivite: Siren,
    pub solution: SolutionCode,
    #[serde(default)]
    pub schools: ContractSchools,
    /// When it binds, both days included.
    #[serde(default, skip_serializing_if = "Period::is_unbounded")]
    pub period: Period,
}

/// Whether a contract names its schools, or is for all those of its collectivité.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractSchools {
    /// All the schools of the collectivité.
    #[default]
    #[serde(rename = "toutes")]
    All,
    #[serde(rename = "ecoles")]
    Listed(Vec<Uai>),
}

impl ContractSchools {
    /// True when the contract is for that school.
    pub fn covers(&self, school: Uai) -> bool {
        match self {
            Self::All => true,
            Self::Listed(schools) => schools.contains(&school),
        }
    }
}
