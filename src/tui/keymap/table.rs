//! The table `keymap.toml`, embedded: every verb declared once.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Context, Verb};

const TABLE: &str = include_str!("keymap.toml");

/// One verb as the table declares it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeymapRow {
    pub(super) id: String,
    pub(super) nom: String,
    pub(super) phrase: String,
    pub(super) groupe: String,
    pub(super) pied: Option<u16>,
    /// Other words under which the palette finds it.
    #[serde(default)]
    pub(super) mots: Vec<String>,
    pub(super) touches: BTreeMap<Context, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    verbe: Vec<KeymapRow>,
}

/// Reads the table; a test keeps it readable.
pub(super) fn rows() -> Result<Vec<KeymapRow>, String> {
    let table: Table = toml::from_str(TABLE).map_err(|error| error.to_string())?;
    Ok(table.verbe)
}

/// Finds the row of a verb.
pub(super) fn row(rows: &[KeymapRow], verb: Verb) -> Option<&KeymapRow> {
    rows.iter().find(|row| row.id == verb.id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_is_declared_once_and_nothing_else() {
        let rows = rows().unwrap();
        let mut declared: Vec<_> = rows.iter().map(|row| row.id.as_str()).collect();
        let mut known: Vec<_> = Verb::ALL.iter().map(|verb| verb.id()).collect();
        declared.sort_unstable();
        known.sort_unstable();
        assert_eq!(declared, known);
    }

    #[test]
    fn names_and_sentences_read_as_french() {
        for row in rows().unwrap() {
            assert!(
                row.nom.chars().all(|letter| !letter.is_uppercase()),
                "{}: a name has no capital",
                row.id
            );
            assert!(
                row.phrase.starts_with(char::is_uppercase),
                "{}: a sentence has a capital",
                row.id
            );
            assert!(
                !row.phrase.ends_with('.'),
                "{}: a sentence of the palette has no stop",
                row.id
            );
        }
    }
}
