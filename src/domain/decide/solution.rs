//! The choice of a solution for a school.

use chrono::NaiveDate;

use super::Context;
use super::fields::{invalid, not_in_future, of_category};
use super::leave::{self, Leaving};
use crate::domain::change::Change;
use crate::domain::deployment::{Deployment, DeploymentId, Stage};
use crate::domain::id::SolutionCode;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Chooses a solution, or takes the choice back.
///
/// Another solution takes the place of the former at *solution choisie* where nothing of it must stay; else it is another
/// use, and the former is left.
pub(super) fn choose(
    registry: &Registry,
    id: DeploymentId,
    solution: Option<&SolutionCode>,
    on: NaiveDate,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let record = RecordId::Deployment(id);
    not_in_future(record, "date", on, context)?;
    if registry.schools().get(&id.school).is_none() {
        return Err(Refusal::Unknown(RecordId::School(id.school)));
    }
    let before = registry.present_use(id.school, id.category);
    let id = match before {
        Some(before) => before.id(),
        None => leave::next(registry, id)?,
    };
    let after = match (solution, before) {
        (Some(code), Some(held)) if held.is_left() => return Ok(vec![leave::begin(registry, id, code, on)?]),
        (Some(code), Some(held)) if goes_on(registry, held, code) => {
            let mut changes = leave::leave(registry, held, Leaving::on(on), context)?;
            changes.push(leave::begin(registry, id, code, on)?);
            return Ok(changes);
        }
        (Some(code), _) => chosen(registry, id, before, code, on)?,
        (None, _) => taken_back(registry, id, before)?,
    };
    Ok(vec![Change {
        before: before.cloned().map(Record::from),
        after: Some(after.into()),
    }])
}

/// True where another solution is another use: the present one has what must stay with it.
fn goes_on(registry: &Registry, held: &Deployment, code: &SolutionCode) -> bool {
    held.solution.as_ref().is_some_and(|solution| solution != code) && registry.is_kept(held)
}

fn chosen(
    registry: &Registry,
    id: DeploymentId,
    before: Option<&Deployment>,
    code: &SolutionCode,
    on: NaiveDate,
) -> Result<Deployment, Refusal> {
    of_category(registry, id, code)?;
    let mut after = before.cloned().unwrap_or_else(|| Deployment::new(id));
    if after.solution.as_ref() == Some(code) {
        return Ok(after);
    }
    let first = after.solution.is_none();
    after.solution = Some(code.clone());
    if !first || after.stage < Stage::SolutionChoisie {
        after.restart(Stage::SolutionChoisie, on);
    }
    Ok(after)
}

fn taken_back(
    registry: &Registry,
    id: DeploymentId,
    before: Option<&Deployment>,
) -> Result<Deployment, Refusal> {
    let record = RecordId::Deployment(id);
    let before = before.ok_or_else(|| Refusal::Unknown(record.clone()))?;
    if before.is_left() {
        let why = "l’école l’a quittée\u{a0}: choisissez la suivante";
        return Err(invalid(record, "solution", why));
    }
    if before.stage > Stage::SolutionChoisie {
        let why = format!(
            "l’école en est à «\u{a0}{}\u{a0}»\u{a0}: revenez d’abord en arrière",
            before.stage.label()
        );
        return Err(invalid(record, "solution", why));
    }
    if registry.is_kept(before) {
        let why = "une notice ou une inscription la concerne\u{a0}: notez la sortie";
        return Err(invalid(record, "solution", why));
    }
    let mut after = Deployment {
        solution: None,
        ..before.clone()
    };
    if after.stage == Stage::SolutionChoisie {
        after.stage = Stage::OffreEvaluee;
        after.reached.remove(&Stage::SolutionChoisie);
    }
    Ok(after)
}
