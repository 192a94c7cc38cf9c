//! The documents that one typed word reaches, nearest first, and those that all typed words reach.

use super::bits::Bits;

/// How far a document is from what was typed, for one word: the less, the better.
pub(super) type Penalty = u16;

/// The documents that one typed word reaches, at ascending penalties.
#[derive(Debug, Default)]
pub(super) struct WordHits {
    levels: Vec<(Penalty, Bits)>,
}

impl WordHits {
    /// Adds documents at a penalty no lower than those before; those that are nearer already keep their
    /// penalty.
    pub(super) fn extend(&mut self, penalty: Penalty, documents: Bits) {
        debug_assert!(self.levels.last().is_none_or(|(last, _)| *last <= penalty));
        if !documents.is_empty() {
            self.levels.push((penalty, documents));
        }
    }

    /// The penalty of a document that is reached.
    fn penalty(&self, document: u32) -> Penalty {
        let level = self
            .levels
            .iter()
            .find(|(_, documents)| documents.contains(document));
        level.map_or(Penalty::MAX, |(penalty, _)| *penalty)
    }

    fn all(&self, bound: usize) -> Bits {
        let mut all = Bits::none(bound);
        self.levels.iter().for_each(|(_, documents)| all.unite(documents));
        all
    }
}

/// The documents that every one of the typed words reaches.
pub(super) fn reached_by_all(reaches: &[WordHits], bound: usize) -> Bits {
    let mut sets = reaches.iter().map(|reach| reach.all(bound));
    let mut all = sets.next().unwrap_or_else(|| Bits::none(bound));
    sets.for_each(|set| all.intersect(&set));
    all
}

/// The sum of the penalties of a document that every typed word reaches.
pub(super) fn total_penalty(reaches: &[WordHits], document: u32) -> Penalty {
    reaches.iter().map(|reach| reach.penalty(document)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bits(numbers: &[u32]) -> Bits {
        let mut bits = Bits::none(10);
        for number in numbers {
            bits.insert(*number);
        }
        bits
    }

    #[test]
    fn all_words_must_reach_and_the_nearest_level_counts() {
        let (mut jaures, mut gre) = (WordHits::default(), WordHits::default());
        jaures.extend(0, bits(&[1, 2]));
        jaures.extend(3, bits(&[1, 5]));
        gre.extend(1, bits(&[1, 5, 7]));
        let reaches = [jaures, gre];
        assert_eq!(reached_by_all(&reaches, 10).iter().collect::<Vec<_>>(), [1, 5]);
        assert_eq!(total_penalty(&reaches, 1), 1);
        assert_eq!(total_penalty(&reaches, 5), 4);
        assert!(reached_by_all(&[], 10).is_empty());
    }
}
