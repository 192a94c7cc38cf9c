//! JSON records as rows of a table: the keys of all records are the header, and each record gives one row.

use std::collections::HashMap;
use std::fmt;

use csv::StringRecord;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::JsonError;
use super::cell::CellText;
use super::items::{Item, items};
use crate::exchange::source::{CELLS, COLUMNS, Place, Source};

/// The member of an older record that holds its fields.
const FIELDS: &str = "fields";

/// The records of a file.
#[derive(Debug)]
pub struct RecordList {
    /// The keys, in the order in which they first appear.
    pub names: Vec<String>,
    /// The cells of each record in the order of `names`; cells at its end may be missing.
    pub records: Vec<(Place, StringRecord)>,
    /// How many records there are in all, where the file says so: it may be one page of them.
    pub total: Option<u64>,
}

/// Reads the records of a file: a list, or the list `results` or `records` of an object.
///
/// A record takes room for every key before its last one: together they take no more than [`CELLS`].
pub fn records(source: &Source) -> Result<RecordList, JsonError> {
    records_within(source, CELLS)
}

fn records_within(source: &Source, most: usize) -> Result<RecordList, JsonError> {
    let mut keys = Keys::default();
    let mut records = Vec::new();
    let mut left = most;
    let items = items(source)?;
    let total = items.total;
    for item in items.list {
        if !source.goes_on(0, item.text.len()) {
            break;
        }
        let cells = record(source.name(), item, &mut keys)?;
        left = left
            .checked_sub(cells.len())
            .ok_or_else(|| too_many(source.name(), item, most))?;
        records.push((item.place, cells));
    }
    Ok(RecordList {
        names: keys.names,
        records,
        total,
    })
}

/// Refuses a file at the record with which it holds too many cells.
fn too_many(name: &str, item: Item<'_>, most: usize) -> JsonError {
    JsonError::At {
        name: name.to_owned(),
        line: item.place.line(),
        column: item.column + 1,
        reason: format!("plus de {most} cellules en tout"),
    }
}

/// Reads one record.
fn record(name: &str, item: Item<'_>, keys: &mut Keys) -> Result<StringRecord, JsonError> {
    let mut cells = Vec::with_capacity(keys.names.len());
    let mut json = serde_json::Deserializer::from_str(item.text);
    Fields {
        keys,
        cells: &mut cells,
        outermost: true,
    }
    .deserialize(&mut json)
    .map_err(|error| JsonError::at(name, item.place.line(), item.column, &error))?;
    Ok(StringRecord::from(cells))
}

/// The keys met so far, each with its place in a row.
#[derive(Default)]
struct Keys {
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Keys {
    /// Returns the place of a key, a new one when it is met for the first time.
    fn place<E: Error>(&mut self, key: &str) -> Result<usize, E> {
        if let Some(place) = self.places.get(key) {
            return Ok(*place);
        }
        let place = self.names.len();
        if place == COLUMNS {
            return Err(E::custom(format!("plus de {COLUMNS} champs différents")));
        }
        self.names.push(key.to_owned());
        self.places.insert(key.to_owned(), place);
        Ok(place)
    }
}

/// Reads an object into the cells of a row.
struct Fields<'k> {
    keys: &'k mut Keys,
    cells: &'k mut Vec<String>,
    /// Whether this is the record itself, whose member `fields` may stand for it.
    outermost: bool,
}

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, record: D) -> Result<(), D::Error> {
        record.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("un enregistrement")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(key) = members.next_key_seed(Key {
            keys: &mut *self.keys,
            outermost: self.outermost,
        })? {
            let Some(place) = key else {
                members.next_value_seed(Fields {
                    keys: &mut *self.keys,
                    cells: &mut *self.cells,
                    outermost: false,
                })?;
                continue;
            };
            if self.cells.len() <= place {
                self.cells.resize(place + 1, String::new());
            }
            self.cells[place].clear();
            members.next_value_seed(CellText(&mut self.cells[place]))?;
        }
        Ok(())
    }
}

/// Reads a key to its place, or to nothing when it is the member that stands for the record.
struct Key<'k> {
    keys: &'k mut Keys,
    outermost: bool,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, key: D) -> Result<Self::Value, D::Error> {
        key.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("un nom de champ")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        if self.outermost && key == FIELDS {
            Ok(None)
        } else {
            self.keys.place(key).map(Some)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<RecordList, String> {
        let source = Source::from_bytes("a.json", text.as_bytes().to_vec()).unwrap();
        records(&source).map_err(|error| error.to_string())
    }

    fn rows(list: &RecordList) -> Vec<Vec<&str>> {
        list.records
            .iter()
            .map(|(_, cells)| cells.iter().collect())
            .collect()
    }

    #[test]
    fn reads_the_three_shapes_alike() {
        let record = r#"{"uai": "0940176F", "nom": null, "n": 151}"#;
        let shapes = [
            format!("[{record}]"),
            format!(r#"{{"total_count": 1, "results": [{record}]}}"#),
            format!(r#"{{"records": [{{"fields": {record}}}], "parameters": {{"records": 3}}}}"#),
        ];
        for shape in shapes {
            let list = read(&shape).unwrap();
            assert_eq!(list.names, ["uai", "nom", "n"], "{shape}");
            assert_eq!(rows(&list), [["0940176F", "", "151"]], "{shape}");
        }
    }

    #[test]
    fn makes_text_of_any_value() {
        let list = read(r#"[{"a": [1, "b", null, 2.5], "b": true, "c": {"lon": 1}, "d": "é"}]"#).unwrap();
        assert_eq!(rows(&list), [["1|b||2.5", "true", "", "é"]]);
    }

    #[test]
    fn keys_may_come_in_any_order_and_late() {
        let list = read("[{\"a\":1,\"b\":2},\n{\"c\":3,\"b\":4}]").unwrap();
        assert_eq!(rows(&list), [vec!["1", "2"], vec!["", "4", "3"]]);
        assert_eq!(list.records[1].0, Place::Record { rank: 2, line: 2 });
    }

    #[test]
    fn says_where_it_is_wrong() {
        let cases = [
            (
                "[{\"a\": 1},\n {\"a\": }]",
                "a.json, ligne 2, colonne 8\u{a0}: une valeur est attendue ici",
            ),
            (
                "[{\"a\": 1}",
                "a.json, ligne 1, colonne 9\u{a0}: le fichier s’arrête avant la fin",
            ),
            (
                "[{\"a\": \"é",
                "a.json, ligne 1, colonne 10\u{a0}: le fichier s’arrête avant la fin",
            ),
            (
                "[\n 3]",
                "a.json, ligne 2, colonne 2\u{a0}: un nombre ne convient pas ici",
            ),
            (
                "{\"total_count\": 3}",
                "a.json\u{a0}: aucune liste d’enregistrements",
            ),
            (
                "[] []",
                "a.json, ligne 1, colonne 4\u{a0}: il y a du texte après la fin",
            ),
        ];
        for (text, start) in cases {
            let error = read(text).unwrap_err();
            assert!(error.starts_with(start), "{text}: {error}");
        }
    }

    #[test]
    fn late_keys_do_not_take_room_without_end() {
        let wide: Vec<String> = (0..10).map(|key| format!("\"k{key}\":1")).collect();
        let text = format!("[{{{}}}{}]", wide.join(","), ",\n{\"k9\":1}".repeat(10));
        let source = Source::from_bytes("a.json", text.into_bytes()).unwrap();
        assert_eq!(records_within(&source, 110).unwrap().records.len(), 11);
        let error = records_within(&source, 109).unwrap_err().to_string();
        assert!(
            error.starts_with("a.json, ligne 11, colonne 1\u{a0}: plus de 109 cellules en tout"),
            "{error}"
        );
    }

    #[test]
    fn nesting_and_keys_are_bounded() {
        let deep = format!("[{{\"a\": {}{}}}]", "[".repeat(100_000), "]".repeat(100_000));
        assert!(read(&deep).unwrap_err().contains("trop de niveaux imbriqués"));
        assert!(read(&"[".repeat(100_000)).is_err());
        let wide: Vec<String> = (0..=COLUMNS).map(|key| format!("\"{key}\":1")).collect();
        assert!(
            read(&format!("[{{{}}}]", wide.join(",")))
                .unwrap_err()
                .contains("plus de 2000 champs")
        );
    }
}
