//! Who took the place of a prestataire, and by what.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::coded::coded;
use crate::domain::id::Siren;

/// That a prestataire took the place of another on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// Who took it.
    pub provider: Siren,
    pub on: NaiveDate,
    pub nature: SuccessionNature,
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
