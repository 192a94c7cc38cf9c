//! Schools put off: to be looked at again on a day.
//!
//! A record of its own rather than a field of the deployment: a school without any solution is put off too, and the
//! day never stands in the way of an import or of a stage.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::Uai;

/// A school to look at again on a day; at most one for each school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// The school: its key.
    pub school: Uai,
    /// The day on which to look at it again.
    pub due: NaiveDate,
    /// Why it was put off; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The day on which it was put off.
    pub since: NaiveDate,
    /// Who put it off.
    pub by: String,
}

impl FollowUp {
    /// True from the day on.
    pub fn is_due(&self, day: NaiveDate) -> bool {
        self.due <= day
    }
}
