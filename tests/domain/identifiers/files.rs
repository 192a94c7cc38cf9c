//! The rows of the open data of `fixtures/`, read by the plainest means: no reader of the crate is trusted here.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// One record of a file: its values by lower-case column.
pub struct Row {
    /// The file and the rank of the record, for messages.
    pub place: String,
    values: HashMap<String, String>,
}

impl Row {
    /// Returns the value of a column, unless it is missing or empty.
    pub fn value(&self, column: &str) -> Option<&str> {
        self.values
            .get(column)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }
}

/// The schools of France.
pub fn france_schools() -> Vec<Row> {
    csv_rows("france/france-ecoles.csv")
}

/// The communes of France.
pub fn france_communes() -> Vec<Row> {
    csv_rows("france/france-communes.csv")
}

/// The three extracts of the annuaire: Val-de-Marne as CSV and as JSON, then Ille-et-Vilaine.
pub fn annuaires() -> [Vec<Row>; 3] {
    [
        csv_rows("annuaire/annuaire-094-2026.csv"),
        json_rows("annuaire/annuaire-094-2026.json"),
        csv_rows("annuaire/annuaire-035-2023.csv"),
    ]
}

/// The communes of the académie.
pub fn communes() -> Vec<Row> {
    json_rows("territory/communes-acad-grenoble.json")
}

/// The EPCI of the académie, each followed by its members; a member alone has a `siren`.
pub fn epci() -> Vec<Row> {
    json_rows("territory/epci-acad-grenoble.json")
}

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(file)
}

fn csv_rows(file: &str) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_path(path(file))
        .unwrap();
    let columns: Vec<String> = reader.headers().unwrap().iter().map(column_name).collect();
    let record = |(rank, record): (usize, Result<csv::StringRecord, csv::Error>)| Row {
        place: format!("{file}, record {}", rank + 1),
        values: columns
            .iter()
            .cloned()
            .zip(record.unwrap().iter().map(String::from))
            .collect(),
    };
    reader.records().enumerate().map(record).collect()
}

fn column_name(header: &str) -> String {
    header.trim_start_matches('\u{feff}').to_lowercase()
}

fn json_rows(file: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(path(file)).unwrap();
    let records: Vec<Value> = serde_json::from_str(&text).unwrap();
    records
        .iter()
        .enumerate()
        .flat_map(|(rank, record)| rows_of(file, rank, record))
        .collect()
}

/// Makes the row of a record and those of its `membres`.
fn rows_of(file: &str, rank: usize, record: &Value) -> Vec<Row> {
    let members = record
        .get("membres")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let row = |record: &Value| Row {
        place: format!("{file}, record {}", rank + 1),
        values: record
            .as_object()
            .unwrap()
            .iter()
            .filter_map(text_value)
            .collect(),
    };
    std::iter::once(record).chain(members).map(row).collect()
}

fn text_value((key, value): (&String, &Value)) -> Option<(String, String)> {
    Some((key.clone(), value.as_str()?.to_owned()))
}
