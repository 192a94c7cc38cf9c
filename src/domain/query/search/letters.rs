//! Which letters a word has, as a mask: the filter before every slow comparison.

/// One bit for each letter, and one for each pair of digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters(u32);

impl Letters {
    /// The letters of a folded word; other signs count for nothing.
    pub(super) fn of(word: &str) -> Letters {
        Letters(word.bytes().fold(0, |mask, byte| mask | bit(byte)))
    }

    /// How many letters are here and not in `other`.
    pub(super) fn missing_from(self, other: Letters) -> u32 {
        (self.0 & !other.0).count_ones()
    }

    /// The letters of both.
    pub(super) fn and(self, other: Letters) -> Letters {
        Letters(self.0 | other.0)
    }
}

fn bit(byte: u8) -> u32 {
    match byte {
        b'a'..=b'z' => 1 << (byte - b'a'),
        b'0'..=b'9' => 1 << (26 + (byte - b'0') / 2),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_letters_are_counted_once() {
        let missing = |a, b| Letters::of(a).missing_from(Letters::of(b));
        assert_eq!(missing("jaurse", "jaures"), 0);
        assert_eq!(missing("pattern", "pasteur"), 1);
        assert_eq!(missing("oo8", "a1"), 2);
    }
}
