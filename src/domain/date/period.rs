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
