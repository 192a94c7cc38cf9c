//! What each operator may take back, and do again.
//!
//! As an editor has it: an undo takes back the last entry that is not taken back, a redo takes back the last undo, and
//! anything else that the operator asks forgets what could be done again. Others' entries play no part.

use std::collections::HashMap;

use super::Local;
use super::history::words;
use crate::domain::command::Command;
use crate::domain::journal::Entry;
use crate::domain::registry::Registry;
use crate::service::{Deed, DeskError};

/// How many of the last entries of the journal are looked at when a base is opened.
const LOOKED_AT: u64 = 200;

/// How many steps of an operator are remembered on each side.
const REMEMBERED: usize = 200;

/// The steps of each operator, by account number.
#[derive(Debug, Default)]
pub(super) struct UndoSteps {
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

impl UndoSteps {
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
        if entry.changes.is_empty() {
            return;
        }
        let stacks = self.of.entry(entry.actor.uid).or_default();
        let Command::Undo { entry: past } = entry.command else {
            stacks.undone.clear();
            return remember(&mut stacks.done, deed(entry, words(registry, entry)));
        };
        if let Some(taken) = remove(&mut stacks.undone, past) {
            remember(&mut stacks.done, deed(entry, taken.words));
        } else {
            let taken = remove(&mut stacks.done, past);
            let words = taken.map_or_else(|| words(registry, entry), |taken| taken.words);
            remember(&mut stacks.undone, deed(entry, words));
        }
    }
}

impl Local {
    /// The last deed of the operator on one side, read from the journal at the first call.
    pub(super) fn last_deed(
        &self,
        side: impl Fn(&UndoSteps, u32) -> Option<&Deed>,
    ) -> Result<Option<Deed>, DeskError> {
        let mut undo_steps = self.undo_steps.borrow_mut();
        if undo_steps.until.is_none() {
            let last = self.registry.revision();
            self.journal
                .store
                .journal(last.saturating_sub(LOOKED_AT) + 1, &mut |link| {
                    undo_steps.take(&self.registry, &link.entry);
                    true
                })?;
            undo_steps.until = Some(last);
        }
        Ok(side(&undo_steps, self.actor.uid).cloned())
    }
}

/// Puts a deed on top; the oldest goes where there are too many.
fn remember(stack: &mut Vec<Deed>, deed: Deed) {
    if stack.len() == REMEMBERED {
        stack.remove(0);
    }
    stack.push(deed);
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
