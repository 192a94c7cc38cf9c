//! What must hold of any set of changes, whichever command made it.

use std::collections::{HashMap, HashSet};

use super::fields::invalid;
use super::{Context, gate};
use crate::domain::change::Change;
use crate::domain::deployment::{Deployment, Stage};
use crate::domain::record::{Kind, Record, RecordId};
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
    once_each(changes)?;
    let gate = gate::at_the_gate(registry, changes);
    for change in changes {
        match (&change.before, &change.after) {
            (before, Some(Record::Entry(entry))) => {
                entry_may_be(&gate, changes, before.as_ref(), entry, context)?;
            }
            (Some(Record::Entry(entry)), None) => {
                return Err(invalid(
                    RecordId::Entry(entry.number),
                    "inscription",
                    "elle se clôt, elle ne s’efface pas",
                ));
            }
            (_, Some(Record::Deployment(deployment))) => stage_may_be(&after, deployment)?,
            _ => {}
        }
    }
    Ok(())
}

/// The registry as the changes would leave it, without copying it.
struct After<'a> {
    registry: &'a Registry,
    changed: HashMap<RecordId, Option<&'a Record>>,
}

impl<'a> After<'a> {
    fn new(registry: &'a Registry, changes: &'a [Change]) -> Self {
        let records = changes
            .iter()
            .filter_map(|change| Some((change.id()?, change.after.as_ref())));
        Self {
            registry,
            changed: records.collect(),
        }
    }

    fn holds(&self, id: &RecordId) -> bool {
        self.changed
            .get(id)
            .map_or_else(|| self.registry.version(id).is_some(), Option::is_some)
    }

    /// True when an active entry registers the deployment with its solution.
    fn registered(&self, deployment: &Deployment) -> bool {
        let fits = |entry: &RegisterEntry| {
            entry.is_active()
                && entry.deployment() == deployment.id()
                && Some(&entry.solution) == deployment.solution.as_ref()
        };
        let changed = self.changed.values().flatten();
        changed.filter_map(|record| as_entry(record)).any(fits)
            || self
                .registry
                .entries_of(deployment.school)
                .any(|entry| !self.changed.contains_key(&RecordId::Entry(entry.number)) && fits(entry))
    }
}

fn as_entry(record: &Record) -> Option<&RegisterEntry> {
    match record {
        Record::Entry(entry) => Some(entry),
        _ => None,
    }
}

/// True when a change moves what the rules look at beside the school's own choice: no entry becomes active with it.
pub(super) fn moves_facts(change: &Change) -> bool {
    !matches!(
        change.id().map(|id| id.kind()),
        Some(Kind::Entry | Kind::Deployment | Kind::Reminder | Kind::Note | Kind::FollowUp | Kind::View)
    )
}

/// No two entries become active for one deployment.
fn once_each(changes: &[Change]) -> Result<(), Refusal> {
    let mut seen = HashSet::new();
    let entered = changes.iter().filter(|change| gate::activates(change));
    for entry in entered.filter_map(|change| change.after.as_ref().and_then(as_entry)) {
        if !seen.insert(entry.deployment()) {
            return Err(Refusal::AlreadyRegistered(RecordId::Entry(entry.number)));
        }
    }
    Ok(())
}

/// An entry that becomes active, or changes what it registers, passes the gate on its own day, which is J.
fn entry_may_be(
    registry: &Registry,
    changes: &[Change],
    before: Option<&Record>,
    entry: &RegisterEntry,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let id = RecordId::Entry(entry.number);
    let was = before.and_then(as_entry);
    if was.is_some_and(|was| (was.deployment(), &was.solution) != (entry.deployment(), &entry.solution)) {
        return Err(invalid(
            id,
            "inscription",
            "l’école et la solution d’une inscription ne changent pas",
        ));
    }
    if !entry.is_active() || was.is_some_and(RegisterEntry::is_active) {
        return Ok(());
    }
    if changes.iter().any(moves_facts) {
        return Err(invalid(id, "inscription", "une inscription se décide seule"));
    }
    if entry.entered_on != context.today {
        return Err(invalid(
            id,
            "date",
            "une inscription porte le jour où elle est décidée",
        ));
    }
    if registry
        .active_entry(entry.deployment())
        .is_some_and(|active| active.number != entry.number)
    {
        return Err(Refusal::AlreadyRegistered(id));
    }
    let deployment = registry.deployments().get(&entry.deployment());
    if deployment.and_then(|deployment| deployment.solution.as_ref()) != Some(&entry.solution) {
        return Err(invalid(
            id,
            "solution",
            "ce n’est pas la solution choisie par l’école",
        ));
    }
    gate::register(registry, entry.deployment(), context)
}

/// The stage *inscrite* is never held without an active entry.
fn stage_may_be(after: &After<'_>, deployment: &Deployment) -> Result<(), Refusal> {
    if deployment.stage == Stage::Inscrite && !after.registered(deployment) {
        let why = "« inscrite au registre » demande une inscription active";
        return Err(invalid(RecordId::Deployment(deployment.id()), "étape", why));
    }
    Ok(())
}

/// A record that goes leaves nothing behind that names it.
fn nothing_orphaned(registry: &Registry, changes: &[Change], after: &After<'_>) -> Result<(), Refusal> {
    let gone: Vec<RecordId> = changes
        .iter()
        .filter(|change| change.after.is_none())
        .filter_map(Change::id)
        .collect();
    if gone.is_empty() {
        return Ok(());
    }
    let orphan = registry.records().find_map(|(record, _)| {
        let left = !after.changed.contains_key(&record.id());
        let lost = record.references().into_iter().find(|id| gone.contains(id));
        lost.filter(|_| left).map(|to| (record.id(), to))
    });
    orphan.map_or(Ok(()), |(from, to)| Err(Refusal::Dangling { from, to }))
}
