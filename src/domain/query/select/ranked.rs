//! The rows of a list, put in order only as far as they are shown.

use std::collections::HashSet;

use crate::domain::query::search::{Hit, Hits};

/// A row: a place on the day index, and which of the place's lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct At {
    pub(super) place: u32,
    /// The line; 0 where a place has but one.
    pub(super) line: u8,
}

/// The list of records of every kind mixes places of two indexes; the line of a row says of which: 0 of records that
/// are no school, this one of schools.
pub(super) const OF_SCHOOL: u8 = 1;

/// The rows of a list. Hits of a search wait, unsorted, until a page asks for them.
#[derive(Debug, Default)]
pub(super) struct Rows {
    ready: Vec<At>,
    waiting: Waiting,
    total: usize,
}

/// What no page has asked for yet.
#[derive(Debug, Default)]
enum Waiting {
    /// Nothing: every row is ready.
    #[default]
    Nothing,
    /// Hits of one search.
    Hits(Ranked),
    /// Hits of two searches.
    Both(Both),
}

/// The hits of a search, and which lines of each place a list holds.
#[derive(Debug)]
struct Ranked {
    hits: Hits,
    /// How many of the hits are among the rows that are ready.
    taken: usize,
    /// Of each place, which lines the list holds; 0 for a place that it does not hold.
    masks: Vec<u8>,
}

/// The hits of two searches, merged by tier; of one tier, those of the first come first.
#[derive(Debug)]
struct Both {
    first: Hits,
    second: Hits,
    /// What tells the rows of the second apart.
    line: u8,
}

impl Rows {
    /// Rows that are in order.
    pub(super) fn ready(rows: Vec<At>) -> Self {
        Self {
            total: rows.len(),
            ready: rows,
            waiting: Waiting::Nothing,
        }
    }

    /// Rows in the order of hits, each place with the lines of its mask.
    pub(super) fn ranked(hits: Hits, masks: Vec<u8>) -> Self {
        let ranked = Ranked {
            hits,
            taken: 0,
            masks,
        };
        Self {
            ready: Vec::new(),
            total: ranked.lines(ranked.hits.numbers()),
            waiting: Waiting::Hits(ranked),
        }
    }

    /// Rows of two searches, best first; those of the second bear `line`.
    pub(super) fn both(first: Hits, second: Hits, line: u8) -> Self {
        Self {
            ready: Vec::new(),
            total: first.total() + second.total(),
            waiting: Waiting::Both(Both { first, second, line }),
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

    /// Every row.
    pub(super) fn all(&mut self) -> &[At] {
        self.page(0, self.total)
    }

    /// Where the row of a place is: of the line that `wanted` accepts, else of the place's first row.
    pub(super) fn position(&mut self, place: u32, wanted: impl Fn(u8) -> bool) -> Option<usize> {
        if let Waiting::Hits(ranked) = &self.waiting {
            let first = ranked.lines(ranked.hits.before(place)?);
            let exact = lines(place, ranked.mask(place)).position(|at| wanted(at.line));
            return Some(first + exact.unwrap_or(0));
        }
        let rows = self.all();
        let first = rows.iter().position(|at| at.place == place)?;
        let mut lines = rows.iter().enumerate().skip(first);
        let exact = lines.find(|(_, at)| at.place == place && wanted(at.line));
        Some(exact.map_or(first, |(position, _)| position))
    }

    /// How many of some rows there are. Nothing is sorted for it.
    pub(super) fn held(&mut self, wanted: &HashSet<At>) -> usize {
        if let Waiting::Hits(ranked) = &self.waiting {
            let rows = ranked
                .hits
                .numbers()
                .flat_map(|place| lines(place, ranked.mask(place)));
            return rows.filter(|at| wanted.contains(at)).count();
        }
        self.all().iter().filter(|at| wanted.contains(at)).count()
    }

    fn ready_until(&mut self, end: usize) {
        if self.ready.len() >= end {
            return;
        }
        match &mut self.waiting {
            Waiting::Nothing => {}
            Waiting::Hits(ranked) => ranked.take_until(end, &mut self.ready),
            Waiting::Both(both) => self.ready = both.until(end),
        }
    }
}

impl Ranked {
    fn mask(&self, place: u32) -> u8 {
        self.masks.get(place as usize).copied().unwrap_or_default()
    }

    /// How many rows some places have.
    fn lines(&self, places: impl Iterator<Item = u32>) -> usize {
        places.map(|place| self.mask(place).count_ones() as usize).sum()
    }

    /// Moves hits to the rows that are ready until there are `end` of these.
    fn take_until(&mut self, end: usize, ready: &mut Vec<At>) {
        while ready.len() < end {
            let hits = self.hits.page(self.taken, end - ready.len());
            if hits.is_empty() {
                break;
            }
            self.taken += hits.len();
            for hit in hits {
                ready.extend(lines(hit.number, self.mask(hit.number)));
            }
        }
    }
}

impl Both {
    /// The first `end` rows.
    fn until(&mut self, end: usize) -> Vec<At> {
        let first = self.first.page(0, end).into_iter().map(|hit| (hit, 0));
        let second = self.second.page(0, end).into_iter().map(|hit| (hit, self.line));
        let mut all: Vec<(Hit, u8)> = first.chain(second).collect();
        all.sort_by_key(|(hit, line)| (hit.tier, *line));
        let rows = all.into_iter().take(end);
        rows.map(|(hit, line)| At {
            place: hit.number,
            line,
        })
        .collect()
    }
}

/// The rows of a place, one for each bit of its mask.
pub(super) fn lines(place: u32, mask: u8) -> impl Iterator<Item = At> {
    (0..8)
        .filter(move |line| mask >> line & 1 == 1)
        .map(move |line| At { place, line })
}
