//! Prestataires, their solutions, and the fiches de traitement they supply.

mod difference;
mod family;
mod opinion;
mod sheet;
mod succession;

pub use difference::Difference;
pub use family::DataFamily;
pub use opinion::{Opinion, OpinionState, Stance};
pub use sheet::{Aipd, DataCategory, Sheet, SheetId, SubProcessor, Transfer};
pub use succession::{Succession, SuccessionNature};

use serde::{Deserialize, Serialize};

use super::contact::{Contact, PostalAddress};
use super::id::{Siren, SolutionCode};
use crate::domain::coded::coded;

/// A legal entity that sells solutions; its key is its SIREN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    pub siren: Siren,
    pub name: String,
    #[serde(default, skip_serializing_if = "PostalAddress::is_empty")]
    pub address: PostalAddress,
    /// Whom to write to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// Who took its place, each with the day and by what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<Succession>,
}

impl Provider {
    /// One of which no more is known.
    pub fn new(siren: Siren, name: impl Into<String>) -> Self {
        Self {
            siren,
            name: name.into(),
            address: PostalAddress::default(),
            contacts: Vec::new(),
            successors: Vec::new(),
        }
    }
}

/// A product of a prestataire; its key is its short code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Solution {
    pub code: SolutionCode,
    /// The product's name.
    pub name: String,
    pub provider: Siren,
    /// What it is used for; data, since a product may be refiled.
    pub category: Category,
    /// What authorities said of it, in the order in which it was recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<Opinion>,
}

coded! {
    /// What a solution is used for.
    stored enum Category {
        /// Espace numérique de travail.
        Ent "ENT", "ENT";
        VieScolaire "vie scolaire", "vie scolaire";
    }
}

impl Category {
    /// Reads a category, ignoring case and taking space, `_` and `-` alike.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = text.trim().to_lowercase().replace(['_', '-'], " ");
        Self::ALL
            .into_iter()
            .find(|category| category.label().to_lowercase() == folded)
    }
}
