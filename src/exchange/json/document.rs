//! JSON values of a type that the importer names.

use serde::de::DeserializeOwned;

use super::JsonError;
use super::items::{Item, items, text};
use crate::exchange::source::{Place, Source};

/// Reads a whole file as one value.
pub fn document<T: DeserializeOwned>(source: &Source) -> Result<T, JsonError> {
    serde_json::from_str(text(source)?).map_err(|error| JsonError::at(source.name(), 1, 0, &error))
}

/// One item of a list.
#[derive(Debug)]
pub struct Listed<'t, T> {
    pub place: Place,
    pub text: &'t str,
    /// What was read of it.
    pub value: Result<T, JsonError>,
}

/// Reads the list of a file; an item of another shape is an error of its own, with its line and column, and the
/// others are still read.
pub fn list<'s, T: DeserializeOwned>(source: &'s Source) -> Result<Vec<Listed<'s, T>>, JsonError> {
    let read = |item: Item<'s>| Listed {
        place: item.place,
        text: item.text,
        value: typed(source.name(), item),
    };
    let goes_on = |item: &Item<'s>| source.goes_on(0, item.text.len());
    Ok(items(source)?
        .list
        .into_iter()
        .take_while(goes_on)
        .map(read)
        .collect())
}

/// Reads one item.
fn typed<T: DeserializeOwned>(name: &str, item: Item<'_>) -> Result<T, JsonError> {
    serde_json::from_str(item.text)
        .map_err(|error| JsonError::at(name, item.place.line(), item.column, &error))
}
