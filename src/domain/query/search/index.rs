//! The index: documents in, hits out, and one document changed without a rebuild.

use super::Document;
use super::bits::Bits;
use super::lexicon::{Builder, Lexicon, as_number};
use super::row::{DocumentWords, RowMaker};

/// An index of documents, each known by its number: its position when the index was built or when it was
/// pushed.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) words: Lexicon,
    pub(super) identifiers: Lexicon,
    pub(super) rows: Vec<DocumentWords>,
}

impl Index {
    /// Builds the index of all documents; the first has number 0.
    pub fn build<'a>(documents: impl Iterator<Item = Document<'a>>) -> Index {
        let expected = documents.size_hint().0;
        let (mut words, mut identifiers) = (Builder::with_room(expected), Builder::with_room(expected));
        let mut maker = RowMaker::default();
        let rows = (0..)
            .zip(documents)
            .map(|(number, document)| maker.make(number, &document, &mut words, &mut identifiers))
            .collect();
        Index {
            words: words.finish(),
            identifiers: identifiers.finish(),
            rows,
        }
    }

    /// How many numbers are given out, removed documents included.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no number was ever given out.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a document under the next number, which is returned.
    pub fn push(&mut self, document: Document<'_>) -> u32 {
        let number = as_number(self.rows.len());
        self.rows.push(DocumentWords::default());
        self.put(number, &document);
        number
    }

    /// Puts another document under a number that was given out, also one that was removed since.
    ///
    /// # Panics
    ///
    /// When the number was never given out.
    pub fn replace(&mut self, number: u32, document: Document<'_>) {
        self.remove(number);
        self.put(number, &document);
    }

    /// Removes a document; its number is not given out again.
    ///
    /// # Panics
    ///
    /// When the number was never given out.
    pub fn remove(&mut self, number: u32) {
        let row = std::mem::take(&mut self.rows[number as usize]);
        row.words()
            .iter()
            .for_each(|word| self.words.unlink(*word, number));
        row.identifiers()
            .iter()
            .for_each(|word| self.identifiers.unlink(*word, number));
    }

    /// The documents that are there.
    pub(super) fn everything(&self) -> Bits {
        let mut all = Bits::none(self.rows.len());
        (0..)
            .zip(&self.rows)
            .filter(|(_, row)| row.is_live())
            .for_each(|(number, _)| all.insert(number));
        all
    }

    fn put(&mut self, number: u32, document: &Document<'_>) {
        let row = RowMaker::default().make(number, document, &mut self.words, &mut self.identifiers);
        self.rows[number as usize] = row;
    }
}
