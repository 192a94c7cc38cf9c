//! What keeps schools out of the register, or is to be put right, gathered by cause.
//!
//! Invariant: the list under the filter of a cause, in the same scope, has every school that the cause counts.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::Query;
use super::common_cause::{CommonCause, common_cause};
use super::language::Problem;
use super::select::lines;
use super::source::Source;
use crate::domain::id::Uai;
use crate::domain::rule::{RuleCode, Severity};

/// A cause, and how many schools it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseCount {
    pub cause: CommonCause,
    /// The weight of the heaviest finding.
    pub severity: Severity,
    /// The rules that speak of it.
    pub rules: Vec<RuleCode>,
    pub schools: usize,
    /// What lists them in the search bar.
    pub filter: String,
}

/// The most causes that are given: those of most schools.
const MOST: usize = 500;

/// Gathers the findings that block, or are to be put right, of the lines that a query keeps: the heaviest first, of one
/// weight those of most schools.
///
/// # Errors
///
/// A [`Problem`] where the search bar of the scope names something unknown.
pub fn causes(source: Source<'_>, scope: &Query) -> Result<Vec<CauseCount>, Problem> {
    let mut gathered: HashMap<CommonCause, (Severity, BTreeSet<RuleCode>, BTreeSet<Uai>)> = HashMap::new();
    for (entry, line) in lines(source, scope)? {
        if !line.standing.is_a_project() {
            continue;
        }
        let findings = line.assessment.findings.iter();
        for finding in findings.filter(|finding| finding.severity() <= Severity::Critical) {
            let (severity, rules, schools) = gathered
                .entry(common_cause(source, finding))
                .or_insert_with(|| (finding.severity(), BTreeSet::new(), BTreeSet::new()));
            *severity = finding.severity().min(*severity);
            rules.insert(finding.rule);
            schools.insert(entry.uai);
        }
    }
    let count =
        |(cause, (severity, rules, schools)): (CommonCause, (_, BTreeSet<RuleCode>, BTreeSet<Uai>))| {
            CauseCount {
                filter: filter(scope.text.trim(), &cause, &rules),
                cause,
                severity,
                rules: rules.into_iter().collect(),
                schools: schools.len(),
            }
        };
    let mut counts: Vec<CauseCount> = gathered.into_iter().map(count).collect();
    counts.sort_by(|a, b| {
        let rank = |one: &CauseCount| (one.severity, Reverse(one.schools));
        rank(a).cmp(&rank(b)).then_with(|| a.cause.cmp(&b.cause))
    });
    counts.truncate(MOST);
    Ok(counts)
}

/// What lists the schools of a cause, within the search bar of the scope.
fn filter(text: &str, cause: &CommonCause, rules: &BTreeSet<RuleCode>) -> String {
    let codes: Vec<&str> = rules.iter().map(|rule| rule.as_str()).collect();
    let record = cause.record.as_ref().map(|id| format!("cause=\"{}\" ", id.key()));
    let own = format!("{}regle={}", record.unwrap_or_default(), codes.join(","));
    format!("{text} {own}").trim().to_owned()
}
