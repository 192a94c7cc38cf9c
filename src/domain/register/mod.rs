//! The DSDEN's register of processing (RGPD art. 30): one entry per school and category.

mod review;

pub use review::{Conclusion, Part, PartDigest, Review, ReviewState};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::date::day_fr;
use super::deployment::{DeploymentId, Rank};
use super::id::{ConventionNumber, SheetVersion, SolutionCode, Uai};
use super::provider::Category;

/// The number of a register entry, from 1 up, never used twice.
pub type EntryNumber = u32;

/// An inscription au registre. It is closed, never deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterEntry {
    pub number: EntryNumber,
    pub school: Uai,
    /// The category of the solution.
    pub category: Category,
    /// The rank of the use that it is about; see [`Registry::use_of`](super::registry::Registry::use_of).
    #[serde(default, skip_serializing_if = "Rank::is_first")]
    pub rank: Rank,
    pub solution: SolutionCode,
    /// The version of the fiche de traitement that it rests on.
    pub sheet: SheetVersion,
    /// The conventions that it rests on.
    pub conventions: Vec<ConventionNumber>,
    /// The day J at which the rules were checked and the entry made.
    pub entered_on: NaiveDate,
    pub entered_by: String,
    /// The last review (contrôle).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Review>,
    /// Its closure; without one the entry is active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closure>,
    /// That it comes from an existing register (reprise): `entered_on` is the day it had there, `entered_by` who took
    /// it over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_over: Option<TakenOver>,
}

/// Why an entry is closed that its author took back.
pub const TAKEN_BACK: &str = "inscription annulée par son auteur";

impl RegisterEntry {
    /// True until the entry is closed.
    pub fn is_active(&self) -> bool {
        self.closed.is_none()
    }

    /// True where its author took it back: it is closed as if it had never been made.
    pub fn is_taken_back(&self) -> bool {
        self.closed
            .as_ref()
            .is_some_and(|closed| closed.reason == TAKEN_BACK)
    }

    /// True where both are of one school and category and were active together; an entry that was taken back never was.
    pub fn overlaps(&self, other: &Self) -> bool {
        let starts_before_end = |one: &Self, end: &Self| {
            end.closed
                .as_ref()
                .is_none_or(|closed| one.entered_on < closed.on)
        };
        self.deployment().is_beside(other.deployment())
            && !self.is_taken_back()
            && !other.is_taken_back()
            && starts_before_end(self, other)
            && starts_before_end(other, self)
    }

    /// The last review, where it was made by a day.
    pub fn review_on(&self, day: NaiveDate) -> Option<&Review> {
        self.reviewed.as_ref().filter(|review| review.on <= day)
    }

    /// The key of the use that it is about.
    pub fn deployment(&self) -> DeploymentId {
        DeploymentId {
            school: self.school,
            category: self.category,
            rank: self.rank,
        }
    }
}

/// What an entry kept of the register that it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOver {
    /// Its reference there; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
}

impl TakenOver {
    /// Where the entry comes from, in French.
    pub fn text(&self) -> String {
        if self.reference.is_empty() {
            "d’un registre existant".to_owned()
        } else {
            format!("d’un registre existant, référence {}", self.reference)
        }
    }
}

/// A day and who acted on it, in French: `le 23/11/2026 par jdupont`; the day alone where nobody is known.
pub fn day_and_author(on: NaiveDate, by: &str) -> String {
    let day = day_fr(on);
    if by.is_empty() {
        format!("le {day}")
    } else {
        format!("le {day} par {by}")
    }
}

/// The closure of a register entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// The day.
    pub on: NaiveDate,
    /// Who closed it; empty where the register that it comes from does not say.
    pub by: String,
    pub reason: String,
}
