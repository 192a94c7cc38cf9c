//! A record as a list of fields, each under its French name.

use serde_json::Value;

use super::fields::{name, worded};
use crate::domain::record::Record;

/// The fields of a record that hold something, in the order of the record.
pub(in crate::service::local) fn fields_of(record: &Record) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    if let Ok(Value::Object(kinds)) = serde_json::to_value(record) {
        kinds
            .values()
            .for_each(|value| flatten("", "", value, &mut fields));
    }
    fields
}

/// Adds the fields of a value. `path` is the French name so far, `key` the stored name of the value itself.
fn flatten(path: &str, key: &str, value: &Value, fields: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            for (key, member) in members {
                flatten(&join(path, &name(key)), key, member, fields);
            }
        }
        Value::Array(items) if items.iter().all(is_plain) => {
            let items: Vec<String> = items.iter().map(|item| worded(key, item)).collect();
            push(path, items.join(", "), fields);
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                flatten(&format!("{path} {}", at + 1), key, item, fields);
            }
        }
        plain => push(path, worded(key, plain), fields),
    }
}

fn is_plain(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

fn push(path: &str, value: String, fields: &mut Vec<(String, String)>) {
    if !value.is_empty() {
        fields.push((path.to_owned(), value));
    }
}

fn join(path: &str, name: &str) -> String {
    match (path, name) {
        ("", name) => name.to_owned(),
        (path, "") => path.to_owned(),
        (path, name) => format!("{path}, {name}"),
    }
}
