//! What keeps lines out of the register.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{Of, Text};
use crate::domain::query::board::Line;
use crate::domain::rule::{RuleCode, Severity};

/// A rule that blocks lines, and those that it alone blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The rule.
    pub rule: RuleCode,
    /// What it says, in a few French words.
    pub title: String,
    /// How many lines it blocks.
    pub blocked: usize,
    /// How many of them no other rule blocks: lifting it frees these.
    pub alone: usize,
    /// What lists those that it blocks in the search bar.
    pub filter: String,
    /// What lists those that it alone blocks.
    pub alone_filter: String,
}

/// The rules that block a line at least, those that block most first.
pub(super) fn reasons(lines: &[Of<'_>], text: Text<'_>) -> Vec<Reason> {
    let blocked: Vec<&Line> = lines
        .iter()
        .map(|(_, line)| *line)
        .filter(|line| line.is_blocked())
        .collect();
    let rules = RuleCode::ALL
        .iter()
        .filter(|rule| rule.severity() == Severity::Blocking);
    let mut reasons: Vec<Reason> = rules
        .map(|rule| reason(*rule, &blocked, text))
        .filter(|reason| reason.blocked > 0)
        .collect();
    reasons.sort_by_key(|reason| Reverse((reason.blocked, reason.alone)));
    reasons
}

fn reason(rule: RuleCode, blocked: &[&Line], text: Text<'_>) -> Reason {
    let code = rule.as_str();
    Reason {
        rule,
        title: rule.title().to_owned(),
        blocked: blocked.iter().filter(|line| line.has(rule)).count(),
        alone: blocked
            .iter()
            .filter(|line| line.sole_block() == Some(rule))
            .count(),
        filter: text.and(&format!("bloque:oui regle={code}")),
        alone_filter: text.and(&format!("seul_blocage={code}")),
    }
}
