//! The rights of an operator.

use serde::{Deserialize, Serialize};

/// A right, given to a Unix group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    Lecture,
    Gestion,
    /// Reviews, and lifts a review.
    Dpd,
    /// Imports over existing data, restores, configures.
    Administration,
}

impl Right {
    /// Every right, from the least on.
    pub const ALL: [Self; 4] = [Self::Lecture, Self::Gestion, Self::Dpd, Self::Administration];

    /// The French name of the right.
    pub fn label(self) -> &'static str {
        match self {
            Self::Lecture => "lecture",
            Self::Gestion => "gestion",
            Self::Dpd => "DPD",
            Self::Administration => "administration",
        }
    }
}
