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
    not_in_future(record, "date", on, context)?;
    if registry.schools().get(&id.school).is_none() {
        return Err(Refusal::Unknown(RecordId::School(id.school)));
    }
    let before = registry.present_use(id.school, id.category);
    let id = before.map_or(id, Deployment::id);
    if before.and_then(|before| before.solution.as_ref()) != solution {
        may_change(registry, id, before)?;
    }
    let after = match solution {
        Some(code) => chosen(registry, id, before, code, on)?,
        None => taken_back(id, before)?,
    };
    Ok(vec![Change {
        before: before.cloned().map(Record::from),
        after: Some(after.into()),
    }])
}

/// Refuses another choice while the first one is registered or in use, and says what comes first.
fn may_change(registry: &Registry, id: DeploymentId, before: Option<&Deployment>) -> Result<(), Refusal> {
    let stage = before.map(|before| before.stage);
    let first = match registry.active_entry(id) {
        _ if stage >= Some(Stage::Sortie) => {
            "l’école est sortie\u{a0}; recommencez à «\u{a0}besoin recensé\u{a0}»"
        }
        _ if stage > Some(Stage::Inscrite) => "elle est en service\u{a0}; notez d’abord la sortie de l’école",
        Some(_) => "l’école est inscrite avec elle\u{a0}; closez d’abord l’inscription",
        None if stage == Some(Stage::Inscrite) => "l’école est inscrite\u{a0}; closez d’abord l’inscription",
        None => return Ok(()),
    };
    Err(invalid(RecordId::Deployment(id), "solution", first))
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
