//! What each operator may take back, and do again.
//!
//! As an editor has it: an undo takes back the last entry that is not taken back, a redo takes back the last undo, and
//! anything else that the operator asks forgets what could be done again. Others' entries play no part.

use std::collections::HashMap;

use super::Local;
use super::history::in_words;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::journal::Entry;
use crate::domain::query::board::Title;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::service::{Deed, DeskError};

/// How many of the last entries of the journal are looked at when a base is opened.
const LOOKED_AT: u64 = 200;

/// The deeds of each operator, by account number.
#[derive(Debug, Default)]
pub(super) struct Deeds {
    of: HashMap<u32, Stacks>,
    /// The last entry that was taken in; none before the journal was looked at.
    until: Option<u64>,
}

/// What one operator may take back and do again, latest last.
#[derive(Debug, Default)]
struct Stacks {
    done: Vec<Deed>,
    undone: Vec<Deed>,
}

impl Deeds {
    /// The last deed of an operator that is not taken back.
    pub(super) fn undoable(&self, uid: u32) -> Option<&Deed> {
        self.of.get(&uid)?.done.last()
    }

    /// The last undo of an operator that can be taken back in its turn.
    pub(super) fn redoable(&self, uid: u32) -> Option<&Deed> {
        self.of.get(&uid)?.undone.last()
    }

    /// Takes an entry in, once the journal was looked at.
    pub(super) fn follow(&mut self, registry: &Registry, entry: &Entry) {
        if self.until.is_some_and(|until| until + 1 == entry.seq) {
            self.take(registry, entry);
        }
    }

    fn take(&mut self, registry: &Registry, entry: &Entry) {
        self.until = Some(entry.seq);
        let stacks = self.of.entry(entry.actor.uid).or_default();
        let Command::Undo { entry: past } = entry.command else {
            stacks.undone.clear();
            return stacks.done.push(deed(entry, words(registry, entry)));
        };
        if let Some(taken) = remove(&mut stacks.undone, past) {
            stacks.done.push(deed(entry, taken.words));
        } else {
            let taken = remove(&mut stacks.done, past);
            let words = taken.map_or_else(|| words(registry, entry), |taken| taken.words);
            stacks.undone.push(deed(entry, words));
        }
    }
}

impl Local {
    /// The last deed of the operator on one side, read from the journal at the first call.
    pub(super) fn last_deed(
        &self,
        side: impl Fn(&Deeds, u32) -> Option<&Deed>,
    ) -> Result<Option<Deed>, DeskError> {
        let mut deeds = self.deeds.borrow_mut();
        if deeds.until.is_none() {
            let last = self.registry.revision();
            self.journal
                .store
                .journal(last.saturating_sub(LOOKED_AT) + 1, &mut |link| {
                    deeds.take(&self.registry, &link.entry);
                    true
                })?;
            deeds.until = Some(last);
        }
        Ok(side(&deeds, self.actor.uid).cloned())
    }
}

fn remove(stack: &mut Vec<Deed>, seq: u64) -> Option<Deed> {
    let at = stack.iter().rposition(|deed| deed.seq == seq)?;
    Some(stack.remove(at))
}

fn deed(entry: &Entry, words: String) -> Deed {
    Deed {
        seq: entry.seq,
        at: entry.at,
        words,
    }
}

/// What was asked, and of what.
fn words(registry: &Registry, entry: &Entry) -> String {
    let verb = in_words(&entry.command);
    match subject(registry, &entry.changes) {
        Some(subject) => format!("{verb} · {subject}"),
        None => verb,
    }
}

/// What changes are about: the school or the record where they are about one, else how many records they touch.
fn subject(registry: &Registry, changes: &[Change]) -> Option<String> {
    let mut about: Vec<RecordId> = changes.iter().filter_map(Change::about).collect();
    about.sort_unstable();
    about.dedup();
    match about.as_slice() {
        [] => None,
        [one] => Some(named(registry, one)),
        several => Some(format!("{} fiches", several.len())),
    }
}

/// What a record is called: a school with its commune, another with its kind.
pub(super) fn named(registry: &Registry, id: &RecordId) -> String {
    let school = match id {
        RecordId::School(uai) => Some(*uai),
        RecordId::Deployment(deployment) => Some(deployment.school),
        _ => None,
    };
    if let Some(uai) = school
        && let Some(school) = registry.schools().get(&uai)
    {
        return format!("{}, {}", school.name, school.commune);
    }
    let title = Title::of(registry, id);
    title.map_or_else(
        || id.label(),
        |title| format!("{} {}", id.kind().label(), title.label),
    )
}
