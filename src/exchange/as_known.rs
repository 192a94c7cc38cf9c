//! The texts of a file that say what the base says: a table has neither no-break spaces nor line breaks, and what was typed
//! with them stays.

use std::collections::HashMap;

use super::cell::clean_text;
use crate::domain::record::Record;

/// Gives each text of a record that differs from one of the same field in `known` by its blanks alone, as `known` has it.
pub(super) fn as_known(record: &mut Record, known: &Record) {
    let mut texts: HashMap<&str, Vec<String>> = HashMap::new();
    known
        .clone()
        .each_text(&mut |spec, text| texts.entry(spec.path).or_default().push(text.clone()));
    record.each_text(&mut |spec, text| {
        let known = texts.get(spec.path).map_or(&[][..], Vec::as_slice);
        let is_same = |known: &&String| clean_text(known).value == *text;
        if !known.contains(text)
            && let Some(same) = known.iter().find(is_same)
        {
            text.clone_from(same);
        }
    });
}
