//! Codes that stand for a commune: arrondissements municipaux, communes déléguées and associées, those that were merged
//! into another, and those that are communes again.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::coded::coded;
use crate::domain::id::InseeCode;

/// A code that a school may carry and the commune that it stands for from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locality {
    /// The code itself: `75101`.
    pub code: InseeCode,
    /// The first day from which it stands for the commune; none where it has since ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    pub name: String,
    pub kind: LocalityKind,
    /// The commune it belongs to: `75056`; of one that is a commune again, its own code.
    pub commune: InseeCode,
}

impl Locality {
    /// Its key: the code and the first day.
    pub fn id(&self) -> LocalityId {
        LocalityId {
            code: self.code,
            from: self.from,
        }
    }
}

/// The key of a [`Locality`]; written `38126@2019-01-01`, or `38126` without a first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalityId {
    pub code: InseeCode,
    /// The first day, where there is one.
    pub from: Option<NaiveDate>,
}

impl LocalityId {
    /// Reads a key; none where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (code, from) = match text.split_once('@') {
            Some((code, day)) => (code, Some(day.parse().ok()?)),
            None => (text, None),
        };
        let code = InseeCode::parse(code).ok()?;
        Some(Self { code, from })
    }
}

impl From<InseeCode> for LocalityId {
    /// The key of a code that stands for its commune since ever.
    fn from(code: InseeCode) -> Self {
        Self { code, from: None }
    }
}

impl fmt::Display for LocalityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code.fmt(f)?;
        self.from.map_or(Ok(()), |day| write!(f, "@{day}"))
    }
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
        /// A commune that went into another and left nothing of its own.
        Merged "commune-fusionnee", "commune fusionnée";
        /// The code that a commune had before its present one.
        FormerCode "ancien-code", "ancien code";
        /// A commune, once more or for the first time.
        Commune "commune-retablie", "commune rétablie";
    }
}
