//! The documents found, ranked best first and sorted only as far as they are shown.

/// How a document was found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// What was typed is the start of an identifier.
    Identifier,
    /// Every word typed is a word, or the start of one; or nothing was typed.
    Words,
    /// The same, but for words that tell no school from another, or for a forename written as an initial.
    Loose,
    /// Every word typed is a part of a word.
    Substring,
    /// The same, but for a slip of the keyboard.
    Slip,
    /// The letters typed are there, in order, with others between them.
    Fuzzy,
}

/// One document found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number in the index.
    pub number: u32,
    /// How it was found.
    pub tier: Tier,
}

/// The rank of a document: tier, then penalty, then the document's own key. The least is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub(super) tier: Tier,
    pub(super) penalty: u16,
    pub(super) tie: u64,
    pub(super) number: u32,
}

/// All documents found. The order is total: a page shows the same rows however the pages before were asked
/// for.
#[derive(Debug, Default)]
pub struct Hits {
    ranks: Vec<Rank>,
    /// How many of the first ranks are in their final place; those after are no better.
    sorted: usize,
}

impl Hits {
    pub(super) fn new(ranks: Vec<Rank>) -> Hits {
        Hits { ranks, sorted: 0 }
    }

    /// How many documents were found.
    pub fn total(&self) -> usize {
        self.ranks.len()
    }

    /// The documents found, in no order.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.ranks.iter().map(|rank| rank.number)
    }

    /// The hits from `offset`, best first, at most `length` of them. Only what is shown is sorted.
    pub fn page(&mut self, offset: usize, length: usize) -> Vec<Hit> {
        let end = offset.saturating_add(length).min(self.ranks.len());
        self.sort_until(end);
        self.ranks[offset.min(end)..end]
            .iter()
            .map(|rank| Hit {
                number: rank.number,
                tier: rank.tier,
            })
            .collect()
    }

    /// The numbers of the documents that come before one, in no order; none where that one was not found.
    pub fn before(&self, number: u32) -> Option<impl Iterator<Item = u32>> {
        let found = *self.ranks.iter().find(|rank| rank.number == number)?;
        let before = self.ranks.iter().filter(move |rank| **rank < found);
        Some(before.map(|rank| rank.number))
    }

    fn sort_until(&mut self, end: usize) {
        if end <= self.sorted {
            return;
        }
        let rest = &mut self.ranks[self.sorted..];
        let wanted = end - self.sorted;
        if wanted < rest.len() {
            rest.select_nth_unstable(wanted);
        }
        rest[..wanted].sort_unstable();
        self.sorted = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(ties: &[u64]) -> Hits {
        let rank = |(number, tie): (u32, &u64)| Rank {
            tier: Tier::Words,
            penalty: 0,
            tie: *tie,
            number,
        };
        Hits::new((0..).zip(ties).map(rank).collect())
    }

    fn numbers(page: &[Hit]) -> Vec<u32> {
        page.iter().map(|hit| hit.number).collect()
    }

    #[test]
    fn pages_are_the_same_in_whatever_order_they_are_asked() {
        let ties = [5, 3, 9, 1, 7, 3, 0, 8];
        let mut forwards = hits(&ties);
        assert_eq!(numbers(&forwards.page(0, 3)), [6, 3, 1]);
        assert_eq!(numbers(&forwards.page(3, 3)), [5, 0, 4]);
        let mut backwards = hits(&ties);
        assert_eq!(numbers(&backwards.page(3, 3)), [5, 0, 4]);
        assert_eq!(numbers(&backwards.page(0, 3)), [6, 3, 1]);
    }

    #[test]
    fn what_comes_before_a_document_is_known_without_sorting() {
        let hits = hits(&[5, 3, 9, 1]);
        let mut before: Vec<u32> = hits.before(0).unwrap().collect();
        before.sort_unstable();
        assert_eq!(before, [1, 3]);
        assert!(hits.before(3).unwrap().next().is_none());
        assert!(hits.before(4).is_none());
        assert_eq!(hits.numbers().count(), 4);
    }

    #[test]
    fn pages_beyond_the_end_are_short_or_empty() {
        let mut hits = hits(&[2, 1]);
        assert_eq!(numbers(&hits.page(0, 50)), [1, 0]);
        assert!(hits.page(7, 3).is_empty());
        assert!(hits.page(usize::MAX, usize::MAX).is_empty());
        assert_eq!(hits.total(), 2);
    }
}
