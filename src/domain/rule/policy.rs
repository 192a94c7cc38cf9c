//! The thresholds of the rules, in days and months.

use serde::{Deserialize, Serialize};

/// The thresholds that a DSDEN may set. They move warnings only, never a blocking rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// W1: days before an end from which it is said (90).
    pub end_warning_days: u32,
    /// W1: days before an end from which it is urgent (30).
    pub end_urgent_days: u32,
    /// W20: days after sending from which a missing signature is said (30).
    pub unanswered_days: u32,
    /// W20: days after a reminder during which nothing is said (15).
    pub reminder_pause_days: u32,
    /// W21: days after the party's signature from which the authority's, missing, is said (15).
    pub parapheur_days: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            end_warning_days: 90,
            end_urgent_days: 30,
            unanswered_days: 30,
            reminder_pause_days: 15,
            parapheur_days: 15,
        }
    }
}
