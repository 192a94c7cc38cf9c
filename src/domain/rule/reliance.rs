//! What a registration rests on.

use chrono::NaiveDate;

use crate::domain::deployment::Deployment;
use crate::domain::id::{ConventionNumber, SheetVersion};
use crate::domain::registry::Registry;

/// The conventions and the fiche that an eligible deployment rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reliance {
    /// The convention with the prestataire.
    pub convention28: ConventionNumber,
    /// The convention with the collectivité.
    pub convention26: ConventionNumber,
    /// The version of the fiche.
    pub sheet: SheetVersion,
}

/// The conventions and the fiche that a deployment rests on, on a day; none where one is missing.
pub fn reliance(_registry: &Registry, _deployment: &Deployment, _day: NaiveDate) -> Option<Reliance> {
    None
}
