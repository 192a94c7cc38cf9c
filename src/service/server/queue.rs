//! What waits for the desk.
//!
//! The orders that wait are carried out together, in one commit; then one question of each account is answered, and so
//! on: an account that asks a lot waits for itself, and its connections, which ask one thing at a time each, take turns.
//! What an account asks that leaves too much unread waits until it reads.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use tokio::sync::oneshot;

use super::limits;
use super::unread::Unread;
use crate::domain::command::Order;
use crate::service::{DeskError, Local, Operator, Receipt};

/// A question, with the way back for its answer.
pub(super) struct Question {
    pub(super) uid: u32,
    pub(super) put: Box<dyn FnOnce(&mut Local) + Send>,
}

/// An order, with the way back for its receipt.
pub(super) struct Asked {
    pub(super) operator: Arc<Operator>,
    /// The day that they look at; none for that of the service.
    pub(super) day: Option<NaiveDate>,
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
    unread: Unread,
    /// The desk is to look where it stands, whether or not something is asked.
    woken: bool,
    closed: bool,
}

impl Waiting {
    fn is_empty(&self) -> bool {
        self.orders.0.is_empty() && self.questions.0.is_empty()
    }

    /// What is next; nothing is held back any more once the service ends.
    fn turn(&mut self) -> Turn {
        let (unread, closed) = (&self.unread, self.closed);
        let may = |uid| closed || unread.allows(uid);
        Turn {
            orders: self.orders.take(limits::GROUP, may),
            questions: self.questions.round(usize::MAX, may),
        }
    }
}

/// The service ends: nothing more is taken.
#[derive(Debug)]
pub(super) struct Closed;

impl From<Closed> for DeskError {
    fn from(_: Closed) -> Self {
        Self::Away
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
        self.push(|waiting| waiting.orders.push(asked.operator.actor.uid, asked))
    }

    /// Adds a question.
    pub(super) fn ask(&self, question: Question) -> Result<(), Closed> {
        self.push(|waiting| waiting.questions.push(question.uid, question))
    }

    /// Has the desk look where it stands.
    pub(super) fn wake(&self) -> Result<(), Closed> {
        self.push(|waiting| waiting.woken = true)
    }

    /// Counts an answer that an account is about to be given.
    pub(super) fn unread(&self, uid: u32, bytes: usize) {
        self.lock().unread.add(uid, bytes);
    }

    /// Counts an answer off that was read, or never will be.
    pub(super) fn read(&self, uid: u32, bytes: usize) {
        let mut waiting = self.lock();
        waiting.unread.take(uid, bytes);
        if !waiting.is_empty() {
            self.more.notify_one();
        }
    }

    /// True where others may wait for what an account has unread.
    pub(super) fn is_wanted(&self, uid: u32) -> bool {
        self.lock().unread.is_wanted(uid)
    }

    /// How many orders and questions wait, and how many bytes of answers are unread.
    pub(super) fn waiting(&self) -> (usize, usize, usize) {
        let waiting = self.lock();
        (
            waiting.orders.count(),
            waiting.questions.count(),
            waiting.unread.all(),
        )
    }

    /// Lets the desk finish what waits, and end.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.more.notify_all();
    }

    /// Waits for something to do, which may be nothing but to look where it stands; none once the queue is closed and empty.
    pub(super) fn next(&self) -> Option<Turn> {
        let mut waiting = self.lock();
        loop {
            let turn = waiting.turn();
            if std::mem::take(&mut waiting.woken) || !turn.orders.is_empty() || !turn.questions.is_empty() {
                return Some(turn);
            }
            if waiting.closed {
                return None;
            }
            waiting = self.more.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn push(&self, add: impl FnOnce(&mut Waiting)) -> Result<(), Closed> {
        let mut waiting = self.lock();
        if waiting.closed {
            return Err(Closed);
        }
        add(&mut waiting);
        self.more.notify_one();
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What waits, by account: first come, first served.
struct Lanes<T>(BTreeMap<u32, VecDeque<T>>);

impl<T> Default for Lanes<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Lanes<T> {
    fn count(&self) -> usize {
        self.0.values().map(VecDeque::len).sum()
    }

    /// Adds what an account asks.
    fn push(&mut self, uid: u32, item: T) {
        self.0.entry(uid).or_default().push_back(item);
    }

    /// One of each account that may be answered, at most so many.
    fn round(&mut self, most: usize, may: impl Fn(u32) -> bool) -> Vec<T> {
        let free = self.0.iter_mut().filter(|(uid, _)| may(**uid));
        let taken = free.filter_map(|(_, lane)| lane.pop_front()).take(most).collect();
        self.0.retain(|_, lane| !lane.is_empty());
        taken
    }

    /// At most `most`, one of each account after another.
    fn take(&mut self, most: usize, may: impl Fn(u32) -> bool) -> Vec<T> {
        let mut taken = Vec::new();
        loop {
            let more = self.round(most - taken.len(), &may);
            if more.is_empty() {
                return taken;
            }
            taken.extend(more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What some accounts ask.
    fn lanes(items: &[(u32, u32)]) -> Lanes<u32> {
        let mut lanes = Lanes::default();
        for (uid, item) in items {
            lanes.push(*uid, *item);
        }
        lanes
    }

    fn any(_: u32) -> bool {
        true
    }

    #[test]
    fn an_account_that_asks_a_lot_waits_for_itself() {
        let mut waiting = lanes(&[(1, 10), (1, 11), (1, 12), (2, 20)]);
        for round in [vec![10, 20], vec![11], vec![12], vec![]] {
            assert_eq!(waiting.round(usize::MAX, any), round);
        }
    }

    #[test]
    fn a_group_takes_of_every_account_in_turn_and_no_more_than_it_may() {
        let mut waiting = lanes(&[(1, 10), (1, 11), (1, 12), (2, 20), (3, 30)]);
        assert_eq!(waiting.take(4, any), [10, 20, 30, 11]);
        assert_eq!(waiting.take(4, any), [12]);
    }

    #[test]
    fn an_account_that_leaves_too_much_unread_waits_and_another_does_not() {
        let queue = Queue::default();
        let ask = |uid| {
            let put = Box::new(|_: &mut Local| ());
            queue.ask(Question { uid, put }).unwrap();
        };
        let asked = || -> Vec<u32> {
            let turn = queue.next().unwrap();
            turn.questions.iter().map(|question| question.uid).collect()
        };
        queue.unread(1, limits::UNREAD_OF_ACCOUNT);
        ask(1);
        ask(2);
        assert_eq!(asked(), [2]);
        queue.read(1, limits::UNREAD_OF_ACCOUNT);
        assert_eq!(asked(), [1]);
    }
}
