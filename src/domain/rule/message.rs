//! Findings in French.

use chrono::NaiveDate;

use super::{Assessment, Finding};
use crate::domain::registry::Registry;

impl Finding {
    /// The message of the finding, with the names and the dates concerned.
    pub fn message(&self, _registry: &Registry, _assessment: &Assessment, _day: NaiveDate) -> String {
        self.rule.title().to_owned()
    }
}
