//! The values of filters, as they are asked of records.

use super::day::Day;
use super::name::NameValue;
use crate::domain::convention::{Article, Awaited, Status};
use crate::domain::deployment::Stage;
use crate::domain::id::DepartementCode;
use crate::domain::provider::Category;
use crate::domain::register::ReviewState;
use crate::domain::rule::{RuleCode, Severity, Standing};
use crate::domain::school::{SchoolState, Sector};

/// A value of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// None at all: `solution:aucune`.
    Nothing,
    /// `oui` or `non`.
    Flag(bool),
    /// Words, or the start of a code, folded.
    Text(String),
    /// A name that the base holds.
    Name(NameValue),
    Day(Day),
    Departement(DepartementCode),
    Stage(Stage),
    Rule(RuleCode),
    /// A weight of findings.
    Severity(Severity),
    /// A category of solutions.
    Category(Category),
    Sector(Sector),
    /// A state of schools in the annuaire.
    State(SchoolState),
    /// What a school is.
    Standing(Standing),
    /// A status of conventions.
    Status(Status),
    Article(Article),
    /// Where the reminders of a convention are.
    Reminding(Reminding),
    /// Whose signature a convention waits for.
    Awaiting(Awaiting),
    /// Whether the site purges the dossier of a convention whose signed document is not kept here.
    Purging(Purging),
    /// Whether the day to look at a school again is reached.
    Revisit(Revisit),
    /// Where the review of a register entry is.
    Reviewing(ReviewState),
    /// Whether the minutes (PV) of the conseils of the school year are there.
    Minutes(Minutes),
    /// The name of an account.
    Account(String),
}

/// Where the reminders of a convention are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reminding {
    /// One is due: promised for a day that is reached, or sent long ago without an answer nor a reminder.
    Due,
    Made,
    Never,
}

/// Whose signature a convention waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Awaiting {
    /// Who is to sign next.
    By(Awaited),
    /// The authority's, for longer than the policy allows (W21).
    Parapheur,
}

/// Whether the site purges the dossier of a convention whose signed document is not kept here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purging {
    /// It does within 60 days.
    Soon,
}

/// Whether the minutes (PV) of the conseils d'école held in the school year are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Minutes {
    /// One was held whose PV was not received.
    Awaited,
    /// At least one was held, and every PV was received.
    Received,
}

/// Whether the day on which to look at a school again is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Revisit {
    Due,
    /// It is to come.
    Later,
}
