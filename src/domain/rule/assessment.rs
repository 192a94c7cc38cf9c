//! The assessment of one school: one per deployment, or one without a solution.

use chrono::NaiveDate;

use crate::domain::deployment::Stage;
use crate::domain::id::{SolutionCode, Uai};
use crate::domain::provider::Category;
use crate::domain::register::EntryNumber;
use crate::domain::registry::Registry;
use crate::domain::school::School;

use super::code::Severity;
use super::finding::Finding;
use super::policy::Policy;

/// What the rules say of a school and one of its deployments on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The school.
    pub school: Uai,
    /// The category of the deployment; none for a school without one.
    pub category: Option<Category>,
    /// The chosen solution.
    pub solution: Option<SolutionCode>,
    /// The stage that the operator typed.
    pub stage: Option<Stage>,
    /// The active register entry for this solution.
    pub registered: Option<EntryNumber>,
    /// What the rules say, in the order of the table.
    pub findings: Vec<Finding>,
}

impl Assessment {
    /// True when no rule keeps the school out of the register.
    pub fn may_be_registered(&self) -> bool {
        !self
            .findings
            .iter()
            .any(|finding| finding.severity() == Severity::Blocking)
    }
}

/// Assesses a school on a day: one assessment per deployment, or one without a solution.
pub fn assess(_registry: &Registry, _school: &School, _day: NaiveDate, _policy: &Policy) -> Vec<Assessment> {
    Vec::new()
}
