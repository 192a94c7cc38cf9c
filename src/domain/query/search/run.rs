//! One search: the tiers in turn, as long as those above found too few.

use super::bits::Bits;
use super::exact::{self, Typed};
use super::fuzzy;
use super::hits::{Hits, Rank, Tier};
use super::index::Index;
use super::near;
use super::reach::{Penalty, WordHits, reached_by_all, total_penalty};
use crate::text::fold_identifier;

/// An identifier is looked for from this many signs on.
const SHORTEST_IDENTIFIER: usize = 3;

/// The tiers after the words are asked for when fewer than this many documents were found; slips, only where
/// the words as typed found none, and scattered letters, only where nothing else did.
const FEW: usize = 5;

impl Index {
    /// Finds what was typed among the documents that `accept` lets through, best first.
    ///
    /// Nothing typed finds every document, in the order of their numbers. `accept` is asked once for each
    /// document found, and for no other.
    pub fn search(&self, text: &str, accept: impl FnMut(u32) -> bool) -> Hits {
        Run::new(self, accept).hits(text)
    }
}

/// The state of one search: what was found so far, each document once, under its best tier.
struct Run<'a, F> {
    index: &'a Index,
    accept: F,
    /// Every document asked about, let through or not.
    seen: Bits,
    ranks: Vec<Rank>,
}

impl<'a, F: FnMut(u32) -> bool> Run<'a, F> {
    fn new(index: &'a Index, accept: F) -> Self {
        Run {
            index,
            accept,
            seen: Bits::none(index.rows.len()),
            ranks: Vec::new(),
        }
    }

    /// Runs the tiers, best first.
    fn hits(mut self, text: &str) -> Hits {
        let typed = exact::words(text);
        if typed.is_empty() {
            self.take_everything();
            return Hits::new(self.ranks);
        }
        self.identifiers(text);
        let mut reaches = exact::reaches(self.index, &typed);
        self.take_reached(Tier::Words, &reaches);
        let as_typed = self.ranks.len();
        self.near(&typed, &mut reaches);
        if as_typed == 0 {
            self.slips(&typed, &mut reaches);
        }
        if self.ranks.is_empty() {
            self.fuzzy(&typed);
        }
        Hits::new(self.ranks)
    }

    /// Generic words may be missing; then, what was typed may be inside words.
    fn near(&mut self, typed: &[Typed], reaches: &mut [WordHits]) {
        if self.ranks.len() < FEW && exact::loosen(self.index, typed, reaches) {
            self.take_reached(Tier::Loose, reaches);
        }
        if self.ranks.len() < FEW && near::add_substrings(self.index, typed, reaches) {
            self.take_reached(Tier::Substring, reaches);
        }
    }

    fn slips(&mut self, typed: &[Typed], reaches: &mut [WordHits]) {
        let nothing_found = self.ranks.is_empty();
        if self.ranks.len() < FEW && near::add_slips(self.index, typed, nothing_found, reaches) {
            self.take_reached(Tier::Slip, reaches);
        }
    }

    fn take_everything(&mut self) {
        for (number, row) in (0..).zip(&self.index.rows) {
            if row.is_live() && (self.accept)(number) {
                self.ranks.push(Rank {
                    tier: Tier::Words,
                    penalty: 0,
                    tie: 0,
                    number,
                });
            }
        }
    }

    /// What was typed, without its separators, is the start of an identifier; a leading zero may be missing.
    fn identifiers(&mut self, text: &str) {
        let typed = fold_identifier(text);
        if typed.len() < SHORTEST_IDENTIFIER {
            return;
        }
        let mut found = exact::identifiers(self.index, &typed);
        if found.is_empty() && typed.starts_with(|first: char| first.is_ascii_digit()) {
            found = exact::identifiers(self.index, &format!("0{typed}"));
        }
        self.take(Tier::Identifier, found, |_| 0);
    }

    fn take_reached(&mut self, tier: Tier, reaches: &[WordHits]) {
        let found = reached_by_all(reaches, self.index.rows.len());
        self.take(tier, found, |number| total_penalty(reaches, number));
    }

    /// Takes what is new, and let through, of the documents found.
    fn take(&mut self, tier: Tier, mut found: Bits, penalty: impl Fn(u32) -> Penalty) {
        found.subtract(&self.seen);
        self.seen.unite(&found);
        for number in found.iter() {
            if (self.accept)(number) {
                let tie = self.index.rows[number as usize].tie;
                self.ranks.push(Rank {
                    tier,
                    penalty: penalty(number),
                    tie,
                    number,
                });
            }
        }
    }

    fn fuzzy(&mut self, typed: &[Typed]) {
        let index = self.index;
        let seen = &self.seen;
        let accept = &mut self.accept;
        let found = fuzzy::search(index, typed, |number| !seen.contains(number) && accept(number));
        self.ranks.extend(found.into_iter().map(|(number, penalty)| {
            let tie = index.rows[number as usize].tie;
            Rank {
                tier: Tier::Fuzzy,
                penalty,
                tie,
                number,
            }
        }));
    }
}
