//! A finding, worded for a row.

use crate::domain::query::page::FindingLine;
use crate::domain::query::source::Source;
use crate::domain::rule::{Assessment, Finding, Severity, Standing};

/// Words a finding of an assessment.
pub fn finding_line(source: Source<'_>, assessment: &Assessment, finding: &Finding) -> FindingLine {
    FindingLine {
        rule: finding.rule,
        severity: finding.severity(),
        urgent: finding.urgent,
        flagged: finding.severity() == Severity::Blocking && assessment.standing() == Standing::Blocked,
        message: finding.message(source.registry, assessment, source.board.day()),
        source: finding.rule.source().to_owned(),
    }
}
