//! The rows of a list, put in order only as far as they are shown.

use crate::domain::query::search::Hits;

/// A row: a place on the board, and which of the place's lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    /// The place.
    pub(super) place: u32,
    /// The line; 0 where a place has but one.
    pub(super) line: u8,
}

/// The rows of a list. Hits of a search wait, unsorted, until a page asks for them.
#[derive(Debug, Default)]
pub(super) struct Rows {
    ready: Vec<At>,
    waiting: Option<Waiting>,
    total: usize,
}

/// Hits that no page has asked for yet.
#[derive(Debug)]
struct Waiting {
    hits: Hits,
    /// How many of the hits are among the rows that are ready.
    taken: usize,
    /// Of each place, which lines the list holds; 0 for a place that it does not hold.
    masks: Vec<u8>,
}

impl Rows {
    /// Rows that are in order.
    pub(super) fn ready(rows: Vec<At>) -> Self {
        Self {
            total: rows.len(),
            ready: rows,
            waiting: None,
        }
    }

    /// Rows in the order of hits, each place with the lines of its mask.
    pub(super) fn waiting(hits: Hits, masks: Vec<u8>, total: usize) -> Self {
        Self {
            ready: Vec::new(),
            waiting: Some(Waiting {
                hits,
                taken: 0,
                masks,
            }),
            total,
        }
    }

    /// How many rows there are.
    pub(super) fn total(&self) -> usize {
        self.total
    }

    /// The rows from `offset`, at most `limit` of them.
    pub(super) fn page(&mut self, offset: usize, limit: usize) -> &[At] {
        let end = offset.saturating_add(limit).min(self.total);
        self.ready_until(end);
        &self.ready[offset.min(end)..end]
    }

    /// Where the row of a place is: of the line that `wanted` accepts, else of the place's first row.
    pub(super) fn position(&mut self, place: u32, wanted: impl Fn(u8) -> bool) -> Option<usize> {
        if self
            .waiting
            .as_ref()
            .is_some_and(|waiting| waiting.mask(place) == 0)
        {
            return None;
        }
        self.ready_until(self.total);
        let first = self.ready.iter().position(|at| at.place == place)?;
        let lines = self.ready[first..].iter().take_while(|at| at.place == place);
        let exact = lines.clone().position(|at| wanted(at.line)).unwrap_or(0);
        Some(first + exact)
    }

    fn ready_until(&mut self, end: usize) {
        let Some(waiting) = &mut self.waiting else {
            return;
        };
        while self.ready.len() < end {
            let hits = waiting.hits.page(waiting.taken, end - self.ready.len());
            if hits.is_empty() {
                break;
            }
            waiting.taken += hits.len();
            for hit in hits {
                self.ready.extend(lines(hit.number, waiting.mask(hit.number)));
            }
        }
    }
}

impl Waiting {
    fn mask(&self, place: u32) -> u8 {
        self.masks.get(place as usize).copied().unwrap_or_default()
    }
}

/// The rows of a place, one for each bit of its mask.
pub(super) fn lines(place: u32, mask: u8) -> impl Iterator<Item = At> {
    (0..8)
        .filter(move |line| mask >> line & 1 == 1)
        .map(move |line| At { place, line })
}
