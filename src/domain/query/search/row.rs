//! One document as the index keeps it: numbers of words, and what decides between equal hits.

use super::Document;
use super::abbreviation::each_indexed_word;
use super::letters::Letters;
use super::lexicon::{WordId, WordSink, first_bytes};
use crate::text::{fold_identifier, fold_into};

/// No more of a name, or of a place, is indexed: at most 120 words of each, abbreviations written out, so
/// that a byte counts them. The longest real name has 111 letters.
const LONGEST_TEXT: usize = 160;

/// The words of one document and its key among equal hits.
#[derive(Debug, Default)]
pub(super) struct DocumentWords {
    /// The words of the name, then those of the place, then the identifiers.
    ids: Box<[WordId]>,
    name: u8,
    words: u8,
    live: bool,
    /// The letters of all its words.
    pub(super) letters: Letters,
    /// Shorter names first, then places in order.
    pub(super) tie: u64,
}

impl DocumentWords {
    /// The words of the name and of the place.
    pub(super) fn words(&self) -> &[WordId] {
        &self.ids[..usize::from(self.words)]
    }

    /// The words of the name.
    pub(super) fn name(&self) -> &[WordId] {
        &self.ids[..usize::from(self.name)]
    }

    /// The identifiers, numbered in their own lexicon.
    pub(super) fn identifiers(&self) -> &[WordId] {
        &self.ids[usize::from(self.words)..]
    }

    /// Whether the document is there: neither removed nor empty since the start.
    pub(super) fn is_live(&self) -> bool {
        self.live
    }
}

/// Makes rows, with buffers that serve for all of them.
#[derive(Default)]
pub(super) struct RowMaker {
    folded: String,
    ids: Vec<WordId>,
}

impl RowMaker {
    /// Links the words of `document` under `number`, and keeps their numbers.
    pub(super) fn make<L: WordSink>(
        &mut self,
        number: u32,
        document: &Document<'_>,
        words: &mut L,
        identifiers: &mut L,
    ) -> DocumentWords {
        self.ids.clear();
        let (distinct, whole) = self.link_name(number, document.name, words);
        let name = as_byte(self.ids.len());
        fold_into(document.place, &mut self.folded);
        let place = first_bytes(&self.folded);
        self.link_words(number, words);
        let letters = self
            .ids
            .iter()
            .fold(Letters::default(), |all, id| all.and(words.letters(*id)));
        let words = as_byte(self.ids.len());
        for identifier in document
            .identifiers
            .iter()
            .filter(|identifier| !identifier.is_empty())
        {
            self.ids
                .push(identifiers.link(&fold_identifier(identifier), number));
        }
        let tie = u64::from(distinct) << 56 | u64::from(whole) << 48 | place >> 16;
        DocumentWords {
            ids: self.ids.as_slice().into(),
            name,
            words,
            live: true,
            letters,
            tie,
        }
    }

    /// Links the words of the name; gives the letters that tell it from others, and all its letters.
    fn link_name<L: WordSink>(&mut self, number: u32, name: &str, words: &mut L) -> (u8, u8) {
        fold_into(name, &mut self.folded);
        let mut distinct = 0;
        let ids = &mut self.ids;
        each_indexed_word(beginning(&self.folded), |word| {
            let id = words.link(word, number);
            distinct += if words.is_generic(id) { 0 } else { word.len() + 1 };
            ids.push(id);
        });
        (as_byte(distinct), as_byte(self.folded.len()))
    }

    fn link_words<L: WordSink>(&mut self, number: u32, words: &mut L) {
        let ids = &mut self.ids;
        each_indexed_word(beginning(&self.folded), |word| ids.push(words.link(word, number)));
    }
}

/// The part of a folded text that is indexed.
fn beginning(folded: &str) -> &str {
    &folded[..folded.len().min(LONGEST_TEXT)]
}

fn as_byte(length: usize) -> u8 {
    u8::try_from(length).unwrap_or(u8::MAX)
}
