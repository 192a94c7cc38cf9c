//! Periods of days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A period of whole days, both ends included; a missing end is open. The default is every day.
///
/// A period whose `from` is after its `to` holds no day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day, or nothing when it has always been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day, or nothing when no end is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

impl Period {
    /// Says whether `day` is in the period.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Says whether the period holds every day, so that a stored record need not mention it.
    pub fn is_unbounded(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Says whether every day of another period is in this one.
    pub fn covers(&self, other: &Self) -> bool {
        let begins = match (self.from, other.from) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(theirs)) => own <= theirs,
        };
        let ends = match (self.to, other.to) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(theirs)) => theirs <= own,
        };
        begins && ends
    }

    /// Says whether at least one day is in both periods.
    pub fn overlaps(&self, other: &Self) -> bool {
        let from = self.from.max(other.from);
        let to = earlier_end(self.to, other.to);
        from.zip(to).is_none_or(|(from, to)| from <= to)
    }
}

/// Returns the earlier of two ends; a missing one comes after all others.
fn earlier_end(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<NaiveDate> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (end, None) | (None, end) => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Period {
        Period {
            from: from.parse().ok(),
            to: to.parse().ok(),
        }
    }

    #[test]
    fn holds_both_its_ends() {
        let table = [
            ("2026-09-01", "2026-12-31", "2026-08-31", false),
            ("2026-09-01", "2026-12-31", "2026-09-01", true),
            ("2026-09-01", "2026-12-31", "2026-12-31", true),
            ("2026-09-01", "2026-12-31", "2027-01-01", false),
            ("2026-09-01", "2026-09-01", "2026-09-01", true),
            ("2026-09-01", "", "2026-08-31", false),
            ("2026-09-01", "", "2126-08-31", true),
            ("", "2026-12-31", "1926-08-31", true),
            ("", "2026-12-31", "2027-01-01", false),
            ("", "", "2026-11-23", true),
            ("2026-09-02", "2026-09-01", "2026-09-01", false),
        ];
        for (from, to, day, held) in table {
            assert_eq!(
                period(from, to).contains(day.parse().unwrap()),
                held,
                "{from}..{to} {day}"
            );
        }
    }

    #[test]
    fn overlaps_when_one_day_is_in_both() {
        let autumn = period("2026-09-01", "2026-12-31");
        let table = [
            ("2026-12-31", "2027-01-31", true),
            ("2027-01-01", "2027-01-31", false),
            ("", "2026-09-01", true),
            ("", "2026-08-31", false),
            ("2026-12-31", "", true),
            ("2027-01-01", "", false),
            ("", "", true),
            ("2026-10-01", "2026-10-02", true),
            ("2026-10-02", "2026-10-01", false),
        ];
        for (from, to, both) in table {
            let other = period(from, to);
            assert_eq!(
                (autumn.overlaps(&other), other.overlaps(&autumn)),
                (both, both),
                "{from}..{to}"
            );
        }
        let never = period("2026-10-02", "2026-10-01");
        assert!(!never.overlaps(&Period::default()) && !never.overlaps(&never));
    }

    #[test]
    fn serde_leaves_an_open_end_out() {
        let table = [
            (period("", ""), "{}"),
            (period("2026-09-01", ""), r#"{"from":"2026-09-01"}"#),
            (
                period("2026-09-01", "2027-08-31"),
                r#"{"from":"2026-09-01","to":"2027-08-31"}"#,
            ),
        ];
        for (period, json) in table {
            assert_eq!(serde_json::to_string(&period).unwrap(), json);
            assert_eq!(serde_json::from_str::<Period>(json).unwrap(), period);
        }
    }
}
