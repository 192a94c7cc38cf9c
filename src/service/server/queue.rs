//! What waits for the desk.
//!
//! The orders that wait are carried out together, in one commit; then one question of each account is answered, and so
//! on: an account that asks a lot waits for itself, and its connections take turns. What a connection asks that leaves
//! its answers unread waits until it reads them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use tokio::sync::oneshot;

use super::limits;
use super::unread::{Caller, Unread};
use crate::domain::command::Order;
use crate::service::{DeskError, Local, Operator, Receipt};

/// A question, with the way back for its answer.
pub(super) struct Question {
    pub(super) caller: Arc<Caller>,
    pub(super) put: Box<dyn FnOnce(&mut Local) + Send>,
}

/// An order, with the way back for its receipt.
pub(super) struct Asked {
    pub(super) caller: Arc<Caller>,
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
        let may = |caller: &Caller| closed || unread.allows(caller);
        Turn {
            orders: self.orders.take(limits::GROUP, may),
            questions: self.questions.round(usize::MAX, may),
        }
    }
}

/// What waits for the desk on behalf of a connection.
trait Waits {
    fn caller(&self) -> &Arc<Caller>;
}

impl Waits for Asked {
    fn caller(&self) -> &Arc<Caller> {
        &self.caller
    }
}

impl Waits for Question {
    fn caller(&self) -> &Arc<Caller> {
        &self.caller
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
        self.push(|waiting| waiting.orders.push(asked))
    }

    /// Adds a question.
    pub(super) fn ask(&self, question: Question) -> Result<(), Closed> {
        self.push(|waiting| waiting.questions.push(question))
    }

    /// Has the desk look where it stands.
    pub(super) fn wake(&self) -> Result<(), Closed> {
        self.push(|waiting| waiting.woken = true)
    }

    /// Counts an answer that a connection is about to be given.
    pub(super) fn unread(&self, caller: &Caller, bytes: usize) {
        self.lock().unread.add(caller, bytes);
    }

    /// Counts an answer off that was read, or never will be.
    pub(super) fn read(&self, caller: &Caller, bytes: usize) {
        let mut waiting = self.lock();
        waiting.unread.take(caller, bytes);
        if !waiting.is_empty() {
            self.more.notify_one();
        }
    }

    /// True where others may wait for what an account has unread.
    pub(super) fn is_wanted(&self, uid: u32) -> bool {
        self.lock().unread.is_wanted(uid)
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

/// What waits, by account and then by connection: the connections of an account take turns, each first come first served.
struct Lanes<T>(BTreeMap<u32, VecDeque<VecDeque<T>>>);

impl<T> Default for Lanes<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Waits> Lanes<T> {
    /// Adds what a connection asks. A connection has no more here than requests that wait for their answer.
    fn push(&mut self, item: T) {
        let caller = item.caller();
        let lanes = self.0.entry(caller.uid).or_default();
        let is_its = |lane: &VecDeque<T>| lane.iter().any(|other| Arc::ptr_eq(other.caller(), caller));
        match lanes.iter().position(is_its) {
            Some(at) => lanes[at].push_back(item),
            None => lanes.push_back(VecDeque::from([item])),
        }
    }

    /// One of each account whose next connection may be answered, at most so many.
    fn round(&mut self, most: usize, may: impl Fn(&Caller) -> bool) -> Vec<T> {
        let next = |lanes: &mut VecDeque<VecDeque<T>>| {
            let is_free = |lane: &VecDeque<T>| lane.front().is_some_and(|item| may(item.caller()));
            let mut lane = lanes.remove(lanes.iter().position(is_free)?)?;
            let item = lane.pop_front();
            if !lane.is_empty() {
                lanes.push_back(lane);
            }
            item
        };
        let taken = self.0.values_mut().filter_map(next).take(most).collect();
        self.0.retain(|_, lanes| !lanes.is_empty());
        taken
    }

    /// At most `most`, one of each account after another.
    fn take(&mut self, most: usize, may: impl Fn(&Caller) -> bool) -> Vec<T> {
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

    /// A question of a connection.
    struct Item(Arc<Caller>, u32);

    impl Waits for Item {
        fn caller(&self) -> &Arc<Caller> {
            &self.0
        }
    }

    /// What connections of some accounts ask.
    fn lanes(items: &[(&Arc<Caller>, u32)]) -> Lanes<Item> {
        let mut lanes = Lanes::default();
        for (caller, item) in items {
            lanes.push(Item(Arc::clone(caller), *item));
        }
        lanes
    }

    fn any(_: &Caller) -> bool {
        true
    }

    fn numbers(items: Vec<Item>) -> Vec<u32> {
        items.into_iter().map(|Item(_, number)| number).collect()
    }

    #[test]
    fn an_account_that_asks_a_lot_waits_for_itself_and_its_connections_take_turns() {
        let (one, its, two) = (Caller::new(1), Caller::new(1), Caller::new(2));
        let mut waiting = lanes(&[(&one, 10), (&one, 11), (&one, 12), (&its, 13), (&two, 20)]);
        for round in [vec![10, 20], vec![13], vec![11], vec![12], vec![]] {
            assert_eq!(numbers(waiting.round(usize::MAX, any)), round);
        }
    }

    #[test]
    fn a_group_takes_of_every_account_in_turn_and_no_more_than_it_may() {
        let (one, two, three) = (Caller::new(1), Caller::new(2), Caller::new(3));
        let mut waiting = lanes(&[(&one, 10), (&one, 11), (&one, 12), (&two, 20), (&three, 30)]);
        assert_eq!(numbers(waiting.take(4, any)), [10, 20, 30, 11]);
        assert_eq!(numbers(waiting.take(4, any)), [12]);
    }

    #[test]
    fn a_connection_that_reads_nothing_waits_and_another_of_its_account_does_not() {
        let queue = Queue::default();
        let (deaf, other) = (Caller::new(1), Caller::new(1));
        let ask = |caller: &Arc<Caller>| {
            let caller = Arc::clone(caller);
            let put = Box::new(|_: &mut Local| ());
            queue.ask(Question { caller, put }).unwrap();
        };
        queue.unread(&deaf, 1);
        ask(&deaf);
        ask(&other);
        let turn = queue.next().unwrap();
        assert!(
            turn.questions
                .iter()
                .all(|question| Arc::ptr_eq(&question.caller, &other))
        );
        assert_eq!(turn.questions.len(), 1);
        queue.read(&deaf, 1);
        assert_eq!(queue.next().unwrap().questions.len(), 1);
    }
}
