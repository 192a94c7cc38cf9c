//! Which collectivité holds the school competence, where and when.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
}

impl Competence {
    /// Its key: the perimeter and the first day.
    pub fn id(&self) -> CompetenceId {
        CompetenceId {
            perimeter: self.perimeter,
            from: self.period.from,
        }
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
