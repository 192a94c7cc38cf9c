//! From a key to its place on the day index.

use std::collections::BTreeMap;

/// The places of keys: those that came in order, and the few that came later.
#[derive(Debug, Clone)]
pub(super) struct Places<K> {
    /// How many places, from the first, hold keys in order.
    in_order: usize,
    late: BTreeMap<K, u32>,
}

impl<K: Ord> Places<K> {
    /// The first places hold keys in order.
    pub(super) fn in_order(count: usize) -> Self {
        Self {
            in_order: count,
            late: BTreeMap::new(),
        }
    }

    /// Notes the place of a key that came later.
    pub(super) fn note(&mut self, key: K, place: u32) {
        self.late.insert(key, place);
    }

    /// The place of a key among things that hold one each.
    pub(super) fn find<T>(&self, things: &[T], key: &K, of: impl Fn(&T) -> &K) -> Option<u32> {
        let in_order = &things[..self.in_order];
        match in_order.binary_search_by(|thing| of(thing).cmp(key)) {
            Ok(place) => u32::try_from(place).ok(),
            Err(_) => self.late.get(key).copied(),
        }
    }
}
