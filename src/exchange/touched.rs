//! Conventions of which a file gives parts, a row each: each row is read over what the rows before it left.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::convention::Convention;
use crate::domain::id::ConventionNumber;
use crate::domain::record::Record;
use crate::domain::registry::Registry;

/// The conventions that the rows so far name.
pub(super) struct Touched<'a> {
    registry: &'a Registry,
    read: BTreeMap<ConventionNumber, Convention>,
    taken: BTreeSet<ConventionNumber>,
}

impl<'a> Touched<'a> {
    pub(super) fn new(registry: &'a Registry) -> Self {
        Self {
            registry,
            read: BTreeMap::new(),
            taken: BTreeSet::new(),
        }
    }

    /// A convention as the rows so far leave it, to be changed; none that the base lacks.
    pub(super) fn get(&mut self, number: &ConventionNumber) -> Option<&mut Convention> {
        if !self.read.contains_key(number) {
            let held = self.registry.conventions().get(number)?;
            self.read.insert(number.clone(), held.clone());
        }
        self.read.get_mut(number)
    }

    /// Notes that a row of a convention was taken.
    pub(super) fn take(&mut self, number: ConventionNumber) {
        self.taken.insert(number);
    }

    /// The conventions of which some row was taken, as the file leaves them.
    pub(super) fn into_records(self) -> Vec<Record> {
        let taken = self
            .read
            .into_iter()
            .filter(|(number, _)| self.taken.contains(number));
        taken.map(|(_, convention)| convention.into()).collect()
    }
}
