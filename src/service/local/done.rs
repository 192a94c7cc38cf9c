//! The orders already carried out, by the numbers that clients gave them.

use std::collections::{HashMap, VecDeque};

use super::{Local, receipt};
use crate::domain::command::{Command, Order, OrderId};
use crate::domain::journal::Entry;
use crate::domain::refusal::Refusal;
use crate::service::{DeskError, Receipt};

/// How many of the last entries of the journal are looked at when the first number is asked for: as many as are
/// remembered, so that a restart forgets nothing.
const LOOKED_AT: u64 = REMEMBERED as u64;

/// How many numbers are remembered. An order given again after that many others would be decided anew.
const REMEMBERED: usize = 10_000;

/// An order of an account.
type Key = (u32, OrderId);

/// The last orders that had a number.
#[derive(Debug, Default)]
pub(super) struct Done {
    entries: HashMap<Key, u64>,
    oldest_first: VecDeque<Key>,
    /// True once the end of the journal was looked at: what a process before this one wrote is known too.
    looked: bool,
}

impl Done {
    /// Remembers an entry, where its order had a number.
    pub(super) fn note(&mut self, entry: &Entry) {
        let Some(id) = entry.order else { return };
        let key = (entry.actor.uid, id);
        if self.entries.insert(key, entry.seq).is_none() {
            self.oldest_first.push_back(key);
        }
        if self.oldest_first.len() > REMEMBERED
            && let Some(oldest) = self.oldest_first.pop_front()
        {
            self.entries.remove(&oldest);
        }
    }
}

impl Local {
    /// Takes the numbers of orders for this process's own: the journal is not looked at for what one before it did under
    /// them, which takes a moment on a large base.
    #[must_use]
    pub fn numbering_alone(self) -> Self {
        Self { alone: true, ..self }
    }

    /// Takes orders of other programs too, whose numbers one before this may have had.
    #[must_use]
    pub fn numbering_with_others(self) -> Self {
        Self { alone: false, ..self }
    }

    /// The receipt of an order that was carried out before under the same number.
    ///
    /// # Errors
    ///
    /// [`Refusal::OtherOrder`] where what was carried out under the number is another command.
    pub(super) fn known(&self, order: &Order) -> Result<Option<Receipt>, DeskError> {
        let Some(id) = order.id else {
            return Ok(None);
        };
        // What an earlier program wrote may be less inert than what is asked now.
        self.done_before(id, |done| done.journaled() == order.command.journaled())
    }

    /// The receipt of the import that the operator gave before under a number.
    pub(in crate::service) fn imported_before(&self, id: OrderId) -> Result<Option<Receipt>, DeskError> {
        self.done_before(id, |done| matches!(done, Command::Import(_)))
    }

    fn done_before(
        &self,
        id: OrderId,
        is_it: impl FnOnce(&Command) -> bool,
    ) -> Result<Option<Receipt>, DeskError> {
        if !self.alone {
            self.look_at_the_journal()?;
        }
        let seq = self.done.borrow().entries.get(&(self.actor.uid, id)).copied();
        match seq.map(|seq| self.journal.entry(seq)).transpose()?.flatten() {
            Some(entry) if is_it(&entry.command) => Ok(Some(receipt(entry))),
            Some(entry) => Err(Refusal::OtherOrder { entry: entry.seq }.into()),
            None => Ok(None),
        }
    }

    /// The entry that an order of the operator made, whichever process carried it out; none where none did.
    pub(super) fn fate(&self, id: OrderId) -> Result<Option<u64>, DeskError> {
        self.look_at_the_journal()?;
        Ok(self.done.borrow().entries.get(&(self.actor.uid, id)).copied())
    }

    fn look_at_the_journal(&self) -> Result<(), DeskError> {
        let mut done = self.done.borrow_mut();
        if done.looked {
            return Ok(());
        }
        let from = self.registry.revision().saturating_sub(LOOKED_AT) + 1;
        self.journal.store.journal(from, &mut |link| {
            done.note(&link.entry);
            true
        })?;
        done.looked = true;
        Ok(())
    }
}
