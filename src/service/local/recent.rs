//! The records that the last entries touched, for those who follow the base.

use std::collections::VecDeque;

use crate::domain::journal::Entry;
use crate::domain::query::page::MAX_ROWS;
use crate::domain::record::RecordId;

/// How many entries are remembered.
const ENTRIES: usize = 64;

/// What the last entries touched.
#[derive(Debug)]
pub(super) struct Recent {
    /// The revision before the oldest entry remembered.
    from: u64,
    entries: VecDeque<(u64, Vec<RecordId>)>,
}

impl Recent {
    /// Nothing is known of what came before a revision.
    pub(super) fn since(revision: u64) -> Self {
        Self {
            from: revision,
            entries: VecDeque::new(),
        }
    }

    /// Remembers what an entry touched.
    pub(super) fn note(&mut self, entry: &Entry, touched: Vec<RecordId>) {
        self.entries.push_back((entry.seq, touched));
        if self.entries.len() > ENTRIES {
            self.from = self.entries.pop_front().map_or(self.from, |(seq, _)| seq);
        }
    }

    /// The records touched since a revision; none where it is too long ago, or they are too many to name.
    pub(super) fn touched(&self, since: u64) -> Option<Vec<RecordId>> {
        if since < self.from {
            return None;
        }
        let later = self.entries.iter().filter(|(seq, _)| *seq > since);
        let touched: Vec<RecordId> = later.flat_map(|(_, touched)| touched.iter().cloned()).collect();
        (touched.len() <= MAX_ROWS).then_some(touched)
    }
}
