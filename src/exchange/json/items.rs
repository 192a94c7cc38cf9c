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
    pub(super) text: &'t str,
}

/// The list of a file.
#[derive(Debug)]
pub(super) struct Items<'t> {
    pub(super) list: Vec<Item<'t>>,
    /// How many there are elsewhere, where the file says so (`total_count`): an interface gives a list in pages.
    pub(super) total: Option<u64>,
}

/// Returns the items of the list of a file.
pub(super) fn items(source: &Source) -> Result<Items<'_>, JsonError> {
    let mut cursor = Cursor::new(source)?;
    let (items, total) = if cursor.peek() == Some(b'{') {
        member(source, &mut cursor)?
    } else {
        (Some(list(source, &mut cursor)?), None)
    };
    if cursor.peek().is_some() {
        return Err(cursor.error("il y a du texte après la fin"));
    }
    let list = items.ok_or_else(|| JsonError::NoList {
        name: source.name().to_owned(),
    })?;
    Ok(Items { list, total })
}

/// Reads a list.
fn list<'t>(source: &Source, cursor: &mut Cursor<'t>) -> Result<Vec<Item<'t>>, JsonError> {
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
        if !source.goes_on(0, 0) {
            return Err(cursor.error("il y a trop d’éléments"));
        }
        items.push(Item { place, column, text });
        if cursor.eat(b']') {
            return Ok(items);
        }
        cursor.expect(b',', "il manque une virgule ou la fin de la liste")?;
    }
}

/// The members of an object that say how many items its list has in all.
const TOTALS: &[&str] = &["total_count", "nhits"];

/// Reads an object: the list that one of its members is, and the count that another one is.
fn member<'t>(
    source: &Source,
    cursor: &mut Cursor<'t>,
) -> Result<(Option<Vec<Item<'t>>>, Option<u64>), JsonError> {
    cursor.expect(b'{', "un objet est attendu ici")?;
    let (mut found, mut total) = (None, None);
    if cursor.eat(b'}') {
        return Ok((found, total));
    }
    loop {
        let (key, _) = cursor.value::<String>()?;
        cursor.expect(b':', "il manque un deux-points après le nom d’un champ")?;
        let is_list = LISTS.contains(&key.as_str()) && cursor.peek() == Some(b'[');
        if is_list && found.is_none() {
            found = Some(list(source, cursor)?);
        } else {
            let (_, text) = cursor.value::<IgnoredAny>()?;
            if TOTALS.contains(&key.as_str()) {
                total = text.trim().parse().ok();
            }
        }
        if cursor.eat(b'}') {
            return Ok((found, total));
        }
        cursor.expect(b',', "il manque une virgule ou la fin de l’objet")?;
    }
}
