//! Moves from stage to stage.

use chrono::NaiveDate;

use super::fields::{invalid, not_in_future};
use super::leave::{self, Leaving};
use super::{Context, gate};
use crate::domain::change::Change;
use crate::domain::deployment::{Deployment, DeploymentId, NoMove, Stage, may_move, may_move_entered};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Moves a deployment to a stage that the table of moves and, past the register, the rules C1–C4 allow.
pub(super) fn advance(
    registry: &Registry,
    id: DeploymentId,
    to: Stage,
    on: NaiveDate,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let record = RecordId::Deployment(id);
    not_in_future(record.clone(), "date", on, context)?;
    if registry.schools().get(&id.school).is_none() {
        return Err(Refusal::Unknown(RecordId::School(id.school)));
    }
    let before = registry.deployments().get(&id);
    if before.is_none() && registry.present_use(id.school, id.category).is_some() {
        return Err(Refusal::Unknown(record));
    }
    let id = match before {
        Some(_) => id,
        None => leave::next(registry, id)?,
    };
    let from = before.map(|deployment| deployment.stage);
    if from == Some(to) {
        return Err(Refusal::Nothing);
    }
    permitted(registry, before, to).map_err(|why| Refusal::Move {
        deployment: id,
        from,
        to,
        why,
    })?;
    if let Some(used) = before
        && to == Stage::Sortie
    {
        return leave::leave(registry, used, Leaving::on(on), context);
    }
    if from >= Some(Stage::Sortie) && to < Stage::Inscrite {
        let mut next = leave::following(registry, id, on)?;
        next.reach(to, on);
        return Ok(vec![Change::create(next)]);
    }
    let mut after = before.cloned().unwrap_or_else(|| Deployment::new(id));
    if to >= Stage::SolutionChoisie && after.solution.is_none() {
        return Err(invalid(record, "solution", leave::NO_SOLUTION));
    }
    if to.accounts_open() {
        gate::accounts(registry, id, to, gate::At::of(context))?;
    }
    after.reach(to, on);
    Ok(vec![Change {
        before: before.cloned().map(Record::from),
        after: Some(after.into()),
    }])
}

/// The table of moves, with what an active entry of the chosen solution changes in it.
fn permitted(registry: &Registry, before: Option<&Deployment>, to: Stage) -> Result<(), NoMove> {
    match before {
        Some(deployment) if registry.is_entered(deployment) => may_move_entered(deployment, to),
        other => may_move(other, to),
    }
}
