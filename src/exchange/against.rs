//! What a file is read against: the records of the base, and the present day.

use chrono::NaiveDate;

use crate::domain::id::DepartementCode;
use crate::domain::record::{Fact, Record};
use crate::domain::registry::Registry;

/// What a file is read against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Against<'a> {
    pub(super) registry: &'a Registry,
    /// The last day that is not to come.
    pub(super) today: NaiveDate,
    /// The départements of the configuration; none where it is silent.
    pub(super) departements: &'a [DepartementCode],
}

impl Against<'_> {
    /// The facts of a record that are to come, without those that the base has.
    pub(super) fn facts_to_come(&self, record: &Record) -> Vec<Fact> {
        // Most records have none, and the one of the base is not copied for them.
        if record.facts_to_come(None, self.today).is_empty() {
            return Vec::new();
        }
        let held = self.registry.get(&record.id());
        record.facts_to_come(held.as_ref(), self.today)
    }
}
