//! Checks of single fields that several commands share.

use chrono::NaiveDate;

use super::Context;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;

/// The longest free text that a record holds, in characters.
pub(super) const MAX_TEXT: usize = 4_000;

/// A field that is refused: as the stored record names it, empty for one that no form holds, and in French.
#[derive(Debug, Clone, Copy)]
pub(super) struct Refused(&'static str, &'static str);

impl From<&'static str> for Refused {
    fn from(french: &'static str) -> Self {
        Self("", french)
    }
}

impl From<(&'static str, &'static str)> for Refused {
    fn from((path, french): (&'static str, &'static str)) -> Self {
        Self(path, french)
    }
}

/// A refusal of one field, in French.
pub(super) fn invalid(id: RecordId, field: impl Into<Refused>, why: impl Into<String>) -> Refusal {
    let Refused(path, french) = field.into();
    Refusal::Invalid {
        id,
        field: french.to_owned(),
        path: path.to_owned(),
        why: why.into(),
    }
}

/// A fact is recorded on its day or later: a day after J, or after the calendar's, is refused.
pub(super) fn not_in_future(
    id: RecordId,
    field: impl Into<Refused>,
    on: NaiveDate,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    if on > context.today.min(context.calendar) {
        return Err(invalid(
            id,
            field,
            "le jour est à venir\u{a0}; un fait se note le jour même ou après",
        ));
    }
    Ok(())
}

/// The number after the last one.
pub(super) fn next(last: Option<&u32>, id: fn(u32) -> RecordId) -> Result<u32, Refusal> {
    let next = last.map_or(Some(1), |last| last.checked_add(1));
    next.ok_or_else(|| invalid(id(u32::MAX), "numéro", "tous les numéros sont pris"))
}

/// A free text: trimmed, not empty, bounded, without control characters other than the line feed.
pub(super) fn text(id: RecordId, field: impl Into<Refused>, text: &str) -> Result<String, Refusal> {
    let kept: String = text
        .trim()
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    if kept.is_empty() {
        return Err(invalid(id, field, "le texte est vide"));
    }
    if kept.chars().count() > MAX_TEXT {
        return Err(invalid(
            id,
            field,
            format!("le texte dépasse {MAX_TEXT} caractères"),
        ));
    }
    Ok(kept)
}
