//! A finding, worded for a row.

use serde::{Deserialize, Serialize};

use crate::domain::query::common_cause::{CommonCause, common_cause};
use crate::domain::query::source::Source;
use crate::domain::rule::{Assessment, Finding, RuleCode, Severity, Standing};

/// A finding, worded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingLine {
    pub rule: RuleCode,
    pub severity: Severity,
    /// True where a warning is urgent.
    pub urgent: bool,
    /// True where it keeps a project out of the register: this is the flag.
    pub flagged: bool,
    /// The French message, with dates and names.
    pub message: String,
    /// The legal source; empty where the rule is the DSDEN's own.
    pub source: String,
    /// What it has in common with findings of other schools.
    pub cause: CommonCause,
}

/// Words a finding of an assessment.
pub fn finding_line(source: Source<'_>, assessment: &Assessment, finding: &Finding) -> FindingLine {
    FindingLine {
        rule: finding.rule,
        severity: finding.severity(),
        urgent: finding.urgent,
        flagged: finding.severity() == Severity::Blocking && assessment.standing() == Standing::Blocked,
        message: finding.message(source.registry, assessment, source.day_index.day()),
        source: finding.source().to_owned(),
        cause: common_cause(source, finding),
    }
}
