//! The record that a form makes, or what is wrong and where.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::domain::record::Record;

use super::spec::Spec;
use super::values::{At, Cell, Texts, Values, members};
use super::{FormKind, stored};

/// What is wrong in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub at: At,
    /// What is wrong, in French.
    pub text: String,
    /// It only lacks a value: nobody typed it yet.
    pub missing: bool,
}

/// What is said of a field that lacks its value.
const MISSING: &str = "il faut une valeur";

/// Makes the record: what a form shows comes from its texts, all else from the record as it was.
///
/// # Errors
///
/// Every fault, in the order of the fields.
pub fn make(
    kind: FormKind,
    values: &Values,
    was: Option<&Record>,
    today: NaiveDate,
) -> Result<Record, Vec<Fault>> {
    let table = kind.table();
    let mut into = match was.and_then(members) {
        Some(mut members) => {
            (table.spread)(&mut members);
            members
        }
        None => blank(kind),
    };
    let mut faults = Vec::new();
    let texts = values.texts();
    let stored_texts = was.map(|was| Values::of(kind, Some(was)).texts());
    for (place, spec) in values.specs.iter().enumerate() {
        // What is as it was stored stays so, whatever an import put there.
        let as_stored = |stored: &Texts| stored.get(spec.path) == texts.get(spec.path);
        if stored_texts.as_ref().is_some_and(as_stored) {
            continue;
        }
        let value = read(spec, values.items(place), place, today, &mut faults);
        stored::put(&mut into, spec.path, value);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let fault = |path: &str, text: &str| {
        let place = values.place(path).unwrap_or(0);
        vec![Fault {
            at: (place, 0, 0),
            text: text.to_owned(),
            missing: false,
        }]
    };
    (table.gather)(&mut into).map_err(|(path, why)| fault(path, why))?;
    let record = json!({ table.stored: into });
    serde_json::from_value(record).map_err(|_| fault("", "ces valeurs ne vont pas ensemble"))
}

fn blank(kind: FormKind) -> Map<String, Value> {
    match (kind.table().blank)() {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// The stored value of a field; none where it holds nothing.
fn read(
    spec: &Spec,
    items: &[Vec<Cell>],
    place: usize,
    today: NaiveDate,
    faults: &mut Vec<Fault>,
) -> Option<Value> {
    let mut values = Vec::new();
    for (item, cells) in items.iter().enumerate() {
        if let Some(value) = read_item(spec, cells, (place, item), today, faults) {
            values.push(value);
        }
    }
    if !spec.many && spec.needed && values.is_empty() && !faults.iter().any(|fault| fault.at.0 == place) {
        faults.push(missing((place, 0, 0)));
    }
    if spec.many {
        (!values.is_empty()).then_some(Value::Array(values))
    } else {
        values.into_iter().next()
    }
}

/// The stored value of an item; none where it holds nothing.
fn read_item(
    spec: &Spec,
    cells: &[Cell],
    (place, item): (usize, usize),
    today: NaiveDate,
    faults: &mut Vec<Fault>,
) -> Option<Value> {
    let mut members = Map::new();
    let mut alone = None;
    for (at, (part, cell)) in spec.parts.iter().zip(cells).enumerate() {
        match part.input.read(cell.field.text(), today) {
            Ok(None) => {}
            Ok(Some(value)) if part.member.is_empty() => alone = Some(value),
            Ok(Some(value)) => drop(members.insert(part.member.to_owned(), value)),
            Err(text) => faults.push(Fault {
                at: (place, item, at),
                text,
                missing: false,
            }),
        }
    }
    if alone.is_some() || members.is_empty() {
        return alone;
    }
    for (at, part) in spec.parts.iter().enumerate() {
        let at = (place, item, at);
        let is_said = faults.iter().any(|fault| fault.at == at);
        if part.needed && !is_said && !members.contains_key(part.member) {
            faults.push(missing(at));
        }
    }
    Some(Value::Object(members))
}

fn missing(at: At) -> Fault {
    Fault {
        at,
        text: MISSING.to_owned(),
        missing: true,
    }
}
