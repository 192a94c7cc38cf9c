//! The rules for a person to read and countersign: text, Markdown, or a page to print.

mod html;
mod markdown;
mod text;

use crate::domain::rule::{EDITION, Policy, RuleCode, Severity, THRESHOLDS};
use crate::text::cleaned;

/// How they are written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RulesForm {
    Text,
    Markdown,
    /// A page of HTML, to print.
    Html,
}

/// Every rule of the one table, with its severity, condition, legal source and the thresholds in force; `office` is the name
/// of the DSDEN, and may be empty.
pub fn rules(form: RulesForm, policy: &Policy, office: &str) -> String {
    let office = cleaned(office);
    match form {
        RulesForm::Text => text::written(policy, &office),
        RulesForm::Markdown => markdown::written(policy, &office),
        RulesForm::Html => html::written(policy, &office),
    }
}

/// The title, with the edition of the rules.
fn title() -> String {
    format!("Règles de l’inscription au registre, édition {EDITION}")
}

/// What the thresholds are.
const PREAMBLE: &str = "J est le jour examiné. Les seuils sont ceux de la configuration lue\u{a0}; ils ne déplacent que \
                        des avertissements.";

/// What each severity does, and its rules, the heaviest first.
fn families() -> impl Iterator<Item = (&'static str, Vec<RuleCode>)> {
    Severity::ALL.into_iter().map(|severity| {
        let of = RuleCode::ALL.iter().copied();
        let rules = of.filter(|rule| rule.severity() == severity).collect();
        (severity.label(), rules)
    })
}

/// The thresholds of a rule, as the configuration has them: `echeance_jours = 90`, and what they count.
fn thresholds(rule: RuleCode, policy: &Policy) -> Vec<(String, &'static str)> {
    let of = THRESHOLDS.iter().filter(|threshold| threshold.rule == rule);
    of.map(|threshold| {
        let value = threshold.of(policy);
        (format!("{} = {value}", threshold.key), threshold.counts)
    })
    .collect()
}

/// The legal source, or that there is none.
fn source(rule: RuleCode) -> &'static str {
    match rule.source() {
        "" => "règle de la DSDEN",
        source => source,
    }
}
