//! The distinct words of all documents, in order, each with the documents that have it.

mod builder;

pub(super) use builder::Builder;

use super::abbreviation::is_generic;
use super::letters::Letters;

/// The number of a word, stable for the life of the lexicon.
pub(super) type WordId = u32;

/// Words, their order and their documents.
///
/// Invariants: `sorted` holds every word once, in byte order; `postings[word]` holds each document once, in
/// no order. A word whose last document left stays, with no document. The words of one document are linked in
/// a row, and only after its former words were unlinked.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    text: String,
    words: Vec<Word>,
    postings: Vec<Vec<u32>>,
    sorted: Vec<WordId>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    start: u32,
    length: u8,
    generic: bool,
    letters: Letters,
}

impl Lexicon {
    /// The text of a word.
    pub(super) fn text(&self, word: WordId) -> &str {
        let Word { start, length, .. } = self.words[word as usize];
        &self.text[start as usize..start as usize + usize::from(length)]
    }

    /// The documents that have the word.
    pub(super) fn documents(&self, word: WordId) -> &[u32] {
        &self.postings[word as usize]
    }

    /// The word with exactly this text.
    pub(super) fn find(&self, text: &str) -> Option<WordId> {
        self.position(text).ok().map(|at| self.sorted[at])
    }

    /// The words that start with `prefix`, in order: the word itself, if it is one, comes first.
    pub(super) fn starting_with(&self, prefix: &str) -> &[WordId] {
        let start = self.sorted.partition_point(|word| self.text(*word) < prefix);
        let length = self.sorted[start..].partition_point(|word| self.text(*word).starts_with(prefix));
        &self.sorted[start..start + length]
    }

    /// The words that lack at most `missing` of these letters, in order of their numbers.
    pub(super) fn having(&self, letters: Letters, missing: u32) -> impl Iterator<Item = WordId> + '_ {
        (0..)
            .zip(&self.words)
            .filter(move |(_, word)| letters.missing_from(word.letters) <= missing)
            .map(|(id, _)| id)
    }

    /// Says that `document` has the word no longer.
    pub(super) fn unlink(&mut self, word: WordId, document: u32) {
        let documents = &mut self.postings[word as usize];
        if let Some(at) = documents.iter().position(|held| *held == document) {
            documents.swap_remove(at);
        }
    }

    fn position(&self, text: &str) -> Result<usize, usize> {
        self.sorted.binary_search_by(|word| self.text(*word).cmp(text))
    }

    /// Adds a word that is not yet there; the caller puts it in order.
    fn add(&mut self, text: &str) -> WordId {
        let word = as_number(self.words.len());
        self.words.push(Word {
            start: as_number(self.text.len()),
            length: u8::try_from(text.len()).expect("words are clipped when they are folded"),
            generic: is_generic(text),
            letters: Letters::of(text),
        });
        self.text.push_str(text);
        self.postings.push(Vec::new());
        word
    }

    /// The last document posted is the one being linked, if it had the word already.
    fn post(&mut self, word: WordId, document: u32) {
        let documents = &mut self.postings[word as usize];
        if documents.last() != Some(&document) {
            documents.push(document);
        }
    }
}

/// Where the words of documents are recorded, while the index is built and when a record changes later.
pub(super) trait WordSink {
    /// Says that `document` has the word `text`, which is added if it is new.
    fn link(&mut self, text: &str, document: u32) -> WordId;

    /// Whether the word tells no document from another.
    fn is_generic(&self, word: WordId) -> bool;

    /// The letters of the word.
    fn letters(&self, word: WordId) -> Letters;
}

impl WordSink for Lexicon {
    fn link(&mut self, text: &str, document: u32) -> WordId {
        let word = match self.position(text) {
            Ok(at) => self.sorted[at],
            Err(at) => {
                let word = self.add(text);
                self.sorted.insert(at, word);
                word
            }
        };
        self.post(word, document);
        word
    }

    fn is_generic(&self, word: WordId) -> bool {
        self.words[word as usize].generic
    }

    fn letters(&self, word: WordId) -> Letters {
        self.words[word as usize].letters
    }
}

/// A position as a number of 32 bits, which bounds the index at four thousand million words and bytes.
pub(super) fn as_number(position: usize) -> u32 {
    u32::try_from(position).expect("the index holds fewer than 2^32 words and bytes")
}

/// The first eight bytes, as a number that sorts as they do.
pub(super) fn first_bytes(text: &str) -> u64 {
    text.bytes()
        .chain(std::iter::repeat(0))
        .take(8)
        .fold(0, |key, byte| key << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(documents: &[&str]) -> Lexicon {
        let mut builder = Builder::default();
        for (document, text) in (0..).zip(documents) {
            text.split(' ').for_each(|word| _ = builder.link(word, document));
        }
        builder.finish()
    }

    fn starting(lexicon: &Lexicon, prefix: &str) -> Vec<String> {
        lexicon
            .starting_with(prefix)
            .iter()
            .map(|word| lexicon.text(*word).to_owned())
            .collect()
    }

    #[test]
    fn words_are_found_by_their_start_in_order() {
        let lexicon = lexicon(&["jules jean", "jean jaures", "jeanne grenoble-alpes"]);
        assert_eq!(starting(&lexicon, "jean"), ["jean", "jeanne"]);
        assert_eq!(starting(&lexicon, "j"), ["jaures", "jean", "jeanne", "jules"]);
        assert_eq!(starting(&lexicon, "z"), Vec::<String>::new());
        let jean = lexicon.find("jean").unwrap();
        assert_eq!(lexicon.documents(jean), [0, 1]);
    }

    #[test]
    fn words_change_with_their_documents() {
        let mut lexicon = lexicon(&["jean jean", "jean"]);
        let jean = lexicon.find("jean").unwrap();
        assert_eq!(lexicon.documents(jean), [0, 1]);
        lexicon.unlink(jean, 0);
        lexicon.link("henri", 0);
        assert_eq!(lexicon.documents(jean), [1]);
        assert_eq!(starting(&lexicon, ""), ["henri", "jean"]);
    }
}
