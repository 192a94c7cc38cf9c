//! What one screen of the review shows of a school.

use chrono::{DateTime, Utc};

use crate::domain::convention::Signatory;
use crate::domain::id::ConventionNumber;
use crate::domain::query::page::{SchoolRow, Summary};
use crate::domain::query::shared::Shared;
use crate::domain::record::RecordId;
use crate::domain::register::RegisterEntry;
use crate::domain::rule::RuleCode;
use crate::domain::rule::Standing;
use crate::service::Dossier;

/// What is known of a school under review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The deployment, or the school where it has none.
    pub id: RecordId,
    /// Its row in the list of schools.
    pub row: SchoolRow,
    pub dossier: Dossier,
    /// The register entry that registering it would make; none where it is not ready.
    pub entry: Option<Box<RegisterEntry>>,
    /// The signature that it waits for, where that is what keeps it out.
    pub cause: Option<Cause>,
    /// What it waits for together with others.
    pub shared: Vec<Shared>,
    /// The last entries of the journal about it, latest first.
    pub events: Vec<Event>,
    /// The counts of the whole base.
    pub summary: Summary,
}

/// A signature that schools wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The rule that keeps them out for want of it: B5 or B7.
    pub rule: RuleCode,
    pub convention: ConventionNumber,
    /// Its number and its party: `26-0012 · Grenoble`.
    pub title: String,
    /// The name of the party.
    pub party: String,
    /// Who has not signed.
    pub missing: Vec<Signatory>,
    /// The schools that wait for it, this one included.
    pub schools: Vec<RecordId>,
}

/// An entry of the journal, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its place in the journal.
    pub seq: u64,
    pub at: DateTime<Utc>,
    pub by: String,
    pub what: String,
}

impl Card {
    /// True where no rule keeps the school out of the register, and it is not in it.
    pub fn is_ready(&self) -> bool {
        self.row.standing == Standing::Ready
    }

    /// True of a private school, which is outside the conventions.
    pub fn is_private(&self) -> bool {
        self.row.findings.iter().any(|found| found.rule == RuleCode::B2)
    }
}
