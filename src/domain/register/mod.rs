//! The DSDEN's register of processing (RGPD art. 30): one entry per school and category.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::deployment::DeploymentId;
use super::id::{ConventionNumber, SheetVersion, SolutionCode, Uai};
use super::provider::Category;

/// The number of a register entry, from 1 up, never used twice.
pub type EntryNumber = u32;

/// An inscription au registre. It is closed, never deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterEntry {
    /// Its key.
    pub number: EntryNumber,
    /// The school.
    pub school: Uai,
    /// The category of the solution.
    pub category: Category,
    /// The solution.
    pub solution: SolutionCode,
    /// The version of the fiche de traitement that it rests on.
    pub sheet: SheetVersion,
    /// The conventions that it rests on.
    pub conventions: Vec<ConventionNumber>,
    /// The day J at which the rules were checked and the entry made.
    pub entered_on: NaiveDate,
    /// Who entered it.
    pub entered_by: String,
    /// The last review (contrôle).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Review>,
    /// Its closure; without one the entry is active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closure>,
}

impl RegisterEntry {
    /// True until the entry is closed.
    pub fn is_active(&self) -> bool {
        self.closed.is_none()
    }

    /// The deployment that it is about.
    pub fn deployment(&self) -> DeploymentId {
        DeploymentId {
            school: self.school,
            category: self.category,
        }
    }
}

/// The review of a register entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The day.
    pub on: NaiveDate,
    /// Who reviewed it.
    pub by: String,
}

/// The closure of a register entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// The day.
    pub on: NaiveDate,
    /// Who closed it.
    pub by: String,
    /// Why.
    pub reason: String,
}
