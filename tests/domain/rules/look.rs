//! What the rules say of a world, written short.

use chrono::NaiveDate;
use preau::domain::rule::{Assessment, Finding, Policy, RuleCode, assess};

use crate::support::values::{day, uai};
use crate::support::world::{SCHOOL, TODAY, World};

/// The only assessment of [`SCHOOL`] on a day.
pub fn assessed(world: &World, on: &str) -> Assessment {
    let registry = world.clone().build();
    let school = registry.schools().get(&uai(SCHOOL)).expect("the school");
    let mut all = assess(&registry, school, day(on), &Policy::default());
    assert_eq!(all.len(), 1, "one deployment");
    all.remove(0)
}

/// The codes of the findings on a day, in order: `B7 C1`.
pub fn codes_on(world: &World, on: &str) -> String {
    codes(assessed(world, on).findings.iter())
}

/// The codes of the findings on [`TODAY`].
pub fn codes_today(world: &World) -> String {
    codes_on(world, TODAY)
}

/// Codes in order.
pub fn codes<'a>(findings: impl Iterator<Item = &'a Finding>) -> String {
    let codes: Vec<_> = findings.map(|finding| finding.rule.as_str()).collect();
    codes.join(" ")
}

/// The message of the first finding of a rule on a day; U+00A0 is written `~`.
pub fn message_on(world: &World, rule: RuleCode, on: &str) -> String {
    messages_on(world, rule, on).first().cloned().expect("a finding")
}

/// The message of the first finding of a rule on [`TODAY`].
pub fn message(world: &World, rule: RuleCode) -> String {
    message_on(world, rule, TODAY)
}

/// The messages of a rule on a day; U+00A0 is written `~`.
pub fn messages_on(world: &World, rule: RuleCode, on: &str) -> Vec<String> {
    let registry = world.clone().build();
    let assessment = assessed(world, on);
    let date: NaiveDate = day(on);
    let of_rule = assessment.findings.iter().filter(|finding| finding.rule == rule);
    of_rule
        .map(|finding| {
            finding
                .message(&registry, &assessment, date)
                .replace('\u{a0}', "~")
        })
        .collect()
}

/// True when a rule speaks on a day, on its own or within W0.
pub fn says(world: &World, rule: RuleCode, on: &str) -> bool {
    assessed(world, on).has(rule)
}
