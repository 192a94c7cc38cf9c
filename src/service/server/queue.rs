//! What waits for the desk.
//!
//! The orders that wait are carried out together, in one commit; then one question of each account is answered, and so
//! on: an account that asks a lot waits for itself.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use super::limits;
use crate::domain::command::Order;
use crate::service::{DeskError, Local, Operator, Receipt};

/// A question, with the way back for its answer.
pub(super) type Question = Box<dyn FnOnce(&mut Local) + Send>;

/// An order, with the way back for its receipt.
pub(super) struct Asked {
    pub(super) operator: Arc<Operator>,
    pub(super) order: Order,
    pub(super) reply: oneshot::Sender<Result<Receipt, DeskError>>,
}

/// What waits for the desk.
#[derive(Default)]
pub(super) struct Queue {
    waiting: Mutex<Waiting>,
    more: Condvar,
}

#[derive(Default)]
struct Waiting {
    orders: Lanes<Asked>,
    questions: Lanes<Question>,
    closed: bool,
}

/// Why nothing more is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    /// The service ends.
    Ending,
    /// The account has as much before the desk as it may.
    Full,
}

impl From<Closed> for DeskError {
    fn from(closed: Closed) -> Self {
        match closed {
            Closed::Ending => Self::Away,
            Closed::Full => Self::TurnedAway(
                "trop de demandes de ce compte attendent déjà\u{a0}; réessayez dans un instant".to_owned(),
            ),
        }
    }
}

/// What the desk does next.
#[derive(Default)]
pub(super) struct Turn {
    /// Orders for one commit.
    pub(super) orders: Vec<Asked>,
    /// At most one question of each account.
    pub(super) questions: Vec<Question>,
}

impl Queue {
    /// Adds an order.
    pub(super) fn order(&self, asked: Asked) -> Result<(), Closed> {
        let uid = asked.operator.actor.uid;
        self.push(|waiting| waiting.orders.push(uid, asked))
    }

    /// Adds a question of an account.
    pub(super) fn ask(&self, uid: u32, question: Question) -> Result<(), Closed> {
        self.push(|waiting| waiting.questions.push(uid, question))
    }

    /// Lets the desk finish what waits, and end.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.more.notify_all();
    }

    /// Waits for something to do; none once the queue is closed and empty.
    pub(super) fn next(&self) -> Option<Turn> {
        let mut waiting = self.lock();
        loop {
            let turn = Turn {
                orders: waiting.orders.take(limits::GROUP),
                questions: waiting.questions.round(),
            };
            if !turn.orders.is_empty() || !turn.questions.is_empty() {
                return Some(turn);
            }
            if waiting.closed {
                return None;
            }
            waiting = self.more.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn push(&self, add: impl FnOnce(&mut Waiting) -> bool) -> Result<(), Closed> {
        let mut waiting = self.lock();
        if waiting.closed {
            return Err(Closed::Ending);
        }
        if !add(&mut waiting) {
            return Err(Closed::Full);
        }
        self.more.notify_one();
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What waits, by account, first come first served within each.
struct Lanes<T>(BTreeMap<u32, VecDeque<T>>);

impl<T> Default for Lanes<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Lanes<T> {
    /// Adds to the lane of an account. False where it is full.
    fn push(&mut self, uid: u32, item: T) -> bool {
        let lane = self.0.entry(uid).or_default();
        let fits = lane.len() < limits::BEFORE_THE_DESK;
        if fits {
            lane.push_back(item);
        }
        fits
    }

    /// The first of each account.
    fn round(&mut self) -> Vec<T> {
        let firsts = self.0.values_mut().filter_map(VecDeque::pop_front).collect();
        self.0.retain(|_, lane| !lane.is_empty());
        firsts
    }

    /// At most `most`, one of each account after another.
    fn take(&mut self, most: usize) -> Vec<T> {
        let mut taken = Vec::new();
        while taken.len() < most && !self.0.is_empty() {
            let short = most - taken.len();
            if self.0.len() <= short {
                taken.extend(self.round());
            } else {
                let firsts = self.0.values_mut().take(short);
                taken.extend(firsts.filter_map(VecDeque::pop_front));
                self.0.retain(|_, lane| !lane.is_empty());
            }
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lanes(items: &[(u32, u32)]) -> Lanes<u32> {
        let mut lanes = Lanes::default();
        for (uid, item) in items {
            assert!(lanes.push(*uid, *item));
        }
        lanes
    }

    #[test]
    fn an_account_has_no_more_before_the_desk_than_it_may_and_others_are_not_held_up() {
        let mut waiting = lanes(&[]);
        for item in (0..).take(limits::BEFORE_THE_DESK) {
            assert!(waiting.push(1, item));
        }
        assert!(!waiting.push(1, 0));
        assert!(waiting.push(2, 0));
        waiting.round();
        assert!(waiting.push(1, 0));
    }

    #[test]
    fn an_account_that_asks_a_lot_waits_for_itself() {
        let mut waiting = lanes(&[(1, 10), (1, 11), (1, 12), (2, 20)]);
        assert_eq!(waiting.round(), [10, 20]);
        assert_eq!(waiting.round(), [11]);
        assert_eq!(waiting.round(), [12]);
        assert_eq!(waiting.round(), [0; 0]);
    }

    #[test]
    fn a_group_takes_of_every_account_in_turn_and_no_more_than_it_may() {
        let mut waiting = lanes(&[(1, 10), (1, 11), (1, 12), (2, 20), (3, 30)]);
        assert_eq!(waiting.take(4), [10, 20, 30, 11]);
        assert_eq!(waiting.take(4), [12]);
    }
}
