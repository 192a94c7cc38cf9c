//! Two changes of one record made apart: what merges by itself, and what the operator chooses field by field.
//!
//! Fields are those of the stored form. What only one side changed is taken as that side has it; what both changed
//! alike is no conflict. The stage days and the clauses of a record merge one by one, any other field as a whole.

use serde_json::{Map, Value};

use super::Change;
use crate::domain::record::Record;

/// The fields whose members merge one by one.
const BY_MEMBER: [&str; 2] = ["reached", "clauses"];

/// A field that both sides changed, each to another value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldConflict {
    pub label: String,
    /// The value that both had seen; empty where there was none.
    pub seen: String,
    /// The operator's value.
    pub mine: String,
    /// The value that is stored by now.
    pub theirs: String,
    place: Place,
    own: Option<Value>,
}

impl FieldConflict {
    /// The field as the stored form names it: `signed_party`, `reached.inscrite`.
    pub fn place(&self) -> String {
        self.place.name()
    }
}

/// The fields that a change changes, as the stored form names them.
pub fn changed_places(change: &Change) -> Vec<String> {
    let members = |record: &Option<Record>| record.as_ref().map(Record::members).unwrap_or_default();
    let (before, after) = (members(&change.before), members(&change.after));
    let differs = |place: &Place| place.get(&before) != place.get(&after);
    let places = places(&[&before, &after]).into_iter().filter(differs);
    places.map(|place| place.name()).collect()
}

/// A field of the stored form, or a member of one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    field: String,
    member: Option<String>,
}

/// Which value of a field is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Mine,
    /// The one that is stored by now.
    Theirs,
}

/// Why two changes cannot be merged, or a choice among them makes no record. Display words it in French.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// They are not of one record.
    #[error("ce ne sont pas les versions d’une même fiche")]
    Apart,
    /// The values chosen do not go together.
    #[error("ces valeurs ne vont pas ensemble")]
    Unsound,
}

/// The merge of two changes of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The fields that both changed, in the order of the stored form. Empty where all merges by itself.
    pub conflicts: Vec<FieldConflict>,
    /// The kind of the record, as the stored form names it.
    kind: String,
    /// The merged record, with the stored values of the fields in conflict.
    merged: Map<String, Value>,
}

/// Merges what the operator changed and what was changed meanwhile, given what both had seen.
///
/// # Errors
///
/// [`MergeError::Apart`] where the three are not of one record.
pub fn merge(seen: &Record, mine: &Record, theirs: &Record) -> Result<Merge, MergeError> {
    if seen.id() != mine.id() || seen.id() != theirs.id() {
        return Err(MergeError::Apart);
    }
    let (seen, mine) = (seen.members(), mine.members());
    let (kind, stored_now) = theirs.stored();
    let mut merge = Merge {
        conflicts: Vec::new(),
        kind,
        merged: stored_now.clone(),
    };
    for place in places(&[&seen, &mine, &stored_now]) {
        merge.take(&place, [&seen, &mine, &stored_now]);
    }
    Ok(merge)
}

impl Merge {
    /// The record with a side for each conflict, in their order; theirs where none is given.
    ///
    /// # Errors
    ///
    /// [`MergeError::Unsound`] where the values do not make a record.
    pub fn record(&self, sides: &[Side]) -> Result<Record, MergeError> {
        let mut chosen = self.merged.clone();
        for (conflict, _) in self
            .conflicts
            .iter()
            .zip(sides)
            .filter(|(_, side)| **side == Side::Mine)
        {
            conflict.place.put(&mut chosen, conflict.own.clone());
        }
        read(&self.kind, chosen)
    }

    /// Merges one field of what was seen, mine and theirs.
    fn take(&mut self, place: &Place, [seen, mine, theirs]: [&Map<String, Value>; 3]) {
        let [was, own, other] = [seen, mine, theirs].map(|of| place.get(of).cloned());
        if own == was || own == other {
            return;
        }
        if other == was {
            place.put(&mut self.merged, own);
            return;
        }
        let label = self.label(place, theirs, [was.as_ref(), own.as_ref(), other.as_ref()]);
        let (label, [seen, mine, theirs]) = label;
        self.conflicts.push(FieldConflict {
            label,
            seen,
            mine,
            theirs,
            place: place.clone(),
            own,
        });
    }

    /// The French name of a field and its three values: what the fields of two records that differ there alone say.
    fn label(
        &self,
        place: &Place,
        theirs: &Map<String, Value>,
        values: [Option<&Value>; 3],
    ) -> (String, [String; 3]) {
        let with = |value: Option<&Value>| {
            let mut fields = theirs.clone();
            place.put(&mut fields, value.cloned());
            read(&self.kind, fields).ok()
        };
        let records = values.map(with);
        let [was, own, other] = &records;
        let differing = Change {
            before: other.clone(),
            after: own.clone(),
        };
        let Some(field) = differing.fields().into_iter().next().filter(|_| own.is_some()) else {
            return (place.field.clone(), values.map(plain));
        };
        let value = |record: &Option<Record>| {
            let fields = record.as_ref().map(Record::fields).unwrap_or_default();
            let found = fields.into_iter().find(|known| known.label == field.label);
            found.map(|known| known.value).unwrap_or_default()
        };
        (field.label.to_owned(), [value(was), value(own), value(other)])
    }
}

impl Place {
    fn name(&self) -> String {
        match &self.member {
            Some(member) => format!("{}.{member}", self.field),
            None => self.field.clone(),
        }
    }

    fn get<'a>(&self, fields: &'a Map<String, Value>) -> Option<&'a Value> {
        let field = fields.get(&self.field)?;
        match &self.member {
            Some(member) => field.get(member),
            None => Some(field),
        }
    }

    fn put(&self, fields: &mut Map<String, Value>, value: Option<Value>) {
        let Some(member) = &self.member else {
            set(fields, &self.field, value);
            return;
        };
        let of = fields
            .entry(self.field.clone())
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(members) = of {
            set(members, member, value);
        }
    }
}

fn set(fields: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    match value {
        Some(value) => drop(fields.insert(key.to_owned(), value)),
        None => drop(fields.remove(key)),
    }
}

/// Every field, or member of a field that merges by member, that one of the three has.
fn places(all: &[&Map<String, Value>]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (field, value) in all.iter().flat_map(|fields| fields.iter()) {
        let members: Vec<Option<String>> = match value {
            Value::Object(members) if BY_MEMBER.contains(&field.as_str()) => {
                members.keys().cloned().map(Some).collect()
            }
            _ => vec![None],
        };
        for member in members {
            let place = Place {
                field: field.clone(),
                member,
            };
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    places
}

fn read(kind: &str, fields: Map<String, Value>) -> Result<Record, MergeError> {
    let mut outer = Map::new();
    outer.insert(kind.to_owned(), Value::Object(fields));
    serde_json::from_value(Value::Object(outer)).map_err(|_| MergeError::Unsound)
}

fn plain(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}
