//! The fields that a change changes, in French.

use std::collections::BTreeMap;

use super::Change;
use crate::domain::record::{FieldItem, Record};

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Its place in the schema of the record.
    pub place: usize,
    pub label: &'static str,
    /// Its value before; empty where there was none.
    pub before: String,
    /// Its value after; empty where there is none.
    pub after: String,
}

/// What a record holds that comes, moves or goes: a field or, of a field of several items, one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    /// The place of its field in the schema of the record.
    pub place: usize,
    pub label: String,
    /// Its value before; empty where there was none.
    pub before: String,
    /// Its value after; empty where there is none.
    pub after: String,
}

impl Change {
    /// What it makes, moves or removes, in the order of the schema.
    pub fn items(&self) -> Vec<ItemChange> {
        let items = |record: &Option<Record>| record.as_ref().map(Record::items).unwrap_or_default();
        let (before, after) = (items(&self.before), items(&self.after));
        let value = |of: &[FieldItem], label: &str| {
            let found = of.iter().find(|item| item.label == label);
            found.map(|item| item.value.clone()).unwrap_or_default()
        };
        let gone = before
            .iter()
            .filter(|item| !after.iter().any(|other| other.label == item.label));
        let mut all: Vec<&FieldItem> = after.iter().chain(gone).collect();
        all.sort_by_key(|item| item.place);
        all.into_iter()
            .map(|item| ItemChange {
                place: item.place,
                label: item.label.clone(),
                before: value(&before, &item.label),
                after: value(&after, &item.label),
            })
            .filter(|item| item.before != item.after)
            .collect()
    }

    /// The fields whose value differs, in the order in which a record shows them.
    pub fn fields(&self) -> Vec<FieldChange> {
        let (before, after) = (values(self.before.as_ref()), values(self.after.as_ref()));
        let one = self.after.as_ref().or(self.before.as_ref());
        let labels = one.map(Record::fields).unwrap_or_default();
        let value = |of: &BTreeMap<&str, String>, label| of.get(label).cloned().unwrap_or_default();
        labels
            .into_iter()
            .enumerate()
            .map(|(place, field)| FieldChange {
                place,
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
