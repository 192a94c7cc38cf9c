//! Who took the place of the party of a convention, and how the co-contractant was told.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::id::Siren;

/// The information of the co-contractant (CGCT L5211-17), and the arrêté where a commune is one again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substitution {
    /// Who took the place.
    pub to: Siren,
    /// The day on which the co-contractant was told.
    pub on: NaiveDate,
    /// Who told them, and how.
    pub by: String,
    /// The reference of the arrêté; empty where none is noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
}
