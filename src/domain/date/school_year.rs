//! School years: 1 September to 31 August.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The first month of a school year.
const SEPTEMBER: u32 = 9;

/// A school year, from 1 September to the next 31 August; written `2026-2027`, in serde too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolYear {
    /// The year of its September.
    first: i32,
}

impl SchoolYear {
    /// Returns the school year that `day` is in.
    pub fn containing(day: NaiveDate) -> Self {
        let before_september = day.month() < SEPTEMBER;
        Self {
            first: day.year() - i32::from(before_september),
        }
    }

    /// Returns its 1 September.
    pub fn start(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.first, SEPTEMBER, 1).unwrap_or(NaiveDate::MIN)
    }

    /// Returns its 31 August, which is its last day.
    pub fn end(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.first + 1, 8, 31).unwrap_or(NaiveDate::MAX)
    }

    /// Returns the school year after this one.
    pub fn next(self) -> Self {
        Self {
            first: self.first + 1,
        }
    }

    /// Returns the school year before this one.
    pub fn previous(self) -> Self {
        Self {
            first: self.first - 1,
        }
    }

    /// Reads `2026-2027`: two years of four digits that follow each other.
    fn read(text: &str) -> Option<Self> {
        let (first, second) = text.split_once('-')?;
        let digits = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(first) || !digits(second) {
            return None;
        }
        let (first, second): (i32, i32) = (first.parse().ok()?, second.parse().ok()?);
        (second == first + 1).then_some(Self { first })
    }
}

impl fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:04}", self.first, self.first + 1)
    }
}

impl fmt::Debug for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SchoolYear({self})")
    }
}

impl Serialize for SchoolYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SchoolYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text)
    }
}

/// Reads a school year from the text that serde lends.
struct Text;

impl de::Visitor<'_> for Text {
    type Value = SchoolYear;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a school year such as 2026-2027")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<SchoolYear, E> {
        SchoolYear::read(value).ok_or_else(|| E::invalid_value(de::Unexpected::Str(value), &self))
    }
}
