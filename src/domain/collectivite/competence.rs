//! Which collectivité holds the school competence, where and when.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::coded::coded;
use crate::domain::date::Period;
use crate::domain::id::{InseeCode, Siren, Uai};

/// A holder of the school competence over a perimeter, between two dates (both included).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Competence {
    /// The commune or the school it is about.
    pub perimeter: Perimeter,
    pub collectivite: Siren,
    #[serde(default, skip_serializing_if = "Period::is_unbounded")]
    pub period: Period,
    /// What the competence is over.
    #[serde(default, skip_serializing_if = "CompetenceNature::is_both")]
    pub nature: CompetenceNature,
    /// A proposal, which somebody is to confirm: it leaves the holder as it was.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub to_confirm: bool,
}

coded! {
    /// What a competence is over (CGCT L5214-16, code de l'éducation L212-5).
    #[derive(Default)]
    stored enum CompetenceNature {
        /// The schools as a service and their buildings.
        #[default]
        Both "les_deux", "les deux";
        /// The service of the schools: what they are equipped with.
        Service "service", "service des écoles";
        /// The buildings alone, which leaves the holder as it was.
        Buildings "batiments", "bâtiments";
        /// Not known: of a proposal.
        Unknown "inconnue", "inconnue";
    }
}

impl CompetenceNature {
    /// True for [`CompetenceNature::Both`].
    pub fn is_both(&self) -> bool {
        *self == Self::Both
    }
}

impl Competence {
    /// A confirmed one, over the service of the schools and their buildings.
    pub fn confirmed(perimeter: Perimeter, collectivite: Siren, period: Period) -> Self {
        Self {
            perimeter,
            collectivite,
            period,
            nature: CompetenceNature::Both,
            to_confirm: false,
        }
    }

    /// Its key: the perimeter and the first day.
    pub fn id(&self) -> CompetenceId {
        CompetenceId {
            perimeter: self.perimeter,
            from: self.period.from,
        }
    }

    /// True where it says who holds the school competence: it is confirmed, and not of the buildings alone.
    pub fn gives_holder(&self) -> bool {
        !self.to_confirm && self.nature != CompetenceNature::Buildings
    }
}

/// The key of a [`Competence`]; written `38185@2020-09-01`, or `38185@` without a first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CompetenceId {
    /// The commune or the school.
    pub perimeter: Perimeter,
    /// The first day, where there is one.
    pub from: Option<NaiveDate>,
}

/// What a competence is about: a commune by its INSEE code, or one school by its UAI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Perimeter {
    /// All the schools of a commune.
    Commune(InseeCode),
    School(Uai),
}

/// A text that is neither an INSEE code nor a UAI.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«\u{a0}{0}\u{a0}» n’est ni un code INSEE ni un UAI")]
pub struct PerimeterError(String);

impl fmt::Display for Perimeter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Commune(code) => code.fmt(f),
            Self::School(uai) => uai.fmt(f),
        }
    }
}

impl FromStr for Perimeter {
    type Err = PerimeterError;
    fn from_str(text: &str) -> Result<Self, PerimeterError> {
        InseeCode::parse(text)
            .map(Self::Commune)
            .or_else(|_| Uai::parse(text).map(Self::School))
            .map_err(|_| PerimeterError(text.escape_debug().to_string()))
    }
}

impl fmt::Display for CompetenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@", self.perimeter)?;
        self.from.map_or(Ok(()), |day| write!(f, "{day}"))
    }
}

impl FromStr for CompetenceId {
    type Err = PerimeterError;
    fn from_str(text: &str) -> Result<Self, PerimeterError> {
        let wrong = || PerimeterError(text.escape_debug().to_string());
        let (perimeter, from) = text.split_once('@').ok_or_else(wrong)?;
        let from = match from {
            "" => None,
            day => Some(day.parse().map_err(|_| wrong())?),
        };
        Ok(Self {
            perimeter: perimeter.parse()?,
            from,
        })
    }
}

impl Serialize for Perimeter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Perimeter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
