//! A queue of the review mode: a list gone through record by record, over several days.
//!
//! Invariant: the place is that of a record of the queue, or one past the last when nothing is left.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::query::Query;
use crate::domain::record::RecordId;

/// The longest queue, in records.
pub const LONGEST: usize = 5_000;

/// A list that is gone through record by record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// The base, as it is named when it is opened.
    pub base: String,
    /// The list of which the queue was made.
    pub query: Query,
    order: Vec<RecordId>,
    place: usize,
    #[serde(default)]
    done: BTreeSet<RecordId>,
    #[serde(default)]
    put_off: BTreeMap<RecordId, NaiveDate>,
    #[serde(default)]
    ready: BTreeSet<RecordId>,
}

/// What became of a record of a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewMark {
    /// Nothing yet: it is left.
    Left,
    Done,
    /// It is done, since what settled another settled it too; it only waits to be registered.
    Ready,
    /// It comes back on a day.
    PutOff(NaiveDate),
}

/// How far a queue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The place of the current record, from 1; past the total when nothing is left.
    pub place: usize,
    /// How many records the queue has.
    pub total: usize,
    /// How many are done.
    pub done: usize,
    /// How many are put off.
    pub put_off: usize,
    /// How many of those done wait to be registered.
    pub ready: usize,
}

impl Progress {
    /// How many are left.
    pub fn left(&self) -> usize {
        self.total - self.done - self.put_off
    }
}

impl Queue {
    /// A queue of the records of a list, in its order; no more than [`LONGEST`] of them.
    pub fn new(base: &str, query: Query, order: impl IntoIterator<Item = RecordId>) -> Self {
        let mut known = BTreeSet::new();
        let once = order.into_iter().filter(|id| known.insert(id.clone()));
        Self {
            base: base.to_owned(),
            query,
            order: once.take(LONGEST).collect(),
            place: 0,
            done: BTreeSet::new(),
            put_off: BTreeMap::new(),
            ready: BTreeSet::new(),
        }
    }

    /// True for the queue of a list of a base; where the list is scrolled to plays no part.
    pub fn is_of(&self, base: &str, query: &Query) -> bool {
        let list = |query: &Query| {
            (
                query.pane,
                query.scope.clone(),
                query.text.trim().to_owned(),
                query.sort,
            )
        };
        self.base == base && list(&self.query) == list(query)
    }

    /// The record to look at; none when nothing is left.
    pub fn current(&self) -> Option<&RecordId> {
        self.order.get(self.place)
    }

    /// How far the queue is.
    pub fn progress(&self) -> Progress {
        Progress {
            place: self.place + 1,
            total: self.order.len(),
            done: self.done.len(),
            put_off: self.put_off.len(),
            ready: self.ready.len(),
        }
    }

    /// True where something can be done of it on a day: a record is left, comes back by then, or waits to be registered.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        let due = self.put_off.values().any(|until| *until <= today);
        due || !self.ready.is_empty() || self.progress().left() > 0
    }

    /// The records, in order.
    pub fn order(&self) -> &[RecordId] {
        &self.order
    }

    /// The records that wait to be registered, in order.
    pub fn ready(&self) -> impl Iterator<Item = &RecordId> {
        self.order.iter().filter(|id| self.ready.contains(id))
    }

    /// What became of a record; none where the queue does not hold it.
    pub fn mark(&self, id: &RecordId) -> Option<ReviewMark> {
        if !self.order.contains(id) {
            return None;
        }
        Some(match self.put_off.get(id) {
            Some(until) => ReviewMark::PutOff(*until),
            None if self.ready.contains(id) => ReviewMark::Ready,
            None if self.done.contains(id) => ReviewMark::Done,
            None => ReviewMark::Left,
        })
    }

    /// Says what became of a record, wherever it is; gives what it was, none where the queue does not hold it.
    pub fn set(&mut self, id: &RecordId, mark: ReviewMark) -> Option<ReviewMark> {
        let before = self.mark(id)?;
        self.put_off.remove(id);
        self.ready.remove(id);
        self.done.remove(id);
        match mark {
            ReviewMark::Left => {}
            ReviewMark::PutOff(until) => drop(self.put_off.insert(id.clone(), until)),
            ReviewMark::Done | ReviewMark::Ready => {
                self.done.insert(id.clone());
                if mark == ReviewMark::Ready {
                    self.ready.insert(id.clone());
                }
            }
        }
        Some(before)
    }

    /// Goes to a record, whatever became of it; stays where the queue does not hold it.
    pub fn go_to(&mut self, id: &RecordId) {
        self.place = self
            .order
            .iter()
            .position(|known| known == id)
            .unwrap_or(self.place);
    }

    /// The current record is done; the next one that is left comes.
    pub fn finish(&mut self) {
        if let Some(id) = self.current().cloned() {
            self.put_off.remove(&id);
            self.done.insert(id);
            self.advance();
        }
    }

    /// The current record comes back on a day; the next one that is left comes.
    pub fn put_off(&mut self, until: NaiveDate) {
        if let Some(id) = self.current().cloned() {
            self.done.remove(&id);
            self.put_off.insert(id, until);
            self.advance();
        }
    }

    /// Others are done with the current one: what settled it settled them too.
    pub fn finish_with<'a>(&mut self, others: impl IntoIterator<Item = &'a RecordId>) {
        let known: BTreeSet<&RecordId> = self.order.iter().collect();
        let settled: Vec<RecordId> = others
            .into_iter()
            .filter(|id| known.contains(id))
            .cloned()
            .collect();
        for id in settled {
            self.put_off.remove(&id);
            self.done.insert(id);
        }
        self.finish();
    }

    /// Leaves the current record as it is; the next one that is left comes, it last.
    pub fn skip(&mut self) {
        self.advance();
    }

    /// Goes back to the record before, done or not; it is to be looked at again.
    pub fn back(&mut self) {
        if let Some(before) = self.place.checked_sub(1) {
            self.place = before;
            if let Some(id) = self.order.get(before).cloned() {
                self.set(&id, ReviewMark::Left);
            }
        }
    }

    /// Takes the queue up again, given the records that the list has now.
    ///
    /// What left the list without being done leaves the queue; what is new comes last; what was put off until the day
    /// is left again, and comes right after the current record. Gives how many came back.
    pub fn resume(&mut self, now: &[RecordId], today: NaiveDate) -> usize {
        let due = self.put_off.iter().filter(|(_, until)| **until <= today);
        let due: BTreeSet<RecordId> = due.map(|(id, _)| id.clone()).collect();
        self.put_off.retain(|_, until| today < *until);
        let listed: BTreeSet<&RecordId> = now.iter().collect();
        let known: BTreeSet<RecordId> = self.order.iter().cloned().collect();
        let stays =
            |id: &RecordId| listed.contains(id) || self.done.contains(id) || self.put_off.contains_key(id);
        let gone_before = self.order.iter().take(self.place).filter(|id| !stays(id)).count();
        let current = self.current().cloned();
        self.order.retain(stays);
        self.order
            .extend(now.iter().filter(|id| !known.contains(*id)).cloned());
        self.order.truncate(LONGEST);
        let found = current.and_then(|id| self.order.iter().position(|known| *known == id));
        self.place = found.unwrap_or(self.place - gone_before).min(self.order.len());
        if !self.current().is_some_and(|id| self.is_left(id)) {
            self.place = self.left_from(self.place);
        }
        self.bring_back(&due)
    }

    /// Puts records of the queue right after the current one; gives how many it holds of them.
    fn bring_back(&mut self, due: &BTreeSet<RecordId>) -> usize {
        let Some(current) = self.current().cloned() else {
            return 0;
        };
        let comes = |id: &RecordId| due.contains(id) && *id != current;
        let (back, mut order): (Vec<RecordId>, Vec<RecordId>) =
            std::mem::take(&mut self.order).into_iter().partition(comes);
        let count = back.len() + usize::from(due.contains(&current));
        let place = order.iter().position(|id| *id == current).unwrap_or(0);
        let later = order.split_off(place + 1);
        order.extend(back.into_iter().chain(later));
        (self.order, self.place) = (order, place);
        count
    }

    fn advance(&mut self) {
        self.place = self.left_from(self.place + 1);
    }

    /// The place of the first record that is left from a place on, else from the start; past the last when none is.
    fn left_from(&self, from: usize) -> usize {
        let is_left = |place: &usize| self.is_left(&self.order[*place]);
        let from = from.min(self.order.len());
        let mut places = (from..self.order.len()).chain(0..from);
        places.find(is_left).unwrap_or(self.order.len())
    }

    fn is_left(&self, id: &RecordId) -> bool {
        !self.done.contains(id) && !self.put_off.contains_key(id)
    }
}
