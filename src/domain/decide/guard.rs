//! What must hold of any set of changes, whichever command made it.

use std::collections::{HashMap, HashSet};

use super::fields::invalid;
use super::{Context, EntryGate, gate};
use crate::domain::change::Change;
use crate::domain::deployment::{Deployment, DeploymentId, Stage};
use crate::domain::id::SolutionCode;
use crate::domain::provider::{Category, Solution};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEntry;
use crate::domain::registry::Registry;

/// Checks the changes of a decision: references, the register's gate, and the stage *inscrite*.
pub(super) fn check(registry: &Registry, changes: &[Change], context: &Context<'_>) -> Result<(), Refusal> {
    let after = After::new(registry, changes);
    changes
        .iter()
        .filter_map(|change| change.after.as_ref())
        .try_for_each(
            |record| match record.references().into_iter().find(|id| !after.holds(id)) {
                Some(to) => Err(Refusal::Dangling {
                    from: record.id(),
                    to,
                }),
                None => Ok(()),
            },
        )?;
    nothing_orphaned(registry, changes, &after)?;
    let gate = EntryGate::new(registry, changes);
    for change in changes {
        facts_have_come(change, context)?;
        gate.passes(change, context.today, context.policy)?;
        on_its_day(change, context)?;
        match &change.after {
            Some(Record::Deployment(deployment)) => {
                of_its_category(&after, deployment)?;
                stage_may_be(&after, deployment)?;
            }
            Some(Record::Solution(solution)) => keeps_category(change.before.as_ref(), solution, registry)?,
            _ => {}
        }
    }
    Ok(())
}

/// Refuses changes that open the accounts of a deployment against the rules C1–C4, as they stand after the changes.
pub(super) fn accounts_may_open(
    registry: &Registry,
    changes: &[Change],
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let opened: Vec<&Deployment> = changes.iter().filter_map(opens_accounts).collect();
    if opened.is_empty() {
        return Ok(());
    }
    let mut ahead = registry.clone();
    ahead.apply_changes(changes, registry.revision() + 1);
    opened
        .into_iter()
        .try_for_each(|open| gate::accounts(&ahead, open.id(), open.stage, gate::At::of(context)))
}

/// The deployment whose accounts a change opens.
fn opens_accounts(change: &Change) -> Option<&Deployment> {
    let open = |record: &&Deployment| record.stage.accounts_open();
    let was = as_deployment(change.before.as_ref()).filter(open);
    as_deployment(change.after.as_ref())
        .filter(open)
        .filter(|_| was.is_none())
}

/// The registry as the changes would leave it, without copying it.
struct After<'a> {
    registry: &'a Registry,
    changed: HashMap<RecordId, Option<&'a Record>>,
    /// The solutions of the active entries among the changes.
    entered: HashMap<DeploymentId, Vec<&'a SolutionCode>>,
}

impl<'a> After<'a> {
    fn new(registry: &'a Registry, changes: &'a [Change]) -> Self {
        let records = changes
            .iter()
            .filter_map(|change| Some((change.id()?, change.after.as_ref())));
        let mut entered: HashMap<_, Vec<_>> = HashMap::new();
        for change in changes {
            if let Some(Record::Entry(entry)) = &change.after
                && entry.is_active()
            {
                entered
                    .entry(entry.deployment())
                    .or_default()
                    .push(&entry.solution);
            }
        }
        Self {
            registry,
            changed: records.collect(),
            entered,
        }
    }

    fn holds(&self, id: &RecordId) -> bool {
        self.changed
            .get(id)
            .map_or_else(|| self.registry.version(id).is_some(), Option::is_some)
    }

    fn category(&self, code: &SolutionCode) -> Option<Category> {
        match self.changed.get(&RecordId::Solution(code.clone())) {
            Some(Some(Record::Solution(solution))) => Some(solution.category),
            Some(_) => None,
            None => Some(self.registry.solutions().get(code)?.category),
        }
    }

    /// True when an active entry registers the deployment with its solution.
    fn registered(&self, deployment: &Deployment) -> bool {
        let Some(solution) = &deployment.solution else {
            return false;
        };
        let kept = |entry: &RegisterEntry| !self.changed.contains_key(&RecordId::Entry(entry.number));
        let changed = self.entered.get(&deployment.id());
        changed.is_some_and(|solutions| solutions.contains(&solution))
            || self.registry.entries_of(deployment.school).any(|entry| {
                entry.is_active()
                    && entry.deployment() == deployment.id()
                    && entry.solution == *solution
                    && kept(entry)
            })
    }
}

fn as_deployment(record: Option<&Record>) -> Option<&Deployment> {
    match record {
        Some(Record::Deployment(deployment)) => Some(deployment),
        _ => None,
    }
}

/// Refuses a fact of a day to come that the record has not already.
fn facts_have_come(change: &Change, context: &Context<'_>) -> Result<(), Refusal> {
    let Some(after) = &change.after else {
        return Ok(());
    };
    let to_come = after.facts_to_come(change.before.as_ref(), context.today);
    to_come.first().map_or(Ok(()), |fact| {
        let field = (fact.spec.path, fact.spec.label);
        Err(invalid(after.id(), field, fact.to_come()))
    })
}

/// An entry that becomes active is of day J, unless it was taken over.
fn on_its_day(change: &Change, context: &Context<'_>) -> Result<(), Refusal> {
    match &change.after {
        Some(Record::Entry(entry))
            if change.activates() && entry.taken_over.is_none() && entry.entered_on != context.today =>
        {
            Err(invalid(
                RecordId::Entry(entry.number),
                "date",
                "une inscription porte le jour où elle est décidée",
            ))
        }
        _ => Ok(()),
    }
}

/// A deployment is of the category of its solution.
fn of_its_category(after: &After<'_>, deployment: &Deployment) -> Result<(), Refusal> {
    let category = deployment.solution.as_ref().and_then(|code| after.category(code));
    if category.is_none_or(|category| category == deployment.category) {
        return Ok(());
    }
    let why = "elle n’est pas de la catégorie du déploiement";
    Err(invalid(RecordId::Deployment(deployment.id()), "solution", why))
}

/// A solution that schools have chosen keeps its category.
fn keeps_category(before: Option<&Record>, after: &Solution, registry: &Registry) -> Result<(), Refusal> {
    let moved = matches!(before, Some(Record::Solution(was)) if was.category != after.category);
    let chosen = |deployment: &Deployment| deployment.solution.as_ref() == Some(&after.code);
    if !moved || !registry.deployments().iter().any(chosen) {
        return Ok(());
    }
    let why = "des écoles l’ont choisie dans sa catégorie\u{a0}; donnez à l’autre un autre code";
    Err(invalid(RecordId::Solution(after.code.clone()), "catégorie", why))
}

/// The stage *inscrite* is never held without an active entry.
fn stage_may_be(after: &After<'_>, deployment: &Deployment) -> Result<(), Refusal> {
    if deployment.stage == Stage::Inscrite && !after.registered(deployment) {
        let why = "«\u{a0}inscrite au registre\u{a0}» demande une inscription active";
        return Err(invalid(RecordId::Deployment(deployment.id()), "étape", why));
    }
    Ok(())
}

/// A record that goes leaves nothing behind that names it.
fn nothing_orphaned(registry: &Registry, changes: &[Change], after: &After<'_>) -> Result<(), Refusal> {
    let gone: HashSet<RecordId> = changes
        .iter()
        .filter(|change| change.after.is_none())
        .filter_map(Change::id)
        .collect();
    if gone.is_empty() {
        return Ok(());
    }
    let orphan = registry
        .records()
        .filter(|(record, _)| !after.changed.contains_key(&record.id()))
        .find_map(|(record, _)| {
            let lost = record.references().into_iter().find(|id| gone.contains(id))?;
            Some((record.id(), lost))
        });
    orphan.map_or(Ok(()), |(from, to)| Err(Refusal::Dangling { from, to }))
}
