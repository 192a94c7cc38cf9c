//! What is shown of a day: the day index, and the lists drawn from it; the days beside J that are looked at.

use std::cell::{Ref, RefCell};
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Local;
use super::lists::Lists;
use super::pair::AtOnce;
use crate::domain::change::Change;
use crate::domain::journal::instant::is_set;
use crate::domain::query::day_index::DayIndex;
use crate::domain::registry::Registry;

/// The most days that are kept ready beside J. A day index of France takes some 6 MB.
pub const MOST_ELSEWHERE: usize = 4;

/// From this many changed records on, the day indexes of other days are made anew when they are asked for.
const MANY: usize = 500;

/// The day index of a day, and the lists that were asked of it last.
pub(super) struct Shown {
    pub(super) day_index: DayIndex,
    pub(super) lists: RefCell<Lists>,
}

impl Shown {
    pub(super) fn new(day_index: DayIndex) -> Self {
        Self {
            day_index,
            lists: RefCell::default(),
        }
    }

    /// Follows changes that the registry already has.
    pub(super) fn follow(&mut self, registry: &Registry, changes: &[Change]) {
        self.day_index.update(registry, changes, &AtOnce);
        self.lists.get_mut().forget();
    }
}

/// The days beside J that are looked at, the one asked for last at the end. Their places are those of the day index of J,
/// whose indexes they borrow.
#[derive(Default)]
pub(super) struct Elsewhere(Vec<Shown>);

impl Elsewhere {
    /// Makes a day the last one; true where it is not there.
    fn lacks(&mut self, day: NaiveDate) -> bool {
        let found = self.0.iter().position(|shown| shown.day_index.day() == day);
        if let Some(at) = found {
            self.0[at..].rotate_left(1);
        }
        found.is_none()
    }

    /// Takes a day in, in place of the one that was asked for longest ago where there are as many as are kept.
    fn take_in(&mut self, day_index: DayIndex) {
        if self.0.len() == MOST_ELSEWHERE {
            self.0.remove(0);
        }
        self.0.push(Shown::new(day_index));
    }

    pub(super) fn give_indexes_back(&mut self) {
        self.0
            .iter_mut()
            .for_each(|shown| shown.day_index.give_indexes_back());
    }

    /// Follows changes, as the day index of J did.
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

    /// Lets the day indexes of other days go than those named.
    pub fn keep_days(&mut self, days: &BTreeSet<NaiveDate>) {
        let elsewhere = self.elsewhere.get_mut();
        elsewhere.0.retain(|shown| days.contains(&shown.day_index.day()));
    }

    /// How many day indexes of other days are kept.
    pub fn days_kept(&self) -> usize {
        self.elsewhere.borrow().0.len()
    }

    /// What is shown of J.
    pub(super) fn shown(&self) -> Ref<'_, Shown> {
        self.turn_to_day();
        let own = self.shown.borrow();
        let Some(day) = self.looked_at.filter(|day| *day != own.day_index.day()) else {
            return own;
        };
        // An answer under way has it ready.
        if let Ok(mut elsewhere) = self.elsewhere.try_borrow_mut() {
            self.warm.settle(&own.day_index);
            if elsewhere.lacks(day) {
                elsewhere.take_in(own.day_index.on(&self.registry, day, &AtOnce));
            }
            if let Some(shown) = elsewhere.0.last() {
                own.day_index.lend_indexes(&self.registry, &shown.day_index);
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
        if shown.day_index.day() != day {
            self.warm.settle(&shown.day_index);
            elsewhere.0.clear();
            *shown = Shown::new(DayIndex::build(&self.registry, day, self.policy, &AtOnce));
        }
    }
}
