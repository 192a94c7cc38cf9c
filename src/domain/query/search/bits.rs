//! A set of document numbers, one bit each.

/// A set of numbers below a bound that is fixed when it is made.
#[derive(Clone, Debug)]
pub(super) struct Bits {
    blocks: Vec<u64>,
}

impl Bits {
    /// The empty set of numbers below `bound`.
    pub(super) fn none(bound: usize) -> Bits {
        Bits {
            blocks: vec![0; bound.div_ceil(64)],
        }
    }

    pub(super) fn insert(&mut self, number: u32) {
        self.blocks[number as usize / 64] |= 1 << (number % 64);
    }

    pub(super) fn contains(&self, number: u32) -> bool {
        self.blocks[number as usize / 64] >> (number % 64) & 1 == 1
    }

    pub(super) fn is_empty(&self) -> bool {
        self.blocks.iter().all(|block| *block == 0)
    }

    /// Keeps what is in both.
    pub(super) fn intersect(&mut self, other: &Bits) {
        self.blocks
            .iter_mut()
            .zip(&other.blocks)
            .for_each(|(mine, theirs)| *mine &= theirs);
    }

    /// Adds what is in the other.
    pub(super) fn unite(&mut self, other: &Bits) {
        self.blocks
            .iter_mut()
            .zip(&other.blocks)
            .for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Removes what is in the other.
    pub(super) fn subtract(&mut self, other: &Bits) {
        self.blocks
            .iter_mut()
            .zip(&other.blocks)
            .for_each(|(mine, theirs)| *mine &= !theirs);
    }

    /// The numbers in the set, in ascending order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0_u32..).zip(&self.blocks).flat_map(|(at, block)| Ones {
            rest: *block,
            base: at * 64,
        })
    }
}

/// The set bits of one block, lowest first.
struct Ones {
    rest: u64,
    base: u32,
}

impl Iterator for Ones {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.rest == 0 {
            return None;
        }
        let lowest = self.rest.trailing_zeros();
        self.rest &= self.rest - 1;
        Some(self.base + lowest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numbers: &[u32]) -> Bits {
        let mut bits = Bits::none(200);
        for number in numbers {
            bits.insert(*number);
        }
        bits
    }

    #[test]
    fn sets_behave_as_sets() {
        let mut bits = of(&[0, 63, 64, 199]);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 64, 199]);
        assert!(bits.contains(64) && !bits.contains(65));
        bits.unite(&of(&[65]));
        bits.subtract(&of(&[0]));
        bits.intersect(&of(&[0, 65, 199]));
        assert_eq!(bits.iter().collect::<Vec<_>>(), [65, 199]);
        assert!(!bits.is_empty() && of(&[]).is_empty());
    }
}
