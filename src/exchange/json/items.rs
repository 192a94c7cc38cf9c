//! The items of the list that a JSON file holds, each with its place and its text.
//!
//! The list is the whole file, or the member `results` or `records` of an object. The file is walked to its end
//! before any item is read, so that a truncated file is refused whole.

use serde::de::IgnoredAny;

use super::JsonError;
use super::cursor::Cursor;
use crate::exchange::source::{Place, Source};

/// The members of an object that hold its list.
const LISTS: &[&str] = &["results", "records"];

/// One item of the list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'t> {
    /// Its rank and its line.
    pub(super) place: Place,
    /// The number of bytes before it on its line.
    pub(super) column: u64,
    /// Its JSON text.
    pub(super) text: &'t str,
}

/// Returns the items of the list of a file.
pub(super) fn items(source: &Source) -> Result<Vec<Item<'_>>, JsonError> {
    let mut cursor = Cursor::new(source)?;
    let items = if cursor.peek() == Some(b'{') {
        member(&mut cursor)?
    } else {
        Some(list(&mut cursor)?)
    };
    if cursor.peek().is_some() {
        return Err(cursor.error("il y a du texte après la fin"));
    }
    items.ok_or_else(|| JsonError::NoList {
        name: source.name().to_owned(),
    })
}

/// Reads a list.
fn list<'t>(cursor: &mut Cursor<'t>) -> Result<Vec<Item<'t>>, JsonError> {
    cursor.expect(b'[', "une liste est attendue ici")?;
    let mut items = Vec::new();
    if cursor.eat(b']') {
        return Ok(items);
    }
    loop {
        let place = Place::Record {
            rank: items.len() as u64 + 1,
            line: cursor.line(),
        };
        let column = cursor.column();
        let (_, text) = cursor.value::<IgnoredAny>()?;
        items.push(Item { place, column, text });
        if cursor.eat(b']') {
            return Ok(items);
        }
        cursor.expect(b',', "il manque une virgule ou la fin de la liste")?;
    }
}

/// Reads an object, and the list that one of its members is.
fn member<'t>(cursor: &mut Cursor<'t>) -> Result<Option<Vec<Item<'t>>>, JsonError> {
    cursor.expect(b'{', "un objet est attendu ici")?;
    let mut found = None;
    if cursor.eat(b'}') {
        return Ok(found);
    }
    loop {
        let (key, _) = cursor.value::<String>()?;
        cursor.expect(b':', "il manque un deux-points après le nom d’un champ")?;
        let is_list = LISTS.contains(&key.as_str()) && cursor.peek() == Some(b'[');
        if is_list && found.is_none() {
            found = Some(list(cursor)?);
        } else {
            cursor.value::<IgnoredAny>()?;
        }
        if cursor.eat(b'}') {
            return Ok(found);
        }
        cursor.expect(b',', "il manque une virgule ou la fin de l’objet")?;
    }
}
