//! An order that was given and of which nobody knew, as the program ended, whether it is recorded.

use serde::{Deserialize, Serialize};

use crate::domain::command::OrderId;

use super::State;

/// How many are remembered; the oldest goes first.
const MOST: usize = 20;

/// An order in doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// The base, as it is named when it is opened.
    pub base: String,
    /// The number of the order, by which the journal knows it.
    pub id: OrderId,
    /// What it does, in French.
    pub what: String,
}

impl State {
    /// The orders in doubt of a base.
    pub fn doubts_of(&self, base: &str) -> impl Iterator<Item = &Doubt> {
        self.doubts.iter().filter(move |doubt| doubt.base == base)
    }

    /// Remembers an order in doubt.
    pub fn doubt(&mut self, doubt: Doubt) {
        self.settle(doubt.id);
        self.doubts.insert(0, doubt);
        self.doubts.truncate(MOST);
    }

    /// Forgets an order whose fate is known; false where it was in no doubt.
    pub fn settle(&mut self, id: OrderId) -> bool {
        let before = self.doubts.len();
        self.doubts.retain(|doubt| doubt.id != id);
        self.doubts.len() < before
    }
}
