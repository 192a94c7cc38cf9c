//! Relances: what was asked of whom about which convention.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::ConventionNumber;

/// The number of a relance, from 1 up, never used twice.
pub type ReminderNumber = u32;

/// The channels, the most used first.
pub const CHANNELS: [&str; 3] = ["courriel", "téléphone", "courrier"];

/// A relance about a convention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    pub number: ReminderNumber,
    pub convention: ConventionNumber,
    pub to: String,
    /// By which channel: one of [`CHANNELS`], or another that a form gave.
    pub channel: String,
    /// The day.
    pub date: NaiveDate,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The day on which its outcome was recorded; with it, nothing is awaited any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<NaiveDate>,
    /// The day on which to come back to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_due: Option<NaiveDate>,
}

impl Reminder {
    /// True until its outcome is recorded.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }
}
