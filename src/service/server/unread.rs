//! Answers that clients have not read yet, in bytes.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::limits;
use super::queue::Queue;
use crate::service::DeskError;
use crate::service::wire::{ANSWER, BureauResponse, Bytes, encode};

/// A connection as those see it who answer it.
#[derive(Debug)]
pub(super) struct Caller {
    pub(super) uid: u32,
    unread: AtomicUsize,
}

impl Caller {
    /// A connection of an account; nothing was answered yet.
    pub(super) fn new(uid: u32) -> Arc<Self> {
        Arc::new(Self {
            uid,
            unread: AtomicUsize::new(0),
        })
    }

    /// True where it has an answer that it did not read: it is given no other.
    fn has_unread(&self) -> bool {
        self.unread.load(Ordering::Relaxed) > 0
    }
}

/// What is unread, of each account and of all.
#[derive(Debug, Default)]
pub(super) struct Unread {
    all: usize,
    of: HashMap<u32, usize>,
}

impl Unread {
    /// True where a connection may be given an answer.
    pub(super) fn allows(&self, caller: &Caller) -> bool {
        let own = self.of.get(&caller.uid).copied().unwrap_or(0);
        !caller.has_unread() && (own == 0 || own < limits::UNREAD_OF_ACCOUNT && self.all < limits::UNREAD)
    }

    /// True where others may wait for what an account has unread.
    pub(super) fn is_wanted(&self, uid: u32) -> bool {
        self.all >= limits::UNREAD
            || self
                .of
                .get(&uid)
                .is_some_and(|own| *own >= limits::UNREAD_OF_ACCOUNT)
    }

    pub(super) fn add(&mut self, caller: &Caller, bytes: usize) {
        caller.unread.fetch_add(bytes, Ordering::Relaxed);
        self.all += bytes;
        *self.of.entry(caller.uid).or_default() += bytes;
    }

    pub(super) fn take(&mut self, caller: &Caller, bytes: usize) {
        caller.unread.fetch_sub(bytes, Ordering::Relaxed);
        self.all -= bytes;
        if let Some(own) = self.of.get_mut(&caller.uid) {
            *own -= bytes;
            if *own == 0 {
                self.of.remove(&caller.uid);
            }
        }
    }
}

/// An answer as it goes to a client, in JSON.
pub(super) struct Sent {
    pub(super) bytes: Bytes,
    pub(super) counted: Counted,
}

/// An answer that counts as unread until this is dropped.
pub(super) struct Counted {
    bytes: usize,
    outbox: Outbox,
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.outbox.queue.read(&self.outbox.caller, self.bytes);
    }
}

/// The way to a client, for those who answer it.
#[derive(Clone)]
pub(super) struct Outbox {
    queue: Arc<Queue>,
    pub(super) caller: Arc<Caller>,
}

impl Outbox {
    pub(super) fn new(queue: Arc<Queue>, caller: Arc<Caller>) -> Self {
        Self { queue, caller }
    }

    /// Puts an answer in the form in which it goes; in the place of one that is too long, says so.
    pub(super) fn put<T>(
        &self,
        reply: fn(Result<T, DeskError>) -> BureauResponse,
        answer: Result<T, DeskError>,
    ) -> Sent {
        let too_long = |_| encode(&reply(Err(too_long())), ANSWER);
        let bytes = encode(&reply(answer), ANSWER)
            .or_else(too_long)
            .unwrap_or_default();
        self.queue.unread(&self.caller, bytes.len());
        let counted = Counted {
            bytes: bytes.len(),
            outbox: self.clone(),
        };
        Sent { bytes, counted }
    }
}

fn too_long() -> DeskError {
    DeskError::TurnedAway("la réponse est trop longue\u{a0}; demandez moins à la fois".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_has_one_answer_unread_and_an_account_so_many_bytes() {
        let mut unread = Unread::default();
        let (first, second, other) = (Caller::new(1), Caller::new(1), Caller::new(2));
        unread.add(&first, 1);
        assert!(!unread.allows(&first) && unread.allows(&second) && unread.allows(&other));
        unread.add(&first, limits::UNREAD_OF_ACCOUNT);
        assert!(!unread.allows(&second) && unread.allows(&other));
        assert!(unread.is_wanted(1) && !unread.is_wanted(2));
        unread.take(&first, limits::UNREAD_OF_ACCOUNT);
        assert!(unread.allows(&second) && !unread.is_wanted(1));
        unread.take(&first, 1);
        assert!(unread.allows(&first) && unread.of.is_empty());
    }

    #[test]
    fn an_account_that_has_nothing_unread_is_answered_whatever_others_leave() {
        let mut unread = Unread::default();
        for uid in 0..100 {
            unread.add(&Caller::new(uid), 1 << 20);
        }
        assert!(unread.all >= limits::UNREAD);
        assert!(unread.allows(&Caller::new(100)) && !unread.allows(&Caller::new(1)));
    }
}
