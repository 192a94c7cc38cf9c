//! The nearest miss of B5 and B7: of the conventions that do not do, the one nearest to being in force.
//!
//! What is under way comes before what is in force elsewhere, and that before what is over.

use chrono::{Datelike, NaiveDate};

use crate::domain::convention::{Convention, Party, Status};
use crate::domain::id::SolutionCode;
use crate::domain::provider::Solution;
use crate::domain::registry::Holder;

use super::place::Place;
use super::serving::{covering28, signed_before};

/// How near a convention is; the smallest is the nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Distance {
    /// Signed, its effect to come.
    Effect,
    /// Signed by one party.
    Signature,
    /// Sent.
    Signatures,
    /// Drafted.
    Sending,
    /// In force, but for another solution or département, or signed too late with the predecessor.
    Elsewhere,
    /// Ended.
    Over,
    /// Terminated.
    Terminated,
}

impl Distance {
    fn of(status: Status) -> Self {
        match status {
            Status::SignedFuture => Self::Effect,
            Status::PartlySigned => Self::Signature,
            Status::Sent => Self::Signatures,
            Status::Draft => Self::Sending,
            Status::InForce => Self::Elsewhere,
            Status::Ended => Self::Over,
            Status::Terminated => Self::Terminated,
        }
    }
}

/// The convention 28 nearest to serving a solution in the school's département.
///
/// The prestataire's other conventions are looked at only where none that covers both is under way.
pub(super) fn nearest28<'a>(at: Place<'a>, solution: &'a Solution) -> Option<&'a Convention> {
    let covering = covering28(at.registry, at.school, solution)
        .min_by_key(|convention| (rank(at.day, convention, false), &convention.number));
    if covering.is_some_and(|convention| Distance::of(convention.status(at.day)) < Distance::Elsewhere) {
        return covering;
    }
    let in_force = at
        .registry
        .conventions_with(Party::Provider(solution.provider))
        .filter(|convention| convention.in_force(at.day));
    in_force
        .min_by_key(|convention| {
            let elsewhere = !convention.covers_solution(&solution.code);
            (rank(at.day, convention, elsewhere), &convention.number)
        })
        .or(covering)
}

/// The convention 26 nearest to being in force with the holder, or with its predecessor.
///
/// Of the predecessor's, one that is still to be signed never will count: the transfer has passed.
pub(super) fn nearest26<'a>(
    at: Place<'a>,
    holder: &Holder,
    code: Option<&SolutionCode>,
) -> Option<&'a Convention> {
    let inherited = holder
        .predecessor
        .into_iter()
        .flat_map(|siren| at.registry.conventions_with(Party::Collectivite(siren)))
        .filter(|convention| signed_before(convention, holder.since) || convention.in_force(at.day));
    at.registry
        .conventions_with(Party::Collectivite(holder.siren))
        .chain(inherited)
        .min_by_key(|convention| {
            let covers = convention.covers_school(at.school.uai, at.day)
                && code.is_none_or(|code| convention.covers_solution(code));
            (rank(at.day, convention, !covers), &convention.number)
        })
}

/// The order among misses, the smallest first: distance, then whether it covers what it should, then what takes
/// effect first or, of the others, what happened last.
fn rank(day: NaiveDate, convention: &Convention, elsewhere: bool) -> (Distance, bool, i64) {
    let distance = Distance::of(convention.status(day));
    let date = match distance {
        Distance::Effect => convention.effect_day(),
        Distance::Signature => convention.signed_dasen.max(convention.signed_party),
        Distance::Signatures | Distance::Sending => convention.sent,
        Distance::Elsewhere => Some(convention.last_day().unwrap_or(NaiveDate::MAX)),
        Distance::Over => convention.final_end(),
        Distance::Terminated => convention.terminated,
    };
    let days = date.map_or(i64::MIN + 1, |date| i64::from(date.num_days_from_ce()));
    let order = if distance == Distance::Effect { days } else { -days };
    (distance, elsewhere, order)
}
