//! The dossier of a record that has no form of its own: its fields, one a line.

use super::lines::Lines;
use crate::domain::record::Record;
use crate::service::Section;

/// The fields of a record.
pub(super) fn sections(record: &Record) -> Vec<Section> {
    let mut lines = Lines::default();
    for item in record.items() {
        lines.text(&item.label, item.value);
    }
    lines
        .section(&upper_first(record.kind().label()))
        .into_iter()
        .collect()
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
