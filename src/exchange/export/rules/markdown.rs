//! The rules as tables of Markdown.

use std::fmt::Write;

use super::{PREAMBLE, families, source, thresholds, title};
use crate::domain::rule::Policy;
use crate::exchange::export::markup::{capital, in_markdown};

/// Writes every rule, a table for each severity.
pub(super) fn written(policy: &Policy, office: &str) -> String {
    let mut text = format!("# {}\n", title());
    if !office.is_empty() {
        let _ = writeln!(text, "\n{}", in_markdown(office));
    }
    let _ = writeln!(text, "\n{PREAMBLE}");
    for (means, rules) in families() {
        let _ = writeln!(text, "\n## {}\n", capital(means));
        text.push_str("| code | condition | source | seuils en vigueur |\n| --- | --- | --- | --- |\n");
        for rule in rules {
            let seuils: Vec<String> = thresholds(rule, policy)
                .into_iter()
                .map(|(value, counts)| format!("`{value}` {counts}"))
                .collect();
            let (code, condition) = (rule.as_str(), rule.condition());
            let _ = writeln!(
                text,
                "| {code} | {condition} | {} | {} |",
                source(rule),
                seuils.join("\u{a0}; ")
            );
        }
    }
    text
}
