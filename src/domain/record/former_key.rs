//! Keys that stand for no record any more: of one that was withdrawn, or whose key was corrected.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Kind, RecordId};

/// A key that stood for a record; its own key is that one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerKey {
    pub key: RecordId,
    /// The key that took its place, where it was corrected: it opens that record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub became: Option<RecordId>,
    /// It became that of a record that was there beside it: the two were one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub merged: bool,
    /// The record that bore it was withdrawn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The day.
    pub on: NaiveDate,
    pub by: String,
}

impl FormerKey {
    /// True where no other record is ever given it: a number or a rank of a record that was withdrawn, and a rank of a use
    /// that took a key of another category. A key that says a fact, as the day of a conseil or a UAI, may come back with
    /// another record.
    pub fn is_spent(&self) -> bool {
        let is_moved = self.became.is_some() && self.key.kind() == Kind::Deployment;
        let is_gone = self.withdrawn
            && match self.key.kind() {
                Kind::Convention
                | Kind::Contract
                | Kind::Deployment
                | Kind::Entry
                | Kind::Reminder
                | Kind::Note => true,
                Kind::Collectivite
                | Kind::Locality
                | Kind::Competence
                | Kind::School
                | Kind::Provider
                | Kind::Solution
                | Kind::Sheet
                | Kind::Council
                | Kind::FollowUp
                | Kind::Vacances
                | Kind::View
                | Kind::Document
                | Kind::FormerKey => false,
            };
        is_moved || is_gone
    }
}
