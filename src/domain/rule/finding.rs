//! A finding: a rule that speaks about a school, and the facts that make it speak.

use chrono::NaiveDate;

use crate::domain::convention::Clause;
use crate::domain::id::{ConventionNumber, SheetVersion, Siren, SolutionCode};
use crate::domain::register::EntryNumber;

use super::code::{RuleCode, Severity};

/// A rule that speaks about a school on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: RuleCode,
    /// True where a warning is urgent (red on screen).
    pub urgent: bool,
    /// The facts.
    pub cause: Cause,
}

impl Finding {
    /// The severity, from the one table.
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }
}

/// The facts behind a finding, as data; `message.rs` words them in French.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Facts that need no name nor date beyond the school's own.
    Plain,
    /// About a convention.
    Convention(ConventionNumber),
    /// About a convention and a day.
    ConventionDay(ConventionNumber, NaiveDate),
    /// About a party with which there is no convention at all.
    NoConvention(Siren),
    /// About clauses of a convention.
    Clauses(ConventionNumber, Vec<Clause>),
    /// About a version of a solution's fiche.
    Sheet(SolutionCode, Option<SheetVersion>),
    /// About a register entry.
    Entry(EntryNumber),
}
