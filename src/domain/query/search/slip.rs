//! Slips of the keyboard: how many letters were swapped, doubled, missing or wrong.

/// The longest typed word in which slips are looked for.
const LONGEST: usize = 24;

/// The edits from nothing typed to the start of a word of each length: all its letters are missing.
const NONE_TYPED: [u8; LONGEST + 3] = {
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

/// The fewest slips that turn `typed` into `word`, or into its start; none when that takes more than is allowed.
///
/// Words of three and four letters are compared whole: their starts resemble too much.
pub(super) fn slip(typed: &str, word: &str) -> Option<Slip> {
    let limit = allowed(typed.len());
    if limit == 0 || word.len() + usize::from(limit) < typed.len() {
        return None;
    }
    let reach = word.len().min(typed.len() + usize::from(limit));
    let edits_by_length = distances(typed.as_bytes(), &word.as_bytes()[..reach]);
    let whole = if reach == word.len() {
        edits_by_length[reach]
    } else {
        u8::MAX
    };
    if whole <= limit {
        return Some(Slip {
            edits: whole,
            start_only: false,
        });
    }
    let start = *edits_by_length[..=reach].iter().min()?;
    (typed.len() > 4 && start <= limit).then_some(Slip {
        edits: start,
        start_only: true,
    })
}

/// For each length, the edits (neighbours swapped count once) from `typed` to the start of `word` of that length.
fn distances(typed: &[u8], word: &[u8]) -> [u8; LONGEST + 3] {
    let mut before_last = [0; LONGEST + 3];
    let mut last: [u8; LONGEST + 3] = NONE_TYPED;
    let mut row = last;
    for (i, letter) in typed.iter().enumerate() {
        row[0] = NONE_TYPED[i + 1];
        for (j, other) in word.iter().enumerate() {
            let replaced = last[j] + u8::from(letter != other);
            let mut edits = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == word[j - 1] && typed[i - 1] == *other {
                edits = edits.min(before_last[j - 1] + 1);
            }
            row[j + 1] = edits;
        }
        (before_last, last, row) = (last, row, before_last);
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

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
