//! The nearest miss of B5, B7 and B8: of the conventions that do not do, the one nearest to serving.
//!
//! What was in force last comes before what never was. Of the latter, what is on its way comes before what is in force
//! elsewhere; with one that is over, the nearest that was sent since is named too. What is over with a predecessor
//! comes after all that is the holder's own.

use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate};

use crate::domain::convention::{Convention, Party, Status};
use crate::domain::id::SolutionCode;
use crate::domain::provider::Solution;
use crate::domain::registry::Holder;

use super::finding::Cause;
use super::place::Place;
use super::serving::{covering28, inherited};

/// How near a convention is; the smallest is the nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Distance {
    /// Was in force, and ended or was terminated.
    Over,
    /// Signed, its effect to come.
    Effect,
    /// Signed by one party.
    Signature,
    Signatures,
    Sending,
    /// In force, but for another solution or département, or signed with a predecessor while it was not the holder.
    Elsewhere,
    /// Was in force with a predecessor, and is over.
    OverBefore,
    /// Terminated, refused or classée sans suite before it was ever in force.
    Never,
}

/// A convention that may be the nearest.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    convention: &'a Convention,
    /// It covers what it should, in force or not.
    covers: bool,
    /// It is with who held the competence before.
    inherited: bool,
}

impl Distance {
    fn of(candidate: &Candidate<'_>, day: NaiveDate) -> Self {
        let convention = candidate.convention;
        match convention.status(day) {
            Status::SignedFuture => Self::Effect,
            Status::PartlySigned => Self::Signature,
            Status::Sent => Self::Signatures,
            Status::Draft => Self::Sending,
            Status::InForce => Self::Elsewhere,
            Status::Ended | Status::Terminated | Status::Refused | Status::Dropped => {
                Self::of_over(candidate, day)
            }
        }
    }

    /// Of one that is over.
    fn of_over(candidate: &Candidate<'_>, day: NaiveDate) -> Self {
        match candidate.convention.lapsed_on(day) {
            None => Self::Never,
            Some(_) if candidate.inherited => Self::OverBefore,
            Some(_) => Self::Over,
        }
    }

    /// True of what was sent and may still come into force.
    fn is_on_its_way(self) -> bool {
        (Self::Effect..=Self::Signatures).contains(&self)
    }
}

/// The nearest miss among some conventions.
#[derive(Clone, Copy)]
pub(super) struct Miss<'a> {
    /// The nearest, and how near it is.
    nearest: &'a Convention,
    distance: Distance,
    /// Where that one is over: the one that is on its way.
    next: Option<&'a Convention>,
}

impl<'a> Miss<'a> {
    fn among(candidates: &[Candidate<'a>], day: NaiveDate) -> Option<Self> {
        let (distance, nearest) = nearest_of(candidates, day, |_| true)?;
        let next = nearest_of(candidates, day, Distance::is_on_its_way);
        Some(Self {
            nearest,
            distance,
            next: next
                .filter(|_| distance == Distance::Over)
                .map(|(_, convention)| convention),
        })
    }

    /// The nearest miss as the cause of a finding.
    pub(super) fn cause(self) -> Cause {
        let number = self.nearest.number.clone();
        match self.next {
            Some(next) => Cause::LastAndNext(number, next.number.clone()),
            None => Cause::Convention(number),
        }
    }
}

/// The nearest of some conventions, among those at a distance that is kept.
fn nearest_of<'a>(
    candidates: &[Candidate<'a>],
    day: NaiveDate,
    kept: impl Fn(Distance) -> bool,
) -> Option<(Distance, &'a Convention)> {
    let ranked = candidates.iter().map(|one| (rank(day, one), one.convention));
    ranked
        .filter(|((distance, ..), _)| kept(*distance))
        .min_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.number.cmp(&b.number)))
        .map(|((distance, ..), convention)| (distance, convention))
}

/// The conventions 28 nearest to serving a solution in the school's département.
///
/// The prestataire's other conventions are looked at only where none that covers both was in force or is under way.
pub(super) fn nearest28<'a>(at: Place<'a>, solution: &'a Solution) -> Option<Miss<'a>> {
    let covering: Vec<_> = covering28(at.registry, at.school, solution, at.day)
        .map(|convention| candidate(convention, true))
        .collect();
    let found = Miss::among(&covering, at.day);
    if found.is_some_and(|miss| miss.distance < Distance::Elsewhere) {
        return found;
    }
    let providers = at.registry.predecessors_of(solution, at.day).into_iter();
    let in_force: Vec<_> = providers
        .flat_map(|before| at.registry.conventions_with(Party::Provider(before.provider)))
        .filter(|convention| convention.in_force(at.day))
        .map(|convention| candidate(convention, convention.covers_solution(&solution.code)))
        .collect();
    Miss::among(&in_force, at.day).or(found)
}

/// The conventions 26 nearest to being in force with the holder, or with a predecessor.
///
/// Of a predecessor's, one that is still to be signed never will count: the transfer has passed.
pub(super) fn nearest26<'a>(at: Place<'a>, holder: &Holder, code: Option<&SolutionCode>) -> Option<Miss<'a>> {
    let inherited = inherited(at, holder).into_iter();
    let inherited = inherited.filter(|one| one.counts || one.convention.in_force(at.day));
    let own = at.registry.conventions_with(Party::Collectivite(holder.siren));
    let candidates: Vec<_> = own
        .chain(inherited.map(|one| one.convention))
        .map(|convention| Candidate {
            convention,
            covers: convention.covers_choice(at.school.uai, code, at.day),
            inherited: convention.party.siren() != holder.siren,
        })
        .collect();
    Miss::among(&candidates, at.day)
}

/// A candidate of its own right.
fn candidate(convention: &Convention, covers: bool) -> Candidate<'_> {
    Candidate {
        convention,
        covers,
        inherited: false,
    }
}

/// The convention 26 that is over and covered the school and the solution last, with its last day.
pub(super) fn covered_last<'a>(
    at: Place<'a>,
    holder: &Holder,
    code: &SolutionCode,
) -> Option<(NaiveDate, &'a Convention)> {
    let inherited = inherited(at, holder).into_iter().filter(|one| one.counts);
    let own = at.registry.conventions_with(Party::Collectivite(holder.siren));
    own.chain(inherited.map(|one| one.convention))
        .filter_map(|convention| Some((convention.lapsed_on(at.day)?, convention)))
        .filter(|(last, convention)| convention.covers(at.school.uai, code, *last))
        .max_by_key(|(last, convention)| (*last, Reverse(&convention.number)))
}

/// The order among misses, the smallest first: distance, then whether it covers what it should, then what takes
/// effect first or, of the others, what happened last.
fn rank(day: NaiveDate, candidate: &Candidate<'_>) -> (Distance, bool, i64) {
    let convention = candidate.convention;
    let distance = Distance::of(candidate, day);
    let date = match distance {
        Distance::Over | Distance::OverBefore => convention.lapsed_on(day),
        Distance::Effect => convention.effect_day(),
        Distance::Signature => convention.signed_dasen.max(convention.signed_party),
        Distance::Signatures | Distance::Sending => convention.sent,
        Distance::Elsewhere => Some(convention.last_day().unwrap_or(NaiveDate::MAX)),
        Distance::Never => convention.stopped(),
    };
    let days = date.map_or(i64::MIN + 1, |date| i64::from(date.num_days_from_ce()));
    let order = if distance == Distance::Effect { days } else { -days };
    (distance, !candidate.covers, order)
}
