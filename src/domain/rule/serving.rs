//! Which convention or contract serves a school: in force on the day, and covering it.
//!
//! Where several serve, the one that lasts longest is relied on.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::contract::Contract;
use crate::domain::convention::{Convention, Party};
use crate::domain::id::SolutionCode;
use crate::domain::provider::Solution;
use crate::domain::registry::Holder;
use crate::domain::registry::Registry;
use crate::domain::school::School;

use super::place::{Place, departement};

/// What the conventions of one article give.
#[derive(Clone, Copy)]
pub(super) struct Serving<'a> {
    /// One that is in force, and the nearest to serving where none serves.
    pub(super) in_force: Option<&'a Convention>,
    /// The one relied on: in force, and covering all that it should.
    pub(super) serves: Option<&'a Convention>,
}

impl Serving<'_> {
    /// Nothing in force.
    pub(super) const NONE: Self = Serving {
        in_force: None,
        serves: None,
    };
}

/// The conventions 28 in force that cover the solution and the département; those without an absent clause
/// serve (B5, B6).
pub(super) fn art28<'a>(at: Place<'a>, solution: &'a Solution) -> Serving<'a> {
    let covering =
        covering28(at.registry, at.school, solution).filter(|convention| convention.in_force(at.day));
    choose(covering, |convention| {
        let absent = convention.clauses.absent().count();
        (absent == 0, Reverse(absent))
    })
}

/// The conventions 28 that cover the solution and the school's département, in force or not.
pub fn covering28<'a>(
    registry: &'a Registry,
    school: &School,
    solution: &'a Solution,
) -> impl Iterator<Item = &'a Convention> + use<'a> {
    departement(school)
        .into_iter()
        .flat_map(move |departement| registry.conventions_serving(solution.provider, departement))
        .filter(|convention| convention.covers_solution(&solution.code))
}

/// The conventions 26 in force with the holder, or with its predecessor where both signed before the transfer;
/// those that cover the school and the solution serve (B7, B8). The holder's own come first.
pub(super) fn art26<'a>(at: Place<'a>, holder: &Holder, code: Option<&SolutionCode>) -> Serving<'a> {
    choose(in_force26(at, holder), |convention| {
        let serves = code.is_some_and(|code| convention.covers(at.school.uai, code, at.day));
        let school = convention.covers_school(at.school.uai, at.day);
        let solution = code.is_some_and(|code| convention.covers_solution(code));
        let own = convention.party.siren() == holder.siren;
        let named = convention.named_last(at.school.uai, at.day);
        (serves, (own, school, solution, named))
    })
}

/// The conventions 26 in force with the holder, or with its predecessor where both signed before the transfer.
fn in_force26<'a>(at: Place<'a>, holder: &Holder) -> impl Iterator<Item = &'a Convention> + use<'a> {
    let own = at.registry.conventions_with(Party::Collectivite(holder.siren));
    let since = holder.since;
    let inherited = holder
        .predecessor
        .into_iter()
        .flat_map(move |siren| at.registry.conventions_with(Party::Collectivite(siren)))
        .filter(move |convention| signed_before(convention, since));
    own.chain(inherited)
        .filter(move |convention| convention.in_force(at.day))
}

/// Every convention that serves the school and the solution on the day, 28 before 26.
pub(super) fn all<'a>(at: Place<'a>, solution: &'a Solution) -> impl Iterator<Item = &'a Convention> {
    let sound = move |convention: &&Convention| {
        convention.in_force(at.day) && convention.clauses.absent().count() == 0
    };
    let covering = move |convention: &&Convention| convention.covers(at.school.uai, &solution.code, at.day);
    let holder = at.holder;
    covering28(at.registry, at.school, solution).filter(sound).chain(
        holder
            .into_iter()
            .flat_map(move |holder| in_force26(at, &holder))
            .filter(covering),
    )
}

/// True when both signatures are before a transfer.
pub(super) fn signed_before(convention: &Convention, transfer: Option<NaiveDate>) -> bool {
    convention
        .signed_on()
        .zip(transfer)
        .is_some_and(|(signed, transfer)| signed < transfer)
}

/// The greatest among conventions in force, by whether they serve, then by rank, then by their last day.
fn choose<'a, R: Ord>(
    in_force: impl Iterator<Item = &'a Convention>,
    judge: impl Fn(&Convention) -> (bool, R),
) -> Serving<'a> {
    let best = in_force
        .map(|convention| {
            let (serves, rank) = judge(convention);
            (
                serves,
                rank,
                last(convention.last_day()),
                Reverse(&convention.number),
                convention,
            )
        })
        .max_by(|a, b| (a.0, &a.1, a.2, a.3).cmp(&(b.0, &b.1, b.2, b.3)));
    Serving {
        in_force: best.as_ref().map(|best| best.4),
        serves: best.filter(|best| best.0).map(|best| best.4),
    }
}

/// The contract in force for the solution that covers the school; of several, the one that lasts longest.
pub(super) fn contract<'a>(at: Place<'a>, holder: &Holder, code: &SolutionCode) -> Option<&'a Contract> {
    contracts(at.registry, at.school, holder, code)
        .filter(|contract| contract.period.contains(at.day))
        .max_by_key(|contract| last(contract.period.to))
}

/// The contracts for the solution that cover the school, in force or not: those of the holder, and those of its
/// predecessor that began before the transfer, which continue (CGCT L5211-17).
pub fn contracts<'a>(
    registry: &'a Registry,
    school: &School,
    holder: &Holder,
    code: &SolutionCode,
) -> impl Iterator<Item = &'a Contract> {
    let uai = school.uai;
    let transfer = holder.since;
    let inherited = holder
        .predecessor
        .into_iter()
        .flat_map(move |siren| registry.contracts_of(siren))
        .filter(move |contract| contract.period.from < transfer);
    registry
        .contracts_of(holder.siren)
        .chain(inherited)
        .filter(move |contract| contract.solution == *code && contract.schools.covers(uai))
}

/// A last day to compare: none is after them all.
fn last(day: Option<NaiveDate>) -> NaiveDate {
    day.unwrap_or(NaiveDate::MAX)
}
