//! A table of records of one kind, each with its version.
//!
//! A copy of a table shares its records until one of the two changes: a decision that must look ahead works on a
//! copy of the registry, and pays only for the tables that it changes.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// A record and the journal entry that last changed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held<T> {
    pub record: T,
    /// The journal entry that last changed it.
    pub version: u64,
}

/// Records of one kind by key, in the order of their keys.
#[derive(Debug, Clone)]
pub struct Table<K, T>(Arc<BTreeMap<K, Held<T>>>);

impl<K, T> Default for Table<K, T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Ord, T> Table<K, T> {
    /// The record of a key.
    pub fn get(&self, key: &K) -> Option<&T> {
        self.0.get(key).map(|held| &held.record)
    }

    /// The record of a key and its version.
    pub fn held(&self, key: &K) -> Option<&Held<T>> {
        self.0.get(key)
    }

    /// Every record, in the order of the keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.0.values().map(|held| &held.record)
    }

    /// Every record with its version, in the order of the keys.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Held<T>> {
        self.0.values()
    }

    /// The records between two keys, both included.
    pub fn range(&self, keys: RangeInclusive<K>) -> impl DoubleEndedIterator<Item = &T> {
        self.0.range(keys).map(|(_, held)| &held.record)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.0.keys()
    }
}

impl<K: Ord + Clone, T: Clone> Table<K, T> {
    pub(super) fn insert(&mut self, key: K, record: T, version: u64) {
        Arc::make_mut(&mut self.0).insert(key, Held { record, version });
    }

    pub(super) fn remove(&mut self, key: &K) -> Option<T> {
        Arc::make_mut(&mut self.0).remove(key).map(|held| held.record)
    }
}
