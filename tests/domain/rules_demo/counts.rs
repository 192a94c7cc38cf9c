//! How often each rule speaks, beside the README's counts.

use std::collections::BTreeSet;

use preau::domain::registry::Registry;
use preau::domain::rule::{Assessment, Cause, Policy, RuleCode, assess};

use crate::support::demo::{demo, today};

/// The README's counts of assessments in which a rule speaks, on its own or within W0.
const README: [(RuleCode, usize); 19] = [
    (RuleCode::B1, 3),
    (RuleCode::B2, 64),
    (RuleCode::B3, 153),
    (RuleCode::B4, 1),
    (RuleCode::B5, 13),
    (RuleCode::B6, 12),
    (RuleCode::B7, 342),
    (RuleCode::B8, 14),
    (RuleCode::B9, 13),
    (RuleCode::B10, 12),
    (RuleCode::B11, 3),
    (RuleCode::C4, 40),
    (RuleCode::W2, 7),
    (RuleCode::W8, 6),
    (RuleCode::W9, 1),
    (RuleCode::W10, 1),
    (RuleCode::W12, 1),
    (RuleCode::W19, 4),
    (RuleCode::W22, 1),
];

fn assessed(registry: &Registry) -> Vec<Assessment> {
    let mut policy = Policy::default();
    assert!(policy.elections.note("2026-10-09".parse().unwrap()));
    registry
        .schools()
        .iter()
        .flat_map(|school| assess(registry, school, today(), &policy))
        .collect()
}

#[test]
fn each_rule_speaks_as_often_as_the_readme_says() {
    let registry = demo();
    let all = assessed(&registry);
    for (rule, count) in README {
        let found = all.iter().filter(|assessment| assessment.has(rule)).count();
        assert_eq!(found, count, "{}", rule.as_str());
    }
    for rule in RuleCode::ALL {
        assert!(
            all.iter().any(|assessment| assessment.has(*rule)),
            "{} has an example",
            rule.as_str()
        );
    }
    assert_eq!(by_convention(&all, RuleCode::W20), 13, "W20, by convention");
    assert_eq!(by_convention(&all, RuleCode::W21), 10, "W21, by convention");
    every_message_is_french(&registry, &all);
}

/// How many conventions a rule speaks of.
fn by_convention(all: &[Assessment], rule: RuleCode) -> usize {
    let findings = all.iter().flat_map(|assessment| &assessment.findings);
    let numbers = findings
        .filter(|finding| finding.rule == rule)
        .filter_map(|finding| match &finding.cause {
            Cause::Convention(number) => Some(number.clone()),
            _ => None,
        });
    numbers.collect::<BTreeSet<_>>().len()
}

/// A message ends with a full stop, names what it is about, and has no typewriter sign.
fn every_message_is_french(registry: &Registry, all: &[Assessment]) {
    for assessment in all {
        for finding in &assessment.findings {
            let message = finding.message(registry, assessment, today());
            let sound = message.ends_with('.')
                && !message.contains(['?', '"', '\u{2018}'])
                && !message.contains(" :")
                && !message.contains(" ;")
                && !message.contains("  ");
            assert!(sound, "{}: {message}", finding.rule.as_str());
        }
    }
}
