//! The items of the list that a JSON file holds, each with its place and its text.
//!
//! The list is the whole file, or the member `results` or `records` of an object. The file is read to its end
//! before any item is, so that a truncated file is refused whole.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::JsonError;
use crate::exchange::source::{Place, Source, line_after};

/// The members of an object that hold its list.
const LISTS: &[&str] = &["results", "records"];

/// The members of an object that say how many items its list has in all.
const TOTALS: &[&str] = &["total_count", "nhits"];

/// The list is longer than the bounds of its source allow.
const TOO_MANY: &str = "il y a trop d’éléments";

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

/// Returns the text of a file, without its byte order mark.
pub(super) fn text(source: &Source) -> Result<&str, JsonError> {
    let bytes = source.bytes();
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(body).map_err(|error| JsonError::Encoding {
        name: source.name().to_owned(),
        line: line_after(&body[..error.valid_up_to()]),
    })
}

/// Returns the items of the list of a file.
pub(super) fn items(source: &Source) -> Result<Items<'_>, JsonError> {
    let text = text(source)?;
    let mut json = serde_json::Deserializer::from_str(text);
    let outermost = Outermost { source };
    let found = outermost.deserialize(&mut json);
    let found = found.and_then(|found| json.end().map(|()| found));
    let Found { list, total } = found.map_err(|error| JsonError::at(source.name(), 1, 0, &error))?;
    let list = list.ok_or_else(|| JsonError::NoList {
        name: source.name().to_owned(),
    })?;
    let list = placed(text, list);
    Ok(Items { list, total })
}

/// Gives each item its rank, its line and its column.
fn placed<'t>(text: &str, list: Vec<&'t RawValue>) -> Vec<Item<'t>> {
    let (mut line, mut line_start, mut at) = (1, 0, 0);
    let place = |(rank, item): (usize, &'t RawValue)| {
        let start = item.get().as_ptr() as usize - text.as_ptr() as usize;
        let passed = text.as_bytes()[at..start].iter().enumerate();
        for (offset, _) in passed.filter(|(_, byte)| **byte == b'\n') {
            line += 1;
            line_start = at + offset + 1;
        }
        at = start;
        let rank = rank as u64 + 1;
        Item {
            place: Place::Record { rank, line },
            column: (start - line_start) as u64,
            text: item.get(),
        }
    };
    list.into_iter().enumerate().map(place).collect()
}

/// What a file, or one of its members, holds of the list.
#[derive(Default)]
struct Found<'t> {
    list: Option<Vec<&'t RawValue>>,
    total: Option<u64>,
}

/// Reads the list that a file is, or the object that holds it.
struct Outermost<'s> {
    source: &'s Source,
}

impl<'de> DeserializeSeed<'de> for Outermost<'_> {
    type Value = Found<'de>;

    fn deserialize<D: Deserializer<'de>>(self, file: D) -> Result<Found<'de>, D::Error> {
        file.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Outermost<'_> {
    type Value = Found<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("une liste ou un objet")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Found<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            if !self.source.goes_on(0, 0) {
                return Err(A::Error::custom(TOO_MANY));
            }
            items.push(item);
        }
        Ok(Found {
            list: Some(items),
            total: None,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Found<'de>, A::Error> {
        let mut found = Found::default();
        while let Some(key) = members.next_key::<Cow<'de, str>>()? {
            if LISTS.contains(&&*key) && found.list.is_none() {
                let source = self.source;
                found.list = members.next_value_seed(Member { source })?;
            } else if TOTALS.contains(&&*key) {
                found.total = members.next_value::<&RawValue>()?.get().parse().ok();
            } else {
                members.next_value::<&RawValue>()?;
            }
        }
        Ok(found)
    }
}

/// Reads the list that a member is, if it is one.
struct Member<'s> {
    source: &'s Source,
}

impl<'de> DeserializeSeed<'de> for Member<'_> {
    type Value = Option<Vec<&'de RawValue>>;

    fn deserialize<D: Deserializer<'de>>(self, member: D) -> Result<Self::Value, D::Error> {
        let member = <&RawValue>::deserialize(member)?;
        if !member.get().starts_with('[') {
            return Ok(None);
        }
        let source = self.source;
        let mut json = serde_json::Deserializer::from_str(member.get());
        let found = Outermost { source }.deserialize(&mut json);
        found
            .map(|found| found.list)
            .map_err(|_| D::Error::custom(TOO_MANY))
    }
}
