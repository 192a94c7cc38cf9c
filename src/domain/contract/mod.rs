//! Commercial contracts between a collectivité and a prestataire; the DSDEN is no party to them.

use serde::{Deserialize, Serialize};

use super::date::Period;
use super::id::{ContractReference, Siren, SolutionCode, Uai};

/// A contract; its key is its reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Its key.
    pub reference: ContractReference,
    /// The buyer.
    pub collectivite: Siren,
    /// The solution bought.
    pub solution: SolutionCode,
    /// The schools it is for.
    #[serde(default)]
    pub schools: ContractSchools,
    /// When it binds, both days included.
    #[serde(default, skip_serializing_if = "Period::is_unbounded")]
    pub period: Period,
}

/// The schools that a contract is for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractSchools {
    /// All the schools of the collectivité.
    #[default]
    #[serde(rename = "toutes")]
    All,
    /// The schools named.
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
