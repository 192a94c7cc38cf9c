//! Codes that stand for a commune: arrondissements municipaux, communes déléguées and associées.

use serde::{Deserialize, Serialize};

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

/// What a [`Locality`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LocalityKind {
    /// An arrondissement of Paris, Lyon or Marseille.
    ArrondissementMunicipal,
    /// A commune that became part of a commune nouvelle.
    CommuneDeleguee,
    /// A commune associated to another.
    CommuneAssociee,
}
