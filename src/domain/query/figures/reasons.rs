//! What keeps schools out of the register.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Of, Text, by_school};
use crate::domain::rule::RuleCode;

/// A blocking rule that projects of some schools do not meet, and the schools of which it alone keeps one out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub rule: RuleCode,
    /// What it says, in a few French words.
    pub title: String,
    /// How many schools have a project that does not meet it: blocked, or to regularise.
    pub schools: usize,
    /// How many of them have one that no other rule keeps out: lifting it frees these.
    pub alone: usize,
    /// What lists them in the search bar.
    pub filter: String,
    /// What lists those that it alone keeps out.
    pub alone_filter: String,
}

/// The rules that a project at least does not meet, those of most schools first.
pub(super) fn reasons(lines: &[Of<'_>], text: Text<'_>) -> Vec<Reason> {
    let mut counts: BTreeMap<RuleCode, (usize, usize)> = BTreeMap::new();
    for school in by_school(lines) {
        let uses = || school.iter().map(|(_, line)| line);
        for rule in uses().flat_map(|line| line.failing()).collect::<BTreeSet<_>>() {
            let (schools, freed) = counts.entry(rule).or_default();
            *schools += 1;
            *freed += usize::from(uses().any(|line| line.sole_block() == Some(rule)));
        }
    }
    let reason = |(rule, (schools, alone))| reason(rule, schools, alone, text);
    let mut reasons: Vec<Reason> = counts.into_iter().map(reason).collect();
    reasons.sort_by_key(|reason| Reverse((reason.schools, reason.alone)));
    reasons
}

fn reason(rule: RuleCode, schools: usize, alone: usize, text: Text<'_>) -> Reason {
    let code = rule.as_str();
    Reason {
        rule,
        title: rule.title().to_owned(),
        schools,
        alone,
        filter: text.and(&format!("situation:bloquee,a_regulariser regle={code}")),
        alone_filter: text.and(&format!("seul_blocage={code}")),
    }
}
