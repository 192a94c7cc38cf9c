//! What the program remembers for an operator from one session to the next: queues, columns, orders, the last view.
//!
//! Nothing here is a fact of the base: a state that is lost costs an operator their place, and no more.

mod doubt;
mod draft;
mod file;
mod queue;

pub use doubt::Doubt;
pub use draft::Draft;
pub use file::StateFile;
pub use queue::{LONGEST, Progress, Queue, ReviewMark};

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::query::row::ColumnId;
use crate::domain::query::{Pane, Query, Sort};

/// How many queues are remembered; the oldest goes first.
const MOST_QUEUES: usize = 10;

/// What is remembered for an operator. A field that a file lacks is as at the first start.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// The queues of the review mode, the one last worked on first.
    pub queues: Vec<Queue>,
    /// The columns chosen for each list, in order.
    #[serde(deserialize_with = "known_columns")]
    pub columns: BTreeMap<Pane, Vec<ColumnId>>,
    /// The order chosen for each list.
    pub sorts: BTreeMap<Pane, Sort>,
    /// The name of the view that was open last.
    pub last_view: Option<String>,
    /// The page of the first start was seen.
    pub welcomed: bool,
    /// What was typed in forms that were left before they were saved, latest first.
    #[serde(deserialize_with = "known_drafts")]
    pub drafts: Vec<Draft>,
    /// The orders of which nobody knew yet whether they are recorded, latest first.
    pub doubts: Vec<Doubt>,
}

impl State {
    /// The queue made of a list of a base, where it is remembered.
    pub fn queue(&self, base: &str, query: &Query) -> Option<&Queue> {
        self.queues.iter().find(|queue| queue.is_of(base, query))
    }

    /// Remembers a queue as the one last worked on, in place of an earlier one of the same list.
    pub fn keep(&mut self, queue: Queue) {
        self.queues
            .retain(|known| !known.is_of(&queue.base, &queue.query));
        self.queues.insert(0, queue);
        self.queues.truncate(MOST_QUEUES);
    }

    /// Forgets a queue.
    pub fn forget(&mut self, base: &str, query: &Query) {
        self.queues.retain(|known| !known.is_of(base, query));
    }
}

/// A column that this version does not know is left out rather than make the whole file unreadable.
fn known_columns<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<Pane, Vec<ColumnId>>, D::Error> {
    let written: BTreeMap<Pane, Vec<String>> = BTreeMap::deserialize(deserializer)?;
    let known = |codes: Vec<String>| {
        codes
            .iter()
            .filter_map(|code| ColumnId::from_code(code))
            .collect()
    };
    Ok(written
        .into_iter()
        .map(|(pane, codes)| (pane, known(codes)))
        .collect())
}

/// A draft that this version cannot read is left out in the same way.
fn known_drafts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Draft>, D::Error> {
    let written: Vec<serde_json::Value> = Vec::deserialize(deserializer)?;
    Ok(written
        .into_iter()
        .filter_map(|draft| serde_json::from_value(draft).ok())
        .collect())
}

/// Where a state is kept.
pub trait StateStore: Send {
    /// Reads the state; where there is none, the state of a first start. What cannot be read is set aside, with a word
    /// in French for the operator.
    fn load(&mut self) -> (State, Option<String>);

    /// Writes the state: the earlier one or the new one is there afterwards, never a part of either.
    fn save(&mut self, state: &State) -> io::Result<()>;
}

/// A state that lasts as long as the process, for tests and where there is no home.
#[derive(Debug, Default)]
pub struct StateInMemory(pub State);

impl StateStore for StateInMemory {
    fn load(&mut self) -> (State, Option<String>) {
        (self.0.clone(), None)
    }

    fn save(&mut self, state: &State) -> io::Result<()> {
        self.0 = state.clone();
        Ok(())
    }
}
