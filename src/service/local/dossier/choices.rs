//! The solutions that a school may choose.

use crate::domain::id::Uai;
use crate::domain::provider::Solution;
use crate::domain::query::source::Source;
use crate::domain::rule::{RuleCode, covering28};
use crate::service::Choice;

/// Every solution, by category and then by name.
pub(super) fn choices(source: Source<'_>, school: Uai) -> Vec<Choice> {
    let mut choices: Vec<Choice> = source
        .registry
        .solutions()
        .iter()
        .map(|solution| Choice {
            solution: solution.code.clone(),
            name: solution.name.clone(),
            category: solution.category,
            provider: source.registry.provider_name(solution.provider).to_owned(),
            lacks28: lacking(source, school, solution),
        })
        .collect();
    choices.sort_by(|a, b| (a.category, &a.name).cmp(&(b.category, &b.name)));
    choices
}

/// The rule that says why no convention 28 serves the solution in the school's département; none where one does.
fn lacking(source: Source<'_>, school: Uai, solution: &Solution) -> Option<RuleCode> {
    let school = source.registry.schools().get(&school);
    let day = source.day_index.day();
    let covering = school
        .into_iter()
        .flat_map(|school| covering28(source.registry, school, solution, day));
    let mut lacks = Some(RuleCode::B5);
    for convention in covering.filter(|convention| convention.in_force(day)) {
        convention.clauses.absent().next()?;
        lacks = Some(RuleCode::B6);
    }
    lacks
}
