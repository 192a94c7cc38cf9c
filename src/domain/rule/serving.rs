//! Which convention or contract serves a school: in force on the day, and covering it.
//!
//! Where several serve, the one that lasts longest is relied on.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::contract::Contract;
use crate::domain::convention::{Convention, Party};
use crate::domain::id::{Siren, SolutionCode};
use crate::domain::provider::Solution;
use crate::domain::registry::{Hold, Holder, Registry};
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
        covering28(at.registry, at.school, solution, at.day).filter(|convention| convention.in_force(at.day));
    choose(covering, |convention| {
        let absent = convention.clauses.absent().count();
        (absent == 0, Reverse(absent))
    })
}

/// The conventions 28 that cover the solution and the school's département, in force or not: those with its prestataire,
/// and those with one whose place it took that go on by the day.
pub fn covering28<'a>(
    registry: &'a Registry,
    school: &School,
    solution: &'a Solution,
    day: NaiveDate,
) -> impl Iterator<Item = &'a Convention> + use<'a> {
    let with = move |departement| {
        let before = registry.predecessors_of(solution, day).into_iter();
        before.flat_map(move |before| {
            let all = registry.conventions_serving(before.provider, departement);
            all.filter(move |convention| before.goes_on(convention, day))
        })
    };
    departement(school)
        .into_iter()
        .flat_map(with)
        .filter(|convention| convention.covers_solution(&solution.code))
}

/// The conventions 26 in force with the holder, or with a predecessor where both signed while it was the holder;
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

/// The conventions 26 in force with the holder, or with a predecessor where both signed while it was the holder.
fn in_force26<'a>(at: Place<'a>, holder: &Holder) -> impl Iterator<Item = &'a Convention> + use<'a> {
    let own = at.registry.conventions_with(Party::Collectivite(holder.siren));
    let inherited = inherited(at, holder).into_iter();
    own.chain(inherited.filter(|one| one.counts).map(|one| one.convention))
        .filter(move |convention| convention.in_force(at.day))
}

/// A convention 26 with who held the competence before.
pub(super) struct Inherited<'a> {
    pub(super) convention: &'a Convention,
    /// Both signed while its party was the holder: it counts.
    pub(super) counts: bool,
}

/// The conventions 26 with the predecessors of the holder, the latest predecessor first.
pub(super) fn inherited<'a>(at: Place<'a>, holder: &Holder) -> Vec<Inherited<'a>> {
    if holder.since.is_none() {
        return Vec::new();
    }
    let holds = at.registry.holds(at.school, at.day);
    let mut found = Vec::new();
    for siren in predecessors(&holds, holder.siren) {
        let with_it = at.registry.conventions_with(Party::Collectivite(siren));
        found.extend(with_it.map(|convention| Inherited {
            convention,
            counts: signed_while_holding(&holds, convention),
        }));
    }
    found
}

/// Who held the competence before, each once, the latest first.
fn predecessors(holds: &[Hold], holder: Siren) -> Vec<Siren> {
    let mut before = Vec::new();
    for hold in holds.iter().rev() {
        if hold.siren != holder && !before.contains(&hold.siren) {
            before.push(hold.siren);
        }
    }
    before
}

/// True where both parties signed on days on which the collectivité held the competence.
fn signed_while_holding(holds: &[Hold], convention: &Convention) -> bool {
    let siren = convention.party.siren();
    let held = |day: NaiveDate| holds.iter().any(|hold| hold.siren == siren && hold.contains(day));
    let signatures = convention.signed_party.zip(convention.signed_dasen);
    signatures.is_some_and(|(party, dasen)| held(party) && held(dasen))
}

/// Every convention that serves the school and the solution on the day, 28 before 26.
pub(super) fn all<'a>(at: Place<'a>, solution: &'a Solution) -> impl Iterator<Item = &'a Convention> {
    let sound = move |convention: &&Convention| {
        convention.in_force(at.day) && convention.clauses.absent().count() == 0
    };
    let covering = move |convention: &&Convention| convention.covers(at.school.uai, &solution.code, at.day);
    let holder = at.holder;
    covering28(at.registry, at.school, solution, at.day)
        .filter(sound)
        .chain(
            holder
                .into_iter()
                .flat_map(move |holder| in_force26(at, &holder))
                .filter(covering),
        )
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
    contracts(at.registry, at.school, at.day, holder, code)
        .filter(|contract| contract.period.contains(at.day))
        .max_by_key(|contract| last(contract.period.to))
}

/// The contracts for the solution that cover the school, in force or not: those of the holder on the day, and those of its
/// predecessors that began before they ceased to hold the competence, which continue (CGCT L5211-17).
pub fn contracts<'a>(
    registry: &'a Registry,
    school: &School,
    day: NaiveDate,
    holder: &Holder,
    code: &SolutionCode,
) -> impl Iterator<Item = &'a Contract> {
    let uai = school.uai;
    let holds = holder.since.map(|_| registry.holds(school, day));
    let holds = holds.unwrap_or_default();
    let before = predecessors(&holds, holder.siren).into_iter();
    let inherited = before.flat_map(move |siren| registry.contracts_of(siren));
    let inherited = inherited.filter(move |contract| {
        let last = holds.iter().rfind(|hold| hold.siren == contract.collectivite);
        let until = last.and_then(|hold| hold.to);
        contract.period.from <= until
    });
    registry
        .contracts_of(holder.siren)
        .chain(inherited)
        .filter(move |contract| contract.solution == *code && contract.schools.covers(uai))
}

/// A last day to compare: none is after them all.
fn last(day: Option<NaiveDate>) -> NaiveDate {
    day.unwrap_or(NaiveDate::MAX)
}
