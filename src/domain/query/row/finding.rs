//! A finding, worded for a row.

use serde::{Deserialize, Serialize};

use crate::domain::convention::{Renewal, Status};
use crate::domain::query::common_cause::{CommonCause, common_cause, record_behind};
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::domain::rule::{Assessment, Finding, RemedyKind, RuleCode, Severity, Standing};

/// A finding, worded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingLine {
    pub rule: RuleCode,
    pub severity: Severity,
    /// True where a warning is urgent.
    pub urgent: bool,
    /// True where what it lacks was there until an end that has passed.
    pub lapsed: bool,
    /// True where it keeps a project out of the register: this is the flag.
    pub flagged: bool,
    /// The French message, with dates and names.
    pub message: String,
    /// The legal source; empty where the rule is the DSDEN's own.
    pub source: String,
    /// What it has in common with findings of other schools.
    pub cause: CommonCause,
    /// The kind of order that lifts it, as its facts have it.
    pub lifted_by: RemedyKind,
}

/// Words a finding of an assessment.
pub fn finding_line(source: Source<'_>, assessment: &Assessment, finding: &Finding) -> FindingLine {
    FindingLine {
        rule: finding.rule,
        severity: finding.severity(),
        urgent: finding.urgent,
        lapsed: lapsed(source, finding),
        flagged: finding.severity() == Severity::Blocking && assessment.standing() == Standing::Blocked,
        message: finding.message(source.registry, assessment, source.day_index.day()),
        source: finding.source().to_owned(),
        cause: common_cause(source, finding),
        lifted_by: lifted_by(source, finding),
    }
}

/// True of a convention in force that is missing because one ended.
fn lapsed(source: Source<'_>, finding: &Finding) -> bool {
    let missing = matches!(finding.rule, RuleCode::B5 | RuleCode::B7);
    let Some(RecordId::Convention(number)) = record_behind(finding).filter(|_| missing) else {
        return false;
    };
    let found = source.registry.conventions().get(&number);
    found.is_some_and(|found| found.status(source.day_index.day()) == Status::Ended)
}

/// The kind of order that lifts a finding: of a convention that is not in force, what it lacks; of a registered school, what
/// lifts the first rule that fails.
fn lifted_by(source: Source<'_>, finding: &Finding) -> RemedyKind {
    match finding.rule.remedy_kind() {
        RemedyKind::Convention28 | RemedyKind::Convention26 => of_convention(source, finding),
        RemedyKind::Restore => match finding.within().first() {
            None => RemedyKind::Register,
            // The school has left the solution of its entry.
            Some(root) if root.rule == RuleCode::B3 => RemedyKind::Close,
            Some(root) => lifted_by(source, root),
        },
        kind => kind,
    }
}

/// A new convention where there is none; else its sending, its signature, or what its record says of its end.
fn of_convention(source: Source<'_>, finding: &Finding) -> RemedyKind {
    let Some(RecordId::Convention(number)) = record_behind(finding) else {
        return RemedyKind::Record;
    };
    let Some(convention) = source.registry.conventions().get(&number) else {
        return RemedyKind::Record;
    };
    let day = source.day_index.day();
    match convention.status(day) {
        Status::Draft => RemedyKind::Send,
        Status::Sent | Status::PartlySigned => RemedyKind::Sign,
        Status::SignedFuture | Status::InForce => RemedyKind::Edit,
        // Its new end is recorded, where it is renewed so; what else is over takes another convention.
        Status::Ended if convention.renewal == Renewal::Express => RemedyKind::Edit,
        Status::Ended | Status::Terminated | Status::Refused | Status::Dropped => RemedyKind::Record,
    }
}
