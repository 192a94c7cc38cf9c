//! A finding, worded for a row.

use crate::domain::query::page::FindingLine;
use crate::domain::query::select::Source;
use crate::domain::rule::{Assessment, Finding};

/// Words a finding of an assessment.
pub fn finding_line(_source: Source<'_>, _assessment: &Assessment, finding: &Finding) -> FindingLine {
    FindingLine {
        rule: finding.rule,
        severity: finding.severity(),
        urgent: finding.urgent,
        message: finding.rule.title().to_owned(),
        source: finding.rule.source().to_owned(),
    }
}
