//! What a typed word finds nearby: inside a word, with a slip, or two words run together.

use super::bits::Bits;
use super::exact::{Typed, add_documents};
use super::index::Index;
use super::letters::Letters;
use super::reach::{Penalty, WordHits};
use super::slip::{Slip, allowed, slip};

/// What was typed is inside a word.
const INSIDE: Penalty = 6;
/// Two words were typed without the space between them.
const RUN_TOGETHER: Penalty = 7;
/// The first of four levels of slips: one edit or two, in a whole word or in its start.
const SLIPPED: Penalty = 8;

/// Shorter words are inside too many others.
const SHORTEST: usize = 3;

/// Adds to each reach the documents with a word that has the typed one inside. Says whether any was looked
/// for.
pub(super) fn add_substrings(index: &Index, typed: &[Typed], reaches: &mut [WordHits]) -> bool {
    for (typed, reach) in typed
        .iter()
        .zip(reaches)
        .filter(|(typed, _)| typed.len() >= SHORTEST)
    {
        let mut found = Bits::none(index.rows.len());
        for word in index.words.having(Letters::of(typed), 0) {
            if index.words.text(word).contains(typed.as_str()) {
                add_documents(&index.words, &[word], &mut found);
            }
        }
        reach.extend(INSIDE, found);
    }
    typed.iter().any(|typed| typed.len() >= SHORTEST)
}

/// Adds to reaches the documents with a word that resembles the typed one. Says whether any was looked for.
///
/// A typed word that starts no word of the lexicon is the one that slipped; where there is none such, any of them
/// may have, which is looked for only if `nothing_found` so far.
pub(super) fn add_slips(
    index: &Index,
    typed: &[Typed],
    nothing_found: bool,
    reaches: &mut [WordHits],
) -> bool {
    let unknown = |typed: &Typed| index.words.starting_with(typed).is_empty();
    let any_may = nothing_found && !typed.iter().any(unknown);
    let may_slip = |typed: &Typed| typed.len() >= SHORTEST && (any_may || unknown(typed));
    for (typed, reach) in typed.iter().zip(reaches).filter(|(typed, _)| may_slip(typed)) {
        reach.extend(RUN_TOGETHER, run_together(index, typed));
        (SLIPPED..)
            .zip(slipped(index, typed))
            .for_each(|(penalty, found)| reach.extend(penalty, found));
    }
    typed.iter().any(may_slip)
}

/// The documents that have a word and the start of another which together make the typed one.
fn run_together(index: &Index, typed: &str) -> Bits {
    let mut all = Bits::none(index.rows.len());
    for at in 2..typed.len().saturating_sub(1) {
        let (left, right) = typed.split_at(at);
        let starting = index.words.starting_with(right);
        let Some(word) = index.words.find(left).filter(|_| !starting.is_empty()) else {
            continue;
        };
        let (mut first, mut second) = (Bits::none(index.rows.len()), Bits::none(index.rows.len()));
        add_documents(&index.words, &[word], &mut first);
        add_documents(&index.words, starting, &mut second);
        first.intersect(&second);
        all.unite(&first);
    }
    all
}

/// The documents with a word that slips turn into the typed one, by level, nearest first.
fn slipped(index: &Index, typed: &str) -> [Bits; 4] {
    let mut levels = std::array::from_fn(|_| Bits::none(index.rows.len()));
    let limit = u32::from(allowed(typed.len()));
    for word in index.words.having(Letters::of(typed), limit) {
        if let Some(slip) = slip(typed, index.words.text(word)).filter(|slip| slip.edits > 0) {
            add_documents(&index.words, &[word], &mut levels[level(slip)]);
        }
    }
    levels
}

fn level(slip: Slip) -> usize {
    usize::from(slip.edits - 1) * 2 + usize::from(slip.start_only)
}
