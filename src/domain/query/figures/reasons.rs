//! What keeps lines out of the register.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Of, Text};
use crate::domain::rule::RuleCode;

/// A rule that blocks lines, and those that it alone blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The rule.
    pub rule: RuleCode,
    /// What it says, in a few French words.
    pub title: String,
    /// How many lines it blocks.
    pub blocked: usize,
    /// How many of them no other rule blocks: lifting it frees these. None where nothing lifts it: private schools.
    pub alone: usize,
    /// What lists those that it blocks in the search bar.
    pub filter: String,
    /// What lists those that it alone blocks.
    pub alone_filter: String,
}

/// The rules that block a line at least, those that block most first.
pub(super) fn reasons(lines: &[Of<'_>], text: Text<'_>) -> Vec<Reason> {
    let mut counts: BTreeMap<RuleCode, (usize, usize)> = BTreeMap::new();
    for (_, line) in lines {
        let alone = usize::from(line.sole_block().is_some());
        for rule in line.blocks() {
            let (blocked, freed) = counts.entry(rule).or_default();
            *blocked += 1;
            *freed += alone;
        }
    }
    let reason = |(rule, (blocked, alone))| reason(rule, blocked, alone, text);
    let mut reasons: Vec<Reason> = counts.into_iter().map(reason).collect();
    reasons.sort_by_key(|reason| Reverse((reason.blocked, reason.alone)));
    reasons
}

fn reason(rule: RuleCode, blocked: usize, alone: usize, text: Text<'_>) -> Reason {
    let code = rule.as_str();
    Reason {
        rule,
        title: rule.title().to_owned(),
        blocked,
        alone,
        filter: text.and(&format!("bloque:oui regle={code}")),
        alone_filter: text.and(&format!("seul_blocage={code}")),
    }
}
