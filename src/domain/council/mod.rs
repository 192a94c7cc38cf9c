//! Meetings of a conseil d'école.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::Uai;

/// A meeting of a school's conseil d'école; its key is the school and the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouncilMeeting {
    pub school: Uai,
    /// The day.
    pub date: NaiveDate,
    /// The ENT is on the agenda.
    #[serde(default)]
    pub on_agenda: bool,
    /// The families were told.
    #[serde(default)]
    pub families_informed: bool,
    /// The day on which the procès-verbal was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_received: Option<NaiveDate>,
}

impl CouncilMeeting {
    /// Its key.
    pub fn id(&self) -> CouncilId {
        CouncilId {
            school: self.school,
            date: self.date,
        }
    }
}

/// The key of a [`CouncilMeeting`]; written `0380123A@2026-11-06`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CouncilId {
    pub school: Uai,
    /// The day.
    pub date: NaiveDate,
}

impl fmt::Display for CouncilId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.school, self.date)
    }
}
