//! The earliest end of what a school relies on for a solution: its two conventions and its contract.

use chrono::NaiveDate;

use crate::domain::convention::{Convention, Party};
use crate::domain::id::Siren;
use crate::domain::provider::Solution;
use crate::domain::registry::Registry;
use crate::domain::school::School;

/// The earliest day on which a convention or the contract relied on ends; of several of one kind that serve, the
/// last to end counts. None where nothing that serves has an end.
pub(super) fn relied_end(
    registry: &Registry,
    school: &School,
    holder: Option<Siren>,
    solution: &Solution,
    day: NaiveDate,
) -> Option<NaiveDate> {
    let serves = |convention: &&Convention| {
        convention.in_force(day)
            && convention.covers_solution(&solution.code)
            && convention.covers_school(school.uai, day)
    };
    let with_provider = registry
        .conventions_with(Party::Provider(solution.provider))
        .filter(serves)
        .filter(|convention| {
            school
                .departement
                .is_some_and(|code| convention.covers_departement(code))
        });
    let with_holder = holder
        .into_iter()
        .flat_map(|holder| registry.conventions_with(Party::Collectivite(holder)))
        .filter(serves);
    let contracts = holder
        .into_iter()
        .flat_map(|holder| registry.contracts_of(holder))
        .filter(|contract| contract.solution == solution.code && contract.schools.covers(school.uai))
        .filter(|contract| contract.period.contains(day));
    [
        last_end(with_provider.map(Convention::last_day)),
        last_end(with_holder.map(Convention::last_day)),
        last_end(contracts.map(|contract| contract.period.to)),
    ]
    .into_iter()
    .flatten()
    .min()
}

/// The last of some ends; none where there is nothing, or where one has no end.
fn last_end(ends: impl Iterator<Item = Option<NaiveDate>>) -> Option<NaiveDate> {
    ends.map(|end| end.unwrap_or(NaiveDate::MAX))
        .max()
        .filter(|end| *end < NaiveDate::MAX)
}
