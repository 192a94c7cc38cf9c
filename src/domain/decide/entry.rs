//! What keeps a register entry from being what changes make of it: one check, for who decides and for who verifies.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::fields::invalid;
use super::{gate, take_over};
use crate::domain::change::{Change, Correction, Joined};
use crate::domain::id::Uai;
use crate::domain::record::{Kind, Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::{EntryNumber, RegisterEntry};
use crate::domain::registry::Registry;
use crate::domain::rule::Policy;

/// The gate of the register before a set of changes.
#[derive(Debug)]
pub struct EntryGate<'a> {
    registry: Cow<'a, Registry>,
    moves_facts: bool,
    /// The correction of keys, which alone explains that an entry names another; kept where it explains all the changes.
    correction: Option<Correction<'a>>,
    /// The two records that the changes make one: an entry may name the one for the other.
    joined: Option<Joined>,
    /// The entries that the changes put in the register, those that were closed since among them, by school.
    entering: HashMap<Uai, Vec<RegisterEntry>>,
}

impl<'a> EntryGate<'a> {
    /// The gate at which the entries of `changes` are looked at; `registry` is as it was before them. What makes an entry
    /// active stands alone in its operation, but for an undo.
    pub fn new(registry: &'a Registry, changes: &'a [Change], is_undo: bool) -> Self {
        let mut entering: HashMap<_, Vec<_>> = HashMap::new();
        let entries = changes.iter().filter(|change| enters(change));
        for entry in entries.filter_map(|change| as_entry(change.after.as_ref())) {
            entering.entry(entry.school).or_default().push(entry.clone());
        }
        Self {
            registry: gate::at_the_gate(registry, changes, is_undo),
            moves_facts: !is_undo && changes.iter().any(moves_facts),
            correction: Correction::among(&changes).filter(|found| found.explains_all().is_ok()),
            joined: Joined::among(changes),
            entering,
        }
    }

    /// Refuses a change of an entry that the register does not allow: an entry is never removed, never becomes
    /// another's, changes nothing but its review while it is active, and becomes active past the rules of its day,
    /// which is not after `latest`; one that was taken over passes them even where it was closed since.
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
            let (was, is) = self.under_one_key(&self.renamed(was, change), entry);
            keeps(&was, &is)?;
        }
        if !enters(change) {
            return Ok(());
        }
        self.may_enter(entry, latest)?;
        if entry.taken_over.is_some() {
            return take_over::judge(&self.registry, entry, latest, policy);
        }
        gate::register(
            &self.registry,
            entry.deployment(),
            gate::At {
                day: entry.entered_on,
                policy,
            },
        )
    }

    /// An entry that changes, under the names that a correction gives what it rests on.
    fn renamed<'e>(&self, was: &'e RegisterEntry, change: &Change) -> Cow<'e, RegisterEntry> {
        match self.correction.as_ref().and_then(|found| found.was(change)) {
            Some(Record::Entry(entry)) => Cow::Owned(*entry),
            _ => Cow::Borrowed(was),
        }
    }

    /// Both sides of an entry under the key that stays, where two records are made one, or one two again: its rank is that of
    /// the use, which follows those of the school that stays.
    fn under_one_key(&self, was: &RegisterEntry, is: &RegisterEntry) -> (RegisterEntry, RegisterEntry) {
        let Some(joined) = &self.joined else {
            return (was.clone(), is.clone());
        };
        let plain = |entry: &RegisterEntry| {
            let renamed = Record::from(entry.clone()).renamed(&joined.from, &joined.to);
            let mut plain = match renamed {
                Record::Entry(entry) => *entry,
                _ => entry.clone(),
            };
            plain.conventions.sort();
            plain.conventions.dedup();
            plain
        };
        let (mut was_plain, is_plain) = (plain(was), plain(is));
        if was.school != is.school {
            was_plain.rank = is_plain.rank;
        }
        (was_plain, is_plain)
    }

    /// What must hold of an entry that enters the register beside the rules.
    fn may_enter(&self, entry: &RegisterEntry, latest: NaiveDate) -> Result<(), Refusal> {
        if self.moves_facts {
            return Err(no(entry, "une inscription se décide seule"));
        }
        gate::not_in_advance(RecordId::Entry(entry.number), entry.entered_on, latest)?;
        if let Some(other) = self.together(entry) {
            return Err(Refusal::AlreadyRegistered(RecordId::Entry(other)));
        }
        if !entry.is_active() {
            return Ok(());
        }
        let deployment = entry.deployment();
        let chosen = self.registry.deployments().get(&deployment);
        if chosen.and_then(|deployment| deployment.solution.as_ref()) != Some(&entry.solution) {
            return Err(no(entry, "l’école n’avait pas choisi cette solution"));
        }
        Ok(())
    }

    /// Another entry of the school and the category that is active with one, or was.
    fn together(&self, entry: &RegisterEntry) -> Option<EntryNumber> {
        let deployment = entry.deployment();
        let entering = self.entering.get(&entry.school).into_iter().flatten();
        let moved = |held: &&RegisterEntry| entering.clone().any(|other| other.number == held.number);
        let held = self.registry.entries_of(entry.school).filter(|held| !moved(held));
        held.chain(entering.clone())
            .filter(|other| other.number != entry.number && other.deployment().is_beside(deployment))
            .find(|other| other.overlaps(entry) || (other.is_active() && entry.is_active()))
            .map(|other| other.number)
    }
}

/// True when a change puts an entry in the register: it becomes active, or is taken over, closed as it may be.
fn enters(change: &Change) -> bool {
    let was = as_entry(change.before.as_ref());
    let comes = |entry: &RegisterEntry| {
        entry.taken_over.is_some() && !entry.is_taken_back() && was.is_none_or(RegisterEntry::is_taken_back)
    };
    change.activates() || as_entry(change.after.as_ref()).is_some_and(comes)
}

/// What an entry keeps for good, and what it keeps while it is active.
fn keeps(was: &RegisterEntry, entry: &RegisterEntry) -> Result<(), Refusal> {
    if (was.deployment(), &was.solution) != (entry.deployment(), &entry.solution) {
        return Err(no(
            entry,
            "l’école et la solution d’une inscription ne changent pas",
        ));
    }
    if was.taken_over != entry.taken_over || (was.taken_over.is_some() && was.entered_on != entry.entered_on)
    {
        return Err(no(entry, "le jour et la référence d’une reprise ne changent pas"));
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
        Some(
            Kind::Entry
                | Kind::Deployment
                | Kind::Reminder
                | Kind::Note
                | Kind::FollowUp
                | Kind::View
                | Kind::Document
                | Kind::FormerKey
        )
    )
}

fn no(entry: &RegisterEntry, why: &str) -> Refusal {
    invalid(RecordId::Entry(entry.number), "inscription", why)
}
