//! The choice of a solution for a school.

use chrono::NaiveDate;

use super::Context;
use super::fields::{invalid, not_in_future};
use crate::domain::change::Change;
use crate::domain::deployment::{Deployment, DeploymentId, Stage};
use crate::domain::id::SolutionCode;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Chooses a solution, or takes the choice back.
///
/// Another solution starts the deployment anew at *solution choisie*: what was reached with the first no longer counts.
pub(super) fn choose(
    registry: &Registry,
    id: DeploymentId,
    solution: Option<&SolutionCode>,
    on: NaiveDate,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let record = RecordId::Deployment(id);
    not_in_future(record, on, context)?;
    if registry.schools().get(&id.school).is_none() {
        return Err(Refusal::Unknown(RecordId::School(id.school)));
    }
    let before = registry.deployments().get(&id);
    let after = match solution {
        Some(code) => chosen(registry, id, before, code, on)?,
        None => taken_back(id, before)?,
    };
    Ok(vec![Change {
        before: before.cloned().map(Record::from),
        after: Some(after.into()),
    }])
}

fn chosen(
    registry: &Registry,
    id: DeploymentId,
    before: Option<&Deployment>,
    code: &SolutionCode,
    on: NaiveDate,
) -> Result<Deployment, Refusal> {
    let solution = registry
        .solutions()
        .get(code)
        .ok_or_else(|| Refusal::Unknown(RecordId::Solution(code.clone())))?;
    if solution.category != id.category {
        let why = format!(
            "{} est de la catégorie «\u{a0}{}\u{a0}»",
            solution.name,
            solution.category.label()
        );
        return Err(invalid(RecordId::Deployment(id), "solution", why));
    }
    let mut after = before
        .cloned()
        .unwrap_or_else(|| Deployment::new(id.school, id.category));
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

fn taken_back(id: DeploymentId, before: Option<&Deployment>) -> Result<Deployment, Refusal> {
    let record = RecordId::Deployment(id);
    let before = before.ok_or_else(|| Refusal::Unknown(record.clone()))?;
    if before.stage > Stage::SolutionChoisie {
        let why = format!(
            "l’école en est à «\u{a0}{}\u{a0}»\u{a0}: revenez d’abord en arrière",
            before.stage.label()
        );
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
