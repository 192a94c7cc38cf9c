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

#[cfg(test)]
mod tests {
    use super::*;

    fn containing(day: &str) -> SchoolYear {
        SchoolYear::containing(day.parse().unwrap())
    }

    #[test]
    fn starts_on_1_september_and_ends_on_31_august() {
        let table = [
            ("2026-08-31", "2025-2026"),
            ("2026-09-01", "2026-2027"),
            ("2026-11-23", "2026-2027"),
            ("2027-01-01", "2026-2027"),
            ("2027-08-31", "2026-2027"),
            ("2027-09-01", "2027-2028"),
        ];
        for (day, year) in table {
            assert_eq!(containing(day).to_string(), year, "{day}");
        }
        let year = containing("2026-11-23");
        assert_eq!(
            (year.start().to_string(), year.end().to_string()),
            ("2026-09-01".into(), "2027-08-31".into())
        );
    }

    #[test]
    fn years_follow_each_other_without_a_gap() {
        let year = containing("2026-11-23");
        assert_eq!(year.end().succ_opt().unwrap(), year.next().start());
        assert_eq!(year.next().previous(), year);
        assert!(year.previous() < year && year < year.next());
    }

    #[test]
    fn serde_uses_its_written_form() {
        let year = containing("2026-11-23");
        assert_eq!(serde_json::to_string(&year).unwrap(), r#""2026-2027""#);
        assert_eq!(
            serde_json::from_str::<SchoolYear>(r#""2026-2027""#).unwrap(),
            year
        );
        for wrong in [
            "2026-2028",
            "2026-2026",
            "26-27",
            "2026",
            "2026/2027",
            "+026-0027",
            "9999-10000",
            "",
        ] {
            assert!(
                serde_json::from_str::<SchoolYear>(&format!("{wrong:?}")).is_err(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        let (first, last) = (
            SchoolYear::containing(NaiveDate::MIN),
            SchoolYear::containing(NaiveDate::MAX),
        );
        assert_eq!((first.start(), last.end()), (NaiveDate::MIN, NaiveDate::MAX));
    }
}
