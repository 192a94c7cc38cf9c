//! The solutions that a school may choose.

use crate::domain::id::Uai;
use crate::domain::provider::Solution;
use crate::domain::query::source::Source;
use crate::domain::rule::covering28;
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
            art28: covered(source, school, solution),
        })
        .collect();
    choices.sort_by(|a, b| (a.category, &a.name).cmp(&(b.category, &b.name)));
    choices
}

/// A convention 28 in force covers the solution in the school's département.
fn covered(source: Source<'_>, school: Uai, solution: &Solution) -> bool {
    source.registry.schools().get(&school).is_some_and(|school| {
        covering28(source.registry, school, solution)
            .any(|convention| convention.in_force(source.day_index.day()))
    })
}
