//! Collectivités, the school competence, and the codes that stand for a commune.

mod competence;
mod locality;

pub use competence::{Competence, CompetenceId, CompetenceNature, Perimeter, PerimeterError};
pub use locality::{Locality, LocalityId, LocalityKind};

use serde::{Deserialize, Serialize};

use super::contact::{Contact, PostalAddress};
use super::date::Period;
use super::id::{DepartementCode, InseeCode, Siren};
use crate::domain::coded::coded;

/// A territorial authority that may hold the school competence; its key is its SIREN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collectivite {
    pub siren: Siren,
    /// What kind of authority it is.
    pub kind: CollectiviteKind,
    /// What it is called in its own terms, where its kind is [`CollectiviteKind::Other`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind_name: String,
    /// Its name: `Grenoble`, `CC Faucigny - Glières`.
    pub name: String,
    /// The INSEE code, of a commune only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insee: Option<InseeCode>,
    /// The département it is in, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departement: Option<DepartementCode>,
    #[serde(default, skip_serializing_if = "PostalAddress::is_empty")]
    pub address: PostalAddress,
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
    /// The name of the account of the clerk who follows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followed_by: Option<String>,
}

impl Collectivite {
    /// What kind of authority it is, in French: by its own name, where the kind is another.
    pub fn kind_label(&self) -> &str {
        match self.kind {
            CollectiviteKind::Other if !self.kind_name.is_empty() => &self.kind_name,
            kind => kind.label(),
        }
    }

    /// One of which no more is known.
    pub fn new(siren: Siren, kind: CollectiviteKind, name: impl Into<String>) -> Self {
        Self {
            siren,
            kind,
            kind_name: String::new(),
            name: name.into(),
            insee: None,
            departement: None,
            address: PostalAddress::default(),
            contacts: Vec::new(),
            members: Vec::new(),
            open: Period::default(),
            successors: Vec::new(),
            followed_by: None,
        }
    }
}

coded! {
    /// The kinds of authority that may hold the school competence.
    stored enum CollectiviteKind {
        Commune "commune", "commune";
        CommunauteDeCommunes "CC", "communauté de communes";
        CommunauteAgglomeration "CA", "communauté d’agglomération";
        CommunauteUrbaine "CU", "communauté urbaine";
        Metropole "metropole", "métropole";
        /// Syndicat intercommunal à vocation unique.
        Sivu "SIVU", "SIVU";
        /// Syndicat intercommunal à vocation multiple.
        Sivom "SIVOM", "SIVOM";
        SyndicatMixte "syndicat mixte", "syndicat mixte";
        /// Pôle d'équilibre territorial et rural.
        Petr "PETR", "PETR";
        PoleMetropolitain "pôle métropolitain", "pôle métropolitain";
        /// Établissement public territorial.
        Ept "EPT", "établissement public territorial";
        /// Another kind, by its name where one is known.
        Other "autre", "autre";
    }
}
