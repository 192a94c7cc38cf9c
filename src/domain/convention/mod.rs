//! Conventions of sous-traitance (RGPD art. 28) and of responsabilité conjointe (RGPD art. 26).

mod amendment;
mod awaited;
mod clauses;
mod coverage;
mod dossiers;
mod notice;
mod scope;
mod status;
mod substitution;
mod term;

pub use amendment::{Amendment, NOT_SIGNED};
pub use awaited::{Awaited, SchoolChoice, Wait};
pub use clauses::{Clause, ClauseState, Clauses};
pub use notice::{RenewalDays, RenewalPhase};
pub use scope::{Annexe, AnnexeLine};
pub use status::Status;
pub use substitution::Substitution;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::id::{ConventionNumber, DepartementCode, Siren, SolutionCode};

/// A convention; its key is its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Convention {
    pub number: ConventionNumber,
    /// The party beside the DASEN; it decides the article.
    pub party: Party,
    /// The solutions it names; none named means all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub solutions: Vec<SolutionCode>,
    /// The départements it names (art. 28).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departements: Vec<DepartementCode>,
    /// The schools it covers (art. 26).
    #[serde(default)]
    pub annexe: Annexe,
    /// It allows that schools join its annexe without an avenant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open_annexe: bool,
    /// Its avenants, in the order in which they were noted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
    /// The day it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<NaiveDate>,
    /// The day the DASEN signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_dasen: Option<NaiveDate>,
    /// The day the party signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_party: Option<NaiveDate>,
    /// The day it takes effect; by default the later signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<NaiveDate>,
    /// Its last day, renewals not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<NaiveDate>,
    /// Its duration in months from the effect, where no last day is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_months: Option<u32>,
    /// How it is renewed.
    #[serde(default)]
    pub renewal: Renewal,
    /// The notice period, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_days: Option<u32>,
    /// The day from which it no longer binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terminated: Option<NaiveDate>,
    /// The reference of the collectivité's délibération.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliberation: Option<String>,
    /// The day by which the reference is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliberation_promised: Option<NaiveDate>,
    /// The numbers of its dossiers on Démarches Simplifiées.
    #[serde(
        default,
        rename = "dossier",
        with = "dossiers",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub dossiers: Vec<String>,
    /// When each dossier had last changed on the site, by the clock of Paris, as what the convention has of it was read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dossiers_changed: BTreeMap<String, NaiveDateTime>,
    /// The day on which the collectivité last changed a dossier that it had submitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified_after: Option<NaiveDate>,
    /// The day on which it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<NaiveDate>,
    /// The day on which it was *classée sans suite*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<NaiveDate>,
    /// Why it was refused or classée sans suite.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The checklist of art. 28(3), a to h.
    #[serde(default, skip_serializing_if = "Clauses::is_unverified")]
    pub clauses: Clauses,
    /// The day on which the main lines of the arrangement were published (art. 26(2)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<NaiveDate>,
    /// Who took the place of its party, as the co-contractant was told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub substitutions: Vec<Substitution>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

impl Convention {
    /// A convention that has a number and a party, and nothing else yet.
    pub fn draft(number: ConventionNumber, party: Party) -> Self {
        Self {
            number,
            party,
            solutions: Vec::new(),
            departements: Vec::new(),
            annexe: Annexe::default(),
            open_annexe: false,
            amendments: Vec::new(),
            sent: None,
            signed_dasen: None,
            signed_party: None,
            effect: None,
            end: None,
            duration_months: None,
            renewal: Renewal::None,
            notice_days: None,
            terminated: None,
            deliberation: None,
            deliberation_promised: None,
            dossiers: Vec::new(),
            dossiers_changed: BTreeMap::new(),
            modified_after: None,
            refused: None,
            dropped: None,
            reason: None,
            clauses: Clauses::default(),
            published: None,
            substitutions: Vec::new(),
            document: None,
        }
    }

    /// The article of the RGPD that it applies.
    pub fn article(&self) -> Article {
        self.party.article()
    }

    /// The day on which one of the two signed it.
    pub fn signed(&self, by: Signatory) -> Option<NaiveDate> {
        match by {
            Signatory::Dasen => self.signed_dasen,
            Signatory::Party => self.signed_party,
        }
    }
}

/// The article of the RGPD that a convention applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Article {
    /// Sous-traitance, with a prestataire.
    Art28,
    /// Responsabilité conjointe, with a collectivité.
    Art26,
}

impl Article {
    /// The article's number: 28 or 26.
    pub fn number(self) -> u8 {
        match self {
            Self::Art28 => 28,
            Self::Art26 => 26,
        }
    }

    /// What the party to a convention that applies it is: `le prestataire`, `la collectivité`.
    pub fn party_role(self) -> &'static str {
        match self {
            Self::Art28 => "le prestataire",
            Self::Art26 => "la collectivité",
        }
    }
}

/// The party that signs beside the DASEN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// A prestataire (art. 28).
    #[serde(rename = "prestataire")]
    Provider(Siren),
    /// A collectivité (art. 26).
    Collectivite(Siren),
}

impl Party {
    /// The party's SIREN.
    pub fn siren(self) -> Siren {
        match self {
            Self::Provider(siren) | Self::Collectivite(siren) => siren,
        }
    }

    /// The article that a convention with this party applies.
    pub fn article(self) -> Article {
        match self {
            Self::Provider(_) => Article::Art28,
            Self::Collectivite(_) => Article::Art26,
        }
    }
}

/// Who signs a convention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signatory {
    Dasen,
    /// The prestataire or the collectivité.
    #[serde(rename = "partie")]
    Party,
}

/// How a convention is renewed at its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Renewal {
    #[default]
    #[serde(rename = "aucune")]
    None,
    /// It ends unless a new end is recorded.
    #[serde(rename = "expresse")]
    Express,
    /// Its end moves by a period, as often as the ceiling allows.
    Tacite {
        /// The period in months (12 by default).
        #[serde(rename = "mois")]
        months: u32,
        /// How many times at most; without a ceiling it has no end.
        #[serde(default, rename = "max", skip_serializing_if = "Option::is_none")]
        ceiling: Option<u32>,
    },
}

/// A document kept elsewhere: its path and the SHA-256 of its bytes, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRef {
    #[serde(rename = "chemin")]
    pub path: String,
    /// The SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
}
