//! What is shown of a day: the board, and the lists drawn from it; the days beside J that are looked at.

use std::cell::{Ref, RefCell};
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Local;
use super::lists::Lists;
use super::pair::AtOnce;
use crate::domain::change::Change;
use crate::domain::journal::instant::is_set;
use crate::domain::query::board::Board;
use crate::domain::registry::Registry;

/// The most days that are kept ready beside J. A board of France takes some 6 MB.
pub const MOST_ELSEWHERE: usize = 4;

/// From this many changed records on, the boards of other days are made anew when they are asked for.
const MANY: usize = 500;

/// The board of a day, and the lists that were asked of it last.
pub(super) struct Shown {
    pub(super) board: Board,
    pub(super) lists: RefCell<Lists>,
}

impl Shown {
    pub(super) fn new(board: Board) -> Self {
        Self {
            board,
            lists: RefCell::default(),
        }
    }

    /// Follows changes that the registry already has.
    pub(super) fn follow(&mut self, registry: &Registry, changes: &[Change]) {
        self.board.update(registry, changes, &AtOnce);
        self.lists.get_mut().forget();
    }
}

/// The days beside J that are looked at, the one asked for last at the end. Their places are those of the board of J,
/// whose indexes they borrow.
#[derive(Default)]
pub(super) struct Elsewhere(Vec<Shown>);

impl Elsewhere {
    /// Makes a day the last one; true where it is not there.
    fn lacks(&mut self, day: NaiveDate) -> bool {
        let found = self.0.iter().position(|shown| shown.board.day() == day);
        if let Some(at) = found {
            self.0[at..].rotate_left(1);
        }
        found.is_none()
    }

    /// Takes a day in, in place of the one that was asked for longest ago where there are as many as are kept.
    fn take_in(&mut self, board: Board) {
        if self.0.len() == MOST_ELSEWHERE {
            self.0.remove(0);
        }
        self.0.push(Shown::new(board));
    }

    pub(super) fn give_indexes_back(&mut self) {
        self.0
            .iter_mut()
            .for_each(|shown| shown.board.give_indexes_back());
    }

    /// Follows changes, as the board of J did.
    pub(super) fn follow(&mut self, registry: &Registry, changes: &[Change]) {
        if changes.len() >= MANY {
            self.0.clear();
        }
        self.0
            .iter_mut()
            .for_each(|shown| shown.follow(registry, changes));
    }
}

impl Local {
    /// Answers on another day from now on, or again on its own. On another day every order is refused.
    pub fn look_at(&mut self, day: Option<NaiveDate>) {
        self.looked_at = day;
    }

    /// Lets the boards of other days go than those named.
    pub fn keep_days(&mut self, days: &BTreeSet<NaiveDate>) {
        let elsewhere = self.elsewhere.get_mut();
        elsewhere.0.retain(|shown| days.contains(&shown.board.day()));
    }

    /// How many boards of other days are kept.
    pub fn days_kept(&self) -> usize {
        self.elsewhere.borrow().0.len()
    }

    /// What is shown of J.
    pub(super) fn shown(&self) -> Ref<'_, Shown> {
        self.turn_to_day();
        let own = self.shown.borrow();
        let Some(day) = self.looked_at.filter(|day| *day != own.board.day()) else {
            return own;
        };
        // An answer under way has it ready.
        if let Ok(mut elsewhere) = self.elsewhere.try_borrow_mut() {
            self.warm.settle(&own.board);
            if elsewhere.lacks(day) {
                elsewhere.take_in(own.board.on(&self.registry, day, &AtOnce));
            }
            if let Some(shown) = elsewhere.0.last() {
                own.board.lend_indexes(&self.registry, &shown.board);
            }
        }
        Ref::filter_map(self.elsewhere.borrow(), |elsewhere| elsewhere.0.last()).unwrap_or(own)
    }

    /// Moves J to the calendar's day, where the desk follows it and the clock is set. An answer under way stays on the day
    /// it began.
    fn turn_to_day(&self) {
        let now = self.clocks.now();
        if !is_set(now) {
            return;
        }
        let day = self.day.on(self.present(now));
        let Ok(mut shown) = self.shown.try_borrow_mut() else {
            return;
        };
        let Ok(mut elsewhere) = self.elsewhere.try_borrow_mut() else {
            return;
        };
        if shown.board.day() != day {
            self.warm.settle(&shown.board);
            elsewhere.0.clear();
            *shown = Shown::new(Board::build(&self.registry, day, self.policy, &AtOnce));
        }
    }
}
