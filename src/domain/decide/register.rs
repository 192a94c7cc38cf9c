//! The register: entering a school, reviewing an entry and lifting its review, closing it.

use chrono::NaiveDate;

use super::{Context, fields, gate};
use crate::domain::change::Change;
use crate::domain::covered::Coverage;
use crate::domain::deployment::{Deployment, DeploymentId, NoMove, Stage};
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Closure, Conclusion, EntryNumber, RegisterEntry, Review};
use crate::domain::registry::Registry;
use crate::domain::rule::reliance;

/// Enters a school in the register, and moves its deployment to *inscrite*.
pub(super) fn register(
    registry: &Registry,
    id: DeploymentId,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let deployment = registry.deployments().get(&id);
    if let Some(entry) = deployment.and_then(|used| registry.entry_of(used)) {
        return Err(Refusal::AlreadyRegistered(RecordId::Entry(entry.number)));
    }
    gate::register(registry, id, gate::At::of(context))?;
    let before = deployment.ok_or(Refusal::Unknown(RecordId::Deployment(id)))?;
    if before.stage >= Stage::Suspendue {
        return Err(Refusal::Move {
            deployment: id,
            from: Some(before.stage),
            to: Stage::Inscrite,
            why: if before.stage == Stage::Suspendue {
                NoMove::Resume(before.before_suspension())
            } else {
                NoMove::Over
            },
        });
    }
    let entry = entry(registry, before, context)?;
    let mut after = before.clone();
    if after.stage < Stage::Inscrite {
        after.reach(Stage::Inscrite, context.today);
    }
    Ok(vec![Change::create(entry), Change::update(before.clone(), after)])
}

/// The entry of a deployment that passed the gate, with what it rests on.
fn entry(
    registry: &Registry,
    deployment: &Deployment,
    context: &Context<'_>,
) -> Result<RegisterEntry, Refusal> {
    let unknown = || Refusal::Unknown(RecordId::Deployment(deployment.id()));
    let rests_on = reliance(registry, deployment, context.today).ok_or_else(unknown)?;
    Ok(RegisterEntry {
        number: fields::next(registry, registry.entries().keys(), RecordId::Entry)?,
        school: deployment.school,
        category: deployment.category,
        rank: deployment.rank,
        solution: deployment.solution.clone().ok_or_else(unknown)?,
        sheet: rests_on.sheet,
        conventions: vec![rests_on.convention28, rests_on.convention26],
        entered_on: context.today,
        entered_by: context.actor.name.clone(),
        reviewed: None,
        closed: None,
        taken_over: None,
    })
}

/// Records the review of an active entry, with what it rests on now.
pub(super) fn review(
    registry: &Registry,
    number: EntryNumber,
    conclusion: Option<&Conclusion>,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let before = active(registry, number)?;
    let id = || RecordId::Entry(number);
    let conclusion = match conclusion {
        Some(Conclusion::Conforme) => Conclusion::Conforme,
        Some(Conclusion::Reserve(text)) => Conclusion::Reserve(fields::text(id(), "réserve", text)?),
        None => {
            let why = "dites si l’inscription est conforme, ou contrôlée avec réserve";
            return Err(fields::invalid(id(), "conclusion du contrôle", why));
        }
    };
    let review = Review {
        on: context.today,
        by: context.actor.name.clone(),
        // The order rests on what is there now: nothing of it has moved since it was seen.
        seen: Some(registry.revision()),
        conclusion: Some(conclusion),
        parts: Coverage::new(registry, before, context.today).digests(),
    };
    Ok(vec![Change::update(
        before.clone(),
        RegisterEntry {
            reviewed: Some(review),
            ..before.clone()
        },
    )])
}

/// Refuses to review an entry of which a record that it rests on was not seen. An unknown entry is refused elsewhere.
pub(super) fn seen_whole(
    registry: &Registry,
    number: EntryNumber,
    day: NaiveDate,
    is_seen: impl Fn(&RecordId) -> bool,
) -> Result<(), Refusal> {
    let Some(entry) = registry.entries().get(&number) else {
        return Ok(());
    };
    let records = Coverage::new(registry, entry, day).records().into_iter();
    let mut all = records.chain([RecordId::Entry(number)]);
    all.find(|id| !is_seen(id))
        .map_or(Ok(()), |id| Err(Refusal::UnseenPart(id)))
}

/// Lifts the review of an active entry.
pub(super) fn lift_review(
    registry: &Registry,
    number: EntryNumber,
    reason: &str,
) -> Result<Vec<Change>, Refusal> {
    let before = active(registry, number)?;
    let id = || RecordId::Entry(number);
    if before.reviewed.is_none() {
        return Err(fields::invalid(
            id(),
            "contrôle",
            "aucun n’est noté, il n’y a rien à lever",
        ));
    }
    fields::text(id(), "motif", reason)?;
    Ok(vec![Change::update(
        before.clone(),
        RegisterEntry {
            reviewed: None,
            ..before.clone()
        },
    )])
}

/// Closes an active entry; a deployment at *inscrite* goes back to the stage reached before it.
pub(super) fn close(
    registry: &Registry,
    number: EntryNumber,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let before = active(registry, number)?;
    let reason = fields::text(RecordId::Entry(number), "motif", reason)?;
    let mut changes = vec![closing(before, reason, context)];
    let deployment = registry.use_of(before);
    if let Some(deployment) = deployment.filter(|deployment| deployment.stage == Stage::Inscrite) {
        let mut after = deployment.clone();
        after.leave_register();
        changes.push(Change::update(deployment.clone(), after));
    }
    Ok(changes)
}

/// The closure of an active entry, on day J.
pub(super) fn closing(entry: &RegisterEntry, reason: String, context: &Context<'_>) -> Change {
    let closure = Closure {
        on: context.today,
        by: context.actor.name.clone(),
        reason,
    };
    let closed = RegisterEntry {
        closed: Some(closure),
        ..entry.clone()
    };
    Change::update(entry.clone(), closed)
}

fn active(registry: &Registry, number: EntryNumber) -> Result<&RegisterEntry, Refusal> {
    let entry = registry
        .entries()
        .get(&number)
        .ok_or(Refusal::Unknown(RecordId::Entry(number)))?;
    if entry.is_active() {
        Ok(entry)
    } else {
        Err(Refusal::EntryClosed(RecordId::Entry(number)))
    }
}
