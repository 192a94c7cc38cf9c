//! Collectivités, the school competence, and the codes that stand for a commune.

mod competence;
mod locality;

pub use competence::{Competence, CompetenceId, Perimeter, PerimeterError};
pub use locality::{Locality, LocalityKind};

use serde::{Deserialize, Serialize};

use super::contact::Contact;
use super::date::Period;
use super::id::{DepartementCode, InseeCode, Siren};

/// A territorial authority that may hold the school competence; its key is its SIREN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collectivite {
    pub siren: Siren,
    /// What kind of authority it is.
    pub kind: CollectiviteKind,
    /// Its name: `Grenoble`, `CC Faucigny - Glières`.
    pub name: String,
    /// The INSEE code, of a commune only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insee: Option<InseeCode>,
    /// The département it is in, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departement: Option<DepartementCode>,
    /// Whom to write to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// The members of a group, by SIREN. Membership gives no competence by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Siren>,
    #[serde(default, skip_serializing_if = "Period::is_unbounded")]
    pub open: Period,
    /// The authorities that took its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<Siren>,
}

/// The kinds of authority that may hold the school competence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CollectiviteKind {
    #[serde(rename = "commune")]
    Commune,
    #[serde(rename = "CC")]
    CommunauteDeCommunes,
    #[serde(rename = "CA")]
    CommunauteAgglomeration,
    #[serde(rename = "CU")]
    CommunauteUrbaine,
    #[serde(rename = "metropole")]
    Metropole,
    /// Syndicat intercommunal à vocation unique.
    #[serde(rename = "SIVU")]
    Sivu,
    /// Syndicat intercommunal à vocation multiple.
    #[serde(rename = "SIVOM")]
    Sivom,
    #[serde(rename = "syndicat mixte")]
    SyndicatMixte,
    /// Another kind (établissement public territorial, commune d'outre-mer…).
    #[serde(rename = "autre")]
    Other,
}

impl CollectiviteKind {
    /// The French name of the kind, as shown and exported.
    pub fn label(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::CommunauteDeCommunes => "communauté de communes",
            Self::CommunauteAgglomeration => "communauté d’agglomération",
            Self::CommunauteUrbaine => "communauté urbaine",
            Self::Metropole => "métropole",
            Self::Sivu => "SIVU",
            Self::Sivom => "SIVOM",
            Self::SyndicatMixte => "syndicat mixte",
            Self::Other => "autre",
        }
    }
}
