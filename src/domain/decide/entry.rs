//! What keeps a register entry from being what changes make of it: one check, for who decides and for who verifies.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::fields::invalid;
use super::gate;
use crate::domain::change::Change;
use crate::domain::deployment::DeploymentId;
use crate::domain::record::{Kind, Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEntry;
use crate::domain::registry::Registry;
use crate::domain::rule::Policy;

/// The gate of the register before a set of changes.
#[derive(Debug)]
pub struct EntryGate<'a> {
    registry: Cow<'a, Registry>,
    moves_facts: bool,
    activated: HashMap<DeploymentId, usize>,
}

impl<'a> EntryGate<'a> {
    /// The gate at which the entries of `changes` are looked at; `registry` is as it was before them.
    pub fn new(registry: &'a Registry, changes: &[Change]) -> Self {
        let mut activated = HashMap::new();
        let entries = changes.iter().filter(|change| gate::activates(change));
        for entry in entries.filter_map(|change| as_entry(change.after.as_ref())) {
            *activated.entry(entry.deployment()).or_default() += 1;
        }
        Self {
            registry: gate::at_the_gate(registry, changes),
            moves_facts: changes.iter().any(moves_facts),
            activated,
        }
    }

    /// Refuses a change of an entry that the register does not allow: an entry is never removed, never becomes
    /// another's, changes nothing but its review while it is active, and becomes active past the rules of its day,
    /// which is not after `latest`.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong. A change of another record passes.
    pub fn passes(&self, change: &Change, latest: NaiveDate, policy: &Policy) -> Result<(), Refusal> {
        let was = as_entry(change.before.as_ref());
        let Some(entry) = as_entry(change.after.as_ref()) else {
            return match was {
                Some(gone) => Err(no(gone, "elle se clôt, elle ne s’efface pas")),
                None => Ok(()),
            };
        };
        if let Some(was) = was {
            keeps(was, entry)?;
        }
        if !gate::activates(change) {
            return Ok(());
        }
        self.may_enter(entry, latest)?;
        gate::register(
            &self.registry,
            entry.deployment(),
            gate::At {
                day: entry.entered_on,
                policy,
            },
        )
    }

    /// What must hold of an entry that becomes active beside the rules.
    fn may_enter(&self, entry: &RegisterEntry, latest: NaiveDate) -> Result<(), Refusal> {
        if self.moves_facts {
            return Err(no(entry, "une inscription se décide seule"));
        }
        gate::not_in_advance(RecordId::Entry(entry.number), entry.entered_on, latest)?;
        let deployment = entry.deployment();
        let active = self.registry.active_entry(deployment);
        let twice = self.activated.get(&deployment).is_some_and(|count| *count > 1);
        if twice || active.is_some_and(|active| active.number != entry.number) {
            return Err(Refusal::AlreadyRegistered(RecordId::Entry(entry.number)));
        }
        let chosen = self.registry.deployments().get(&deployment);
        if chosen.and_then(|deployment| deployment.solution.as_ref()) != Some(&entry.solution) {
            return Err(no(entry, "l’école n’avait pas choisi cette solution"));
        }
        Ok(())
    }
}

/// What an entry keeps for good, and what it keeps while it is active.
fn keeps(was: &RegisterEntry, entry: &RegisterEntry) -> Result<(), Refusal> {
    if (was.deployment(), &was.solution) != (entry.deployment(), &entry.solution) {
        return Err(no(
            entry,
            "l’école et la solution d’une inscription ne changent pas",
        ));
    }
    let reviewed = RegisterEntry {
        reviewed: entry.reviewed.clone(),
        ..was.clone()
    };
    if was.is_active() && entry.is_active() && reviewed != *entry {
        return Err(no(entry, "une inscription active ne change que par son contrôle"));
    }
    Ok(())
}

fn as_entry(record: Option<&Record>) -> Option<&RegisterEntry> {
    match record {
        Some(Record::Entry(entry)) => Some(entry),
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

fn no(entry: &RegisterEntry, why: &str) -> Refusal {
    invalid(RecordId::Entry(entry.number), "inscription", why)
}
