//! A JSON value as the text of a cell.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::exchange::source::CELL;

/// Writes a value into a cell: numbers and booleans as text, `null` and objects as nothing, the items of an array
/// joined by `|`.
pub(super) struct CellText<'c>(pub(super) &'c mut String);

/// Reads a text that the file may have as a number.
pub(in crate::exchange) fn text<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    let mut text = String::new();
    CellText(&mut text).deserialize(value)?;
    Ok(text)
}

impl<'de> DeserializeSeed<'de> for CellText<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl CellText<'_> {
    /// Adds a text to the cell, unless the cell would become too long.
    fn push<E: Error>(self, text: &str) -> Result<(), E> {
        if self.0.len() + text.len() > CELL {
            return Err(E::custom(format!("une cellule dépasse {CELL} octets")));
        }
        self.0.push_str(text);
        Ok(())
    }
}

impl<'de> Visitor<'de> for CellText<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("une valeur")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.push(text)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.push(if value { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.push(&value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.push(&value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.push(&value.to_string())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut item = String::new();
        let mut first = true;
        while items.next_element_seed(CellText(&mut item))?.is_some() {
            let mark = if std::mem::take(&mut first) { "" } else { "|" };
            CellText(&mut *self.0).push(&format!("{mark}{item}"))?;
            item.clear();
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}
