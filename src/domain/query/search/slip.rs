//! Slips of the keyboard: how many letters were swapped, doubled, missing or wrong.

/// The longest typed word in which slips are looked for.
const LONGEST: usize = 24;

/// The edits from nothing typed to the start of a word of each length: all its letters are missing.
const NONE_TYPED: Distances = {
    let mut row = [0; LONGEST + 3];
    let mut length = 1;
    while length < row.len() {
        row[length] = row[length - 1] + 1;
        length += 1;
    }
    row
};

/// How far a typed word is from a word of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slip {
    /// Letters swapped with their neighbour, inserted, missing or wrong.
    pub(super) edits: u8,
    /// Whether only the start of the word was typed.
    pub(super) start_only: bool,
}

/// How many slips a typed word of this length may have.
pub(super) fn allowed(length: usize) -> u8 {
    match length {
        0..=2 => 0,
        3..=7 => 1,
        8..=LONGEST => 2,
        _ => 0,
    }
}

/// The fewest slips that turn `typed` into `word`, or into its start; none when that takes more than is
/// allowed.
///
/// Words of three and four letters are compared whole: their starts resemble too much.
pub(super) fn slip(typed: &str, word: &str) -> Option<Slip> {
    let limit = allowed(typed.len());
    let margin = usize::from(limit);
    if limit == 0 || word.len() + margin < typed.len() {
        return None;
    }
    let reach = word.len().min(typed.len() + margin);
    let edits_by_length = distances(typed.as_bytes(), &word.as_bytes()[..reach], limit)?;
    if reach == word.len() && edits_by_length[reach] <= limit {
        return Some(Slip {
            edits: edits_by_length[reach],
            start_only: false,
        });
    }
    let start = *edits_by_length[typed.len() - margin..=reach].iter().min()?;
    (typed.len() > 4 && start <= limit).then_some(Slip {
        edits: start,
        start_only: true,
    })
}

type Distances = [u8; LONGEST + 3];

/// For each length within `limit` of the typed one, the edits (neighbours swapped count once) from `typed` to
/// the start of `word` of that length; none as soon as all take more than `limit`.
///
/// Only lengths within `limit` of the letters typed so far are looked at: any other takes more edits than
/// that.
fn distances(typed: &[u8], word: &[u8], limit: u8) -> Option<Distances> {
    let margin = usize::from(limit);
    let mut before_last = NONE_TYPED;
    let mut last = NONE_TYPED;
    for i in 1..=typed.len() {
        let (low, high) = (i.saturating_sub(margin).max(1), word.len().min(i + margin));
        let mut row = [limit + 1; LONGEST + 3];
        row[low - 1] = if low == 1 { NONE_TYPED[i] } else { limit + 1 };
        for j in low..=high {
            let replaced = last[j - 1] + u8::from(typed[i - 1] != word[j - 1]);
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        (before_last, last) = (last, row);
        let beyond = |row: &Distances| {
            row[low - 1..=high]
                .iter()
                .min()
                .is_some_and(|edits| *edits > limit)
        };
        if beyond(&last) && beyond(&before_last) {
            return None;
        }
    }
    Some(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Edits between whole words, without any bound: the definition.
    fn edits(a: &[u8], b: &[u8]) -> u8 {
        let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b) else {
            return u8::try_from(a.len() + b.len()).unwrap();
        };
        let mut least = edits(a_rest, b_rest) + u8::from(x != y);
        least = least.min(edits(a_rest, b) + 1).min(edits(a, b_rest) + 1);
        if let ([x2, a_after @ ..], [y2, b_after @ ..]) = (a_rest, b_rest)
            && (x, x2) == (y2, y)
        {
            least = least.min(edits(a_after, b_after) + 1);
        }
        least
    }

    proptest! {
        #[test]
        fn the_bounded_count_is_the_count(typed in "[abc]{3,8}", word in "[abc]{1,8}") {
            let whole = edits(typed.as_bytes(), word.as_bytes());
            let starts = (0..=word.len()).map(|end| edits(typed.as_bytes(), &word.as_bytes()[..end]));
            let expected = if whole <= allowed(typed.len()) {
                Some(Slip { edits: whole, start_only: false })
            } else {
                let least = starts.min().filter(|least| typed.len() > 4 && *least <= allowed(typed.len()));
                least.map(|edits| Slip { edits, start_only: true })
            };
            prop_assert_eq!(slip(&typed, &word), expected);
        }
    }

    fn found(typed: &str, word: &str) -> Option<(u8, bool)> {
        slip(typed, word).map(|slip| (slip.edits, slip.start_only))
    }

    #[test]
    fn each_kind_of_slip_counts_once() {
        for (typed, word, kind) in [
            ("jaurse", "jaures", "swapped"),
            ("grenble", "grenoble", "missing"),
            ("pasteuur", "pasteur", "doubled"),
            ("pastuur", "pasteur", "wrong"),
            ("jaures", "jaures", "none"),
        ] {
            let edits = u8::from(kind != "none");
            assert_eq!(found(typed, word), Some((edits, false)), "{kind}");
        }
    }

    #[test]
    fn the_start_of_a_word_may_have_a_slip() {
        assert_eq!(found("grneo", "grenoble"), Some((1, true)));
        assert_eq!(found("monteliamr", "montelimar"), Some((1, false)));
        assert_eq!(found("vfi", "vif"), Some((1, false)));
        assert_eq!(found("vfi", "vifargent"), None);
    }

    #[test]
    fn long_words_may_have_two_slips_and_short_ones_none() {
        assert_eq!(found("exuperi", "exupery"), Some((1, false)));
        assert_eq!(found("exupeyri", "exupery"), Some((2, false)));
        assert_eq!(found("jorez", "jaures"), None);
        assert_eq!(found("st", "sr"), None);
        assert_eq!(found(&"a".repeat(25), &"a".repeat(25)), None);
    }
}
