//! The rules as plain text.

use std::fmt::Write;

use super::{PREAMBLE, families, source, thresholds, title};
use crate::domain::rule::{Policy, RuleCode};
use crate::exchange::export::markup::capital;

/// Writes every rule.
pub(super) fn written(policy: &Policy, office: &str) -> String {
    let mut text = title();
    if !office.is_empty() {
        let _ = write!(text, " · {office}");
    }
    let _ = writeln!(text, "\n{PREAMBLE}");
    for (means, rules) in families() {
        let _ = writeln!(text, "\n{}", capital(means));
        for rule in rules {
            one(&mut text, rule, policy);
        }
    }
    text
}

fn one(text: &mut String, rule: RuleCode, policy: &Policy) {
    let _ = writeln!(text, "  {:<4}{}", rule.as_str(), rule.title());
    let _ = writeln!(text, "      {}", rule.condition());
    let _ = writeln!(text, "      source\u{a0}: {}", source(rule));
    for (value, counts) in thresholds(rule, policy) {
        let _ = writeln!(text, "      seuil\u{a0}: {value} ({counts})");
    }
}
