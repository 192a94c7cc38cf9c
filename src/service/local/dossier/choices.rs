//! The solutions that a school may choose.

use crate::domain::convention::Party;
use crate::domain::id::Uai;
use crate::domain::provider::Solution;
use crate::domain::query::select::Source;
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
    let departement = source
        .registry
        .schools()
        .get(&school)
        .and_then(|school| school.departement);
    let mut conventions = source
        .registry
        .conventions_with(Party::Provider(solution.provider));
    conventions.any(|convention| {
        convention.in_force(source.board.day())
            && convention.covers_solution(&solution.code)
            && departement.is_some_and(|code| convention.covers_departement(code))
    })
}
