//! A record as a list of fields, each under its French name.

use serde_json::Value;

use super::fields::{name, own_name, worded};
use crate::domain::record::Record;

/// The fields of a record that hold something, in the order of the record.
pub(in crate::service::local) fn fields_of(record: &Record) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    if let Ok(Value::Object(kinds)) = serde_json::to_value(record) {
        for (kind, value) in &kinds {
            for (key, member) in value.as_object().into_iter().flatten() {
                flatten(&own_name(kind, key), key, member, &mut fields);
            }
        }
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
        // A school of an annexe is told by its UAI: its place in the list changes with the others.
        Value::Array(items) if items.iter().all(is_of_an_annexe) => {
            for line in items {
                push(&format!("école {}", text_of(line, "uai")), named(line), fields);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                flatten(&format!("{path} {}", at + 1), key, item, fields);
            }
        }
        // The day of a closure, where it is no entry of the register that was closed.
        Value::String(_) if key == "closed" => {
            let name = path.strip_suffix(&name(key)).unwrap_or(path);
            push(&format!("{name}fermée le"), worded(key, value), fields);
        }
        plain => push(path, worded(key, plain), fields),
    }
}

fn is_of_an_annexe(line: &Value) -> bool {
    line.get("uai").is_some_and(Value::is_string)
}

/// A text within a value; empty where it has none.
fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// How long a school is named in an annexe: `nommée à partir du 01/09/2026`.
fn named(line: &Value) -> String {
    let period = line.get("period").unwrap_or(line);
    let day = |key: &str| worded(key, period.get(key).unwrap_or(&Value::Null));
    match (day("from").as_str(), day("to").as_str()) {
        ("", "") => "nommée".to_owned(),
        (from, "") => format!("nommée à partir du {from}"),
        ("", to) => format!("nommée jusqu’au {to}"),
        (from, to) => format!("nommée du {from} au {to}"),
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
