//! Filling a lexicon at once: words are found by hash, and put in order at the end.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64;

use super::{Letters, Lexicon, WordId, WordSink, as_number, first_bytes};

/// A lexicon being filled: words are found by hash, and put in order once at the end.
#[derive(Default)]
pub(in super::super) struct Builder {
    lexicon: Lexicon,
    by_hash: HashMap<u64, WordId, Unhashed>,
}

impl Builder {
    /// An empty lexicon, with room for so many words.
    pub(in super::super) fn with_room(words: usize) -> Builder {
        let by_hash = HashMap::with_capacity_and_hasher(words, Unhashed::default());
        Builder {
            lexicon: Lexicon::default(),
            by_hash,
        }
    }

    /// The lexicon, its words in order.
    pub(in super::super) fn finish(self) -> Lexicon {
        let mut lexicon = self.lexicon;
        let mut keyed: Vec<(u64, WordId)> = (0..as_number(lexicon.words.len()))
            .map(|word| (first_bytes(lexicon.text(word)), word))
            .collect();
        keyed.sort_unstable_by(|(a_key, a), (b_key, b)| {
            a_key
                .cmp(b_key)
                .then_with(|| lexicon.text(*a).cmp(lexicon.text(*b)))
        });
        lexicon.sorted = keyed.into_iter().map(|(_, word)| word).collect();
        lexicon
    }

    /// Two words of one hash sit at successive keys.
    fn find_or_add(&mut self, text: &str) -> WordId {
        let mut key = xxh3_64(text.as_bytes());
        loop {
            match self.by_hash.entry(key) {
                Entry::Vacant(vacant) => return *vacant.insert(self.lexicon.add(text)),
                Entry::Occupied(held) if self.lexicon.text(*held.get()) == text => return *held.get(),
                Entry::Occupied(_) => key = key.wrapping_add(1),
            }
        }
    }
}

impl WordSink for Builder {
    fn link(&mut self, text: &str, document: u32) -> WordId {
        let word = self.find_or_add(text);
        self.lexicon.post(word, document);
        word
    }

    fn is_generic(&self, word: WordId) -> bool {
        self.lexicon.is_generic(word)
    }

    fn letters(&self, word: WordId) -> Letters {
        self.lexicon.letters(word)
    }
}

/// Keys that are hashes already.
type Unhashed = BuildHasherDefault<Unhash>;

#[derive(Default)]
struct Unhash(u64);

impl Hasher for Unhash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only numbers are hashed");
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
