//! Codes that stand for a commune: arrondissements municipaux, communes déléguées and associées.

use serde::{Deserialize, Serialize};

use crate::domain::coded::coded;
use crate::domain::id::InseeCode;

/// A code that a school may carry and that stands for a commune; its key is that code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locality {
    /// The code itself: `75101`.
    pub code: InseeCode,
    pub name: String,
    pub kind: LocalityKind,
    /// The commune it belongs to: `75056`.
    pub commune: InseeCode,
}

coded! {
    /// What a [`Locality`] is.
    stored enum LocalityKind {
        /// An arrondissement of Paris, Lyon or Marseille.
        ArrondissementMunicipal "arrondissement-municipal", "arrondissement municipal";
        /// A commune that became part of a commune nouvelle.
        CommuneDeleguee "commune-deleguee", "commune déléguée";
        /// A commune associated to another.
        CommuneAssociee "commune-associee", "commune associée";
    }
}
