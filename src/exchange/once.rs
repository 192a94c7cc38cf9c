//! Keys that a file may hold once.

use std::collections::HashMap;
use std::hash::Hash;

use super::source::Place;
use super::table::{Cells, Column};

/// The keys seen so far, each with the row that held it first.
#[derive(Debug)]
pub(super) struct Once<K>(HashMap<K, Place>);

impl<K> Default for Once<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash> Once<K> {
    /// Notes a key, and refuses the row when another had it before.
    pub(super) fn check(&mut self, cells: &mut Cells<'_>, column: Column, key: K) {
        if let Some(first) = self.note(key, cells.row().place()) {
            cells.reject(
                column,
                &format!("déjà présent, {first}\u{a0}: gardez une seule des deux lignes"),
            );
        }
    }

    /// Notes a key, and returns the row that had it before, if one had.
    pub(super) fn note(&mut self, key: K, place: Place) -> Option<Place> {
        match self.0.entry(key) {
            std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
            std::collections::hash_map::Entry::Vacant(empty) => {
                empty.insert(place);
                None
            }
        }
    }
}
