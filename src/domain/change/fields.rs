//! The fields that a change changes, in French.

use std::collections::BTreeMap;

use super::Change;
use crate::domain::record::Record;

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    pub label: &'static str,
    /// Its value before; empty where there was none.
    pub before: String,
    /// Its value after; empty where there is none.
    pub after: String,
}

impl Change {
    /// The fields whose value differs, in the order in which a record shows them.
    pub fn fields(&self) -> Vec<FieldChange> {
        let (before, after) = (values(self.before.as_ref()), values(self.after.as_ref()));
        let one = self.after.as_ref().or(self.before.as_ref());
        let labels = one.map(Record::fields).unwrap_or_default();
        let value = |of: &BTreeMap<&str, String>, label| of.get(label).cloned().unwrap_or_default();
        labels
            .into_iter()
            .map(|field| FieldChange {
                label: field.label,
                before: value(&before, field.label),
                after: value(&after, field.label),
            })
            .filter(|field| field.before != field.after)
            .collect()
    }
}

/// The values of a record by the names of its fields.
fn values(record: Option<&Record>) -> BTreeMap<&'static str, String> {
    let fields = record.map(Record::fields).unwrap_or_default();
    fields
        .into_iter()
        .map(|field| (field.label, field.value))
        .collect()
}
