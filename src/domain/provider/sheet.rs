//! The fiche de traitement that an éditeur supplies for a solution (RGPD art. 30(1)).

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::DataFamily;
use crate::domain::id::{SheetVersion, SolutionCode};

/// One version of a solution's fiche de traitement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The solution it describes.
    pub solution: SolutionCode,
    pub version: SheetVersion,
    /// Its date; it serves from that day on.
    pub date: NaiveDate,
    /// Purposes (art. 30(1)(b)).
    #[serde(default, rename = "finalites")]
    pub purposes: Vec<String>,
    /// Legal basis (art. 6).
    #[serde(default, rename = "base_legale")]
    pub legal_basis: String,
    /// Categories of persons (art. 30(1)(c)).
    #[serde(default, rename = "personnes")]
    pub persons: Vec<String>,
    /// Categories of data with their retention (art. 30(1)(c) and (f)).
    #[serde(default, rename = "donnees")]
    pub data: Vec<DataCategory>,
    /// Recipients (art. 30(1)(d)).
    #[serde(default, rename = "destinataires")]
    pub recipients: Vec<String>,
    /// Sub-processors (art. 28(2)).
    #[serde(default, rename = "sous_traitants")]
    pub sub_processors: Vec<SubProcessor>,
    /// Transfers outside the EU (art. 30(1)(e)).
    #[serde(default, rename = "transferts")]
    pub transfers: Vec<Transfer>,
    /// Security measures (art. 30(1)(g)).
    #[serde(default, rename = "securite")]
    pub security: Vec<String>,
    /// Impact assessment (art. 35).
    #[serde(default)]
    pub aipd: Aipd,
}

impl Sheet {
    /// Its key: solution and version.
    pub fn id(&self) -> SheetId {
        SheetId {
            solution: self.solution.clone(),
            version: self.version.clone(),
        }
    }

    /// True where both describe the processing alike: all that RGPD art. 30(1) asks for, the legal basis and the
    /// sub-processors. The impact assessment, and the days on which the lines of sub-processors were confirmed, may differ.
    pub fn describes_as(&self, other: &Self) -> bool {
        let of = |sheet: &Self| {
            let mut sheet = sheet.clone();
            sheet.aipd = Aipd::default();
            sheet
                .sub_processors
                .iter_mut()
                .for_each(|line| line.updated = None);
            sheet
        };
        of(self) == of(other)
    }
}

/// The key of a [`Sheet`]; written `one@2`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SheetId {
    pub solution: SolutionCode,
    pub version: SheetVersion,
}

impl fmt::Display for SheetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.solution, self.version)
    }
}

/// A category of data and how long it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataCategory {
    /// What the data is.
    #[serde(rename = "categorie")]
    pub category: String,
    /// How long it is kept; empty where the fiche does not say.
    #[serde(default, rename = "conservation")]
    pub retention: String,
    /// Its family; none where the fiche does not say.
    #[serde(default, rename = "famille", skip_serializing_if = "Option::is_none")]
    pub family: Option<DataFamily>,
}

/// A processor engaged by the prestataire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubProcessor {
    #[serde(rename = "nom")]
    pub name: String,
    #[serde(default, rename = "pays")]
    pub country: String,
    /// The day on which the line was last brought up to date.
    #[serde(default, rename = "maj", skip_serializing_if = "Option::is_none")]
    pub updated: Option<NaiveDate>,
}

/// A transfer outside the European Union.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    #[serde(rename = "pays")]
    pub country: String,
    /// The safeguard (art. 44–49); empty where there is none.
    #[serde(default, rename = "garantie")]
    pub safeguard: String,
    /// Who receives the data there.
    #[serde(default, rename = "organisme", skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// Where the safeguard is documented.
    #[serde(default, rename = "lien", skip_serializing_if = "String::is_empty")]
    pub link: String,
}

/// Whether an impact assessment is due, and when it was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aipd {
    /// An impact assessment is due.
    #[serde(default, rename = "requise")]
    pub due: bool,
    /// The day on which it was done.
    #[serde(default, rename = "faite_le", skip_serializing_if = "Option::is_none")]
    pub done: Option<NaiveDate>,
}
