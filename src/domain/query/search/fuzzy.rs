//! The last tier: the letters typed, in order, with others between them, as fuzzy-matcher ranks them.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::exact::Typed;
use super::index::Index;
use super::letters::Letters;
use super::reach::Penalty;
use super::row::DocumentWords;

/// Fewer letters are in almost every name.
const SHORTEST: usize = 3;

/// The matcher ranks at most this many documents, those with the lowest numbers, so that one search stays
/// short.
const MOST_RANKED: usize = 500;

/// A match with a lower score for each letter is scattered over the whole name.
const LEAST_SCORE_PER_LETTER: i64 = 15;

/// The documents that have all the letters typed, word by word, with their penalties.
///
/// A mask of letters and then their order filter the documents before the matcher sees any.
pub(super) fn search(
    index: &Index,
    typed: &[Typed],
    mut accept: impl FnMut(u32) -> bool,
) -> Vec<(u32, Penalty)> {
    let mut found = Vec::new();
    if typed.iter().map(String::len).sum::<usize>() < SHORTEST {
        return found;
    }
    let mask = typed
        .iter()
        .fold(Letters::default(), |mask, typed| mask.and(Letters::of(typed)));
    let matcher = SkimMatcherV2::default().respect_case();
    let (mut label, mut ranked) = (String::new(), 0);
    for (number, row) in (0..)
        .zip(&index.rows)
        .filter(|(_, row)| mask.missing_from(row.letters) == 0)
    {
        write_label(index, row, &mut label);
        if !typed.iter().all(|typed| has_in_order(&label, typed)) || !accept(number) {
            continue;
        }
        found.extend(penalty(&matcher, &label, typed).map(|penalty| (number, penalty)));
        ranked += 1;
        if ranked == MOST_RANKED {
            break;
        }
    }
    found
}

/// The better the matcher's score, the lower; none for letters that are merely scattered.
fn penalty(matcher: &SkimMatcherV2, label: &str, typed: &[Typed]) -> Option<Penalty> {
    let mut score = 0;
    for typed in typed {
        let of_word = matcher.fuzzy_match(label, typed)?;
        if of_word < LEAST_SCORE_PER_LETTER * i64::try_from(typed.len()).ok()? {
            return None;
        }
        score += of_word;
    }
    Some(Penalty::MAX - Penalty::try_from(score).unwrap_or(Penalty::MAX))
}

/// The words of the name and of the place, separated by one space.
fn write_label(index: &Index, row: &DocumentWords, label: &mut String) {
    label.clear();
    for word in row.words() {
        label.push_str(index.words.text(*word));
        label.push(' ');
    }
}

fn has_in_order(label: &str, typed: &str) -> bool {
    let mut letters = label.bytes();
    typed.bytes().all(|wanted| letters.any(|letter| letter == wanted))
}
