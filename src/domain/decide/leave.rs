//! Leaving a solution, and going on with another: what was noted of the former use stays with it.

use chrono::NaiveDate;

use super::fields::{self, invalid, not_in_future};
use super::{Context, register};
use crate::domain::change::Change;
use crate::domain::date::day_fr;
use crate::domain::deployment::{Deployment, DeploymentId, Stage, may_move};
use crate::domain::id::SolutionCode;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Why a use of no solution goes no further.
pub(super) const NO_SOLUTION: &str = "choisissez d’abord une solution";

/// How a school leaves a solution.
#[derive(Clone, Copy)]
pub(super) struct Leaving<'a> {
    pub(super) on: NaiveDate,
    /// May be empty.
    pub(super) reason: &'a str,
    /// The active entry stays open.
    pub(super) keep_entry: bool,
}

impl Leaving<'_> {
    /// Leaving on a day, of which no more is said.
    pub(super) fn on(on: NaiveDate) -> Self {
        Self {
            on,
            reason: "",
            keep_entry: false,
        }
    }
}

/// Leaves the solution of a use, with the reason, and goes on with the next where there is one.
pub(super) fn with_reason(
    registry: &Registry,
    id: DeploymentId,
    leaving: Leaving<'_>,
    next: Option<&SolutionCode>,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let record = || RecordId::Deployment(id);
    not_in_future(record(), "date", leaving.on, context)?;
    let used = registry
        .deployments()
        .get(&id)
        .ok_or_else(|| Refusal::Unknown(record()))?;
    let reason = fields::text(record(), "motif", leaving.reason)?;
    may_move(Some(used), Stage::Sortie).map_err(|why| Refusal::Move {
        deployment: id,
        from: Some(used.stage),
        to: Stage::Sortie,
        why,
    })?;
    let reason = reason.as_str();
    let mut changes = leave(registry, used, Leaving { reason, ..leaving }, context)?;
    if let Some(code) = next {
        changes.push(begin(registry, id, code, leaving.on)?);
    }
    Ok(changes)
}

/// Leaves a use, and closes its active entry unless it stays open.
pub(super) fn leave(
    registry: &Registry,
    used: &Deployment,
    leaving: Leaving<'_>,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    if used.solution.is_none() {
        return Err(invalid(RecordId::Deployment(used.id()), "solution", NO_SOLUTION));
    }
    let on = day_fr(leaving.on);
    if let Some(first) = used.first_day().filter(|first| leaving.on < *first) {
        let why = format!(
            "le {on} précède le premier jour noté de cet usage, le {}",
            day_fr(first)
        );
        return Err(invalid(RecordId::Deployment(used.id()), "date", why));
    }
    let mut after = used.clone();
    after.leave(leaving.on, leaving.reason);
    let mut changes = vec![Change::update(used.clone(), after)];
    let entry = registry.entry_of(used).filter(|_| !leaving.keep_entry);
    if let Some(entry) = entry {
        let reason = match leaving.reason {
            "" => format!("sortie de l’école le {on}"),
            reason => reason.to_owned(),
        };
        changes.push(register::closing(entry, reason, context));
    }
    Ok(changes)
}

/// Begins a use of a solution after those that the school had.
pub(super) fn begin(
    registry: &Registry,
    id: DeploymentId,
    code: &SolutionCode,
    on: NaiveDate,
) -> Result<Change, Refusal> {
    fields::of_category(registry, id, code)?;
    let mut next = following(registry, id, on)?;
    next.solution = Some(code.clone());
    next.reach(Stage::SolutionChoisie, on);
    Ok(Change::create(next))
}

/// A use at its first stage, of the rank after those of the school in the category; it begins on a day on which the one
/// before was left.
pub(super) fn following(registry: &Registry, id: DeploymentId, on: NaiveDate) -> Result<Deployment, Refusal> {
    let last = registry.uses_of(id.school, id.category).next_back();
    if let Some(left) = last
        .filter(|used| used.is_left())
        .and_then(Deployment::last_day)
        .filter(|left| on < *left)
    {
        let why = format!(
            "le {} précède la sortie de l’usage d’avant, le {}",
            day_fr(on),
            day_fr(left)
        );
        return Err(invalid(RecordId::Deployment(id), "date", why));
    }
    Ok(Deployment::new(next(registry, id)?))
}

/// The key of the next use of a school in a category; that of a use that was withdrawn is never given again.
pub(super) fn next(registry: &Registry, id: DeploymentId) -> Result<DeploymentId, Refusal> {
    let rank = registry.next_rank(id.school, id.category).ok_or_else(|| {
        let why = "l’école a eu tous les usages qui se comptent dans cette catégorie";
        invalid(RecordId::Deployment(id), "usage", why)
    })?;
    Ok(DeploymentId { rank, ..id })
}
