//! What a typed word finds as it stands: a word, the start of one, an abbreviation, an identifier.

use super::abbreviation::{WORDS, is_generic, is_generic_start};
use super::bits::Bits;
use super::index::Index;
use super::lexicon::{Lexicon, WordId, WordSink};
use super::reach::{Penalty, WordHits};
use crate::text::{clip, fold_into};

/// A word that tells documents apart was typed whole.
const WHOLE: Penalty = 0;
/// The start of such a word was typed.
const START: Penalty = 1;
/// Only a generic word is reached.
const GENERIC: Penalty = 2;
/// The name has an initial where a word was typed.
const INITIAL: Penalty = 4;
/// The name lacks the generic word that was typed.
const LACKING: Penalty = 5;

/// More typed words than this are not looked at.
const MOST_WORDS: usize = 12;

/// A folded word that was typed.
pub(super) type Typed = String;

/// The folded words of what was typed.
pub(super) fn words(text: &str) -> Vec<Typed> {
    let mut folded = String::new();
    fold_into(text, &mut folded);
    folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| clip(word).to_owned())
        .collect()
}

/// What each typed word finds as it stands.
pub(super) fn reaches(index: &Index, typed: &[Typed]) -> Vec<WordHits> {
    typed.iter().map(|typed| reach(index, typed)).collect()
}

/// The documents with an identifier that starts with `typed`.
pub(super) fn identifiers(index: &Index, typed: &str) -> Bits {
    let mut found = Bits::none(index.rows.len());
    add_documents(
        &index.identifiers,
        index.identifiers.starting_with(typed),
        &mut found,
    );
    found
}

/// Adds to each reach what it finds when generic words may be missing and forenames be written as initials.
///
/// Says whether anything was added. One word alone is never loosened, nor are generic words alone.
pub(super) fn loosen(index: &Index, typed: &[Typed], reaches: &mut [WordHits]) -> bool {
    if typed.len() < 2 || typed.iter().all(|typed| is_generic_start(typed)) {
        return false;
    }
    let followers = typed.iter().skip(1).map(Some).chain([None]);
    for ((typed, follower), reach) in typed.iter().zip(followers).zip(reaches) {
        if let Some(follower) = follower {
            reach.extend(INITIAL, initials(index, typed, follower));
        }
        if is_generic_start(typed) {
            reach.extend(LACKING, index.everything());
        }
    }
    true
}

fn reach(index: &Index, typed: &str) -> WordHits {
    let mut found = Found::none(index.rows.len());
    let starting = index.words.starting_with(typed);
    for word in starting {
        let whole = index.words.text(*word) == typed;
        let found = found.level(whole, index.words.is_generic(*word));
        add_documents(&index.words, &[*word], found);
    }
    add_abbreviations(index, typed, &mut found);
    if typed.len() >= 3 && typed.bytes().any(|byte| byte.is_ascii_digit()) {
        found.whole.unite(&identifiers(index, typed));
    }
    found.into_reach()
}

/// The documents that one typed word finds, level by level.
struct Found {
    whole: Bits,
    start: Bits,
    generic: Bits,
}

impl Found {
    fn none(bound: usize) -> Found {
        Found {
            whole: Bits::none(bound),
            start: Bits::none(bound),
            generic: Bits::none(bound),
        }
    }

    fn level(&mut self, whole: bool, generic: bool) -> &mut Bits {
        match (whole, generic) {
            (_, true) => &mut self.generic,
            (true, false) => &mut self.whole,
            (false, false) => &mut self.start,
        }
    }

    fn into_reach(self) -> WordHits {
        let mut reach = WordHits::default();
        reach.extend(WHOLE, self.whole);
        reach.extend(START, self.start);
        reach.extend(GENERIC, self.generic);
        reach
    }
}

/// The abbreviations that start with `typed` reach the documents that have all the words they stand for.
fn add_abbreviations(index: &Index, typed: &str, found: &mut Found) {
    if typed.len() < 2 {
        return;
    }
    for entry in WORDS.iter().filter(|entry| entry.short.starts_with(typed)) {
        let generic = entry.long.split(' ').all(is_generic);
        let level = found.level(entry.short == typed, generic);
        level.unite(&having_all(index, entry.long));
    }
}

fn having_all(index: &Index, words: &str) -> Bits {
    let mut sets = words.split(' ').map(|word| {
        let mut documents = Bits::none(index.rows.len());
        add_documents(&index.words, index.words.find(word).as_slice(), &mut documents);
        documents
    });
    let mut all = sets.next().unwrap_or_else(|| Bits::none(index.rows.len()));
    sets.for_each(|set| all.intersect(&set));
    all
}

/// The documents whose name has the first letter of `typed` as a word, and then a word that starts as
/// `follower`: "R SCHUMAN" for "robert schuman".
fn initials(index: &Index, typed: &str, follower: &str) -> Bits {
    let mut documents = Bits::none(index.rows.len());
    let letter = &typed[..1];
    let Some(initial) = index
        .words
        .find(letter)
        .filter(|_| typed.len() > 1 && !is_generic(letter))
    else {
        return documents;
    };
    let spells = |pair: &[WordId]| pair[0] == initial && index.words.text(pair[1]).starts_with(follower);
    for document in index.words.documents(initial) {
        if index.rows[*document as usize].name().windows(2).any(spells) {
            documents.insert(*document);
        }
    }
    documents
}

/// Adds the documents of each word.
pub(super) fn add_documents(lexicon: &Lexicon, words: &[WordId], found: &mut Bits) {
    for word in words {
        lexicon
            .documents(*word)
            .iter()
            .for_each(|document| found.insert(*document));
    }
}
