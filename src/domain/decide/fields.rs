//! Checks of single fields that several commands share.

use chrono::NaiveDate;

use super::Context;
use crate::domain::deployment::DeploymentId;
use crate::domain::id::SolutionCode;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::text::is_plain;

/// The longest free text that a record holds, in characters.
pub(super) const MAX_TEXT: usize = 4_000;

/// The category of a solution.
pub(super) const CATEGORY: (&str, &str) = ("category", "catégorie");

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

/// What a command asks for on a day is of J or before. The facts of the records that come of it are looked at by the
/// guard.
pub(super) fn not_in_future(
    id: RecordId,
    field: impl Into<Refused>,
    on: NaiveDate,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    if on > context.today {
        return Err(invalid(
            id,
            field,
            "le jour est à venir\u{a0}; un fait se note le jour même ou après",
        ));
    }
    Ok(())
}

/// Refuses a new key of which a character is not seen, or acts where it is shown.
pub(super) fn plain_key(id: RecordId) -> Result<(), Refusal> {
    if is_plain(&id.key()) {
        return Ok(());
    }
    Err(invalid(id, "clé", "un de ses caractères ne se voit pas"))
}

/// The number after the last one that a record of the kind of `id` has, or had as it was withdrawn; `numbers` are those
/// that records have, in order.
///
/// Where an earlier program let a client take the last number of all, those before it follow on.
pub(super) fn next<'a>(
    registry: &Registry,
    numbers: impl DoubleEndedIterator<Item = &'a u32>,
    id: fn(u32) -> RecordId,
) -> Result<u32, Refusal> {
    let spent = registry.spent_numbers(id(0).kind());
    let mut numbers = numbers.rev().peekable();
    let mut spent = spent.iter().rev().peekable();
    let latest_first = std::iter::from_fn(|| {
        if spent.peek() > numbers.peek() {
            spent.next()
        } else {
            numbers.next()
        }
    });
    let mut above = None;
    for number in latest_first {
        let after = number.checked_add(1).filter(|after| Some(*after) != above);
        if let Some(after) = after {
            return Ok(after);
        }
        above = Some(*number);
    }
    match above {
        Some(1) => Err(invalid(id(u32::MAX), "numéro", "tous les numéros sont pris")),
        _ => Ok(1),
    }
}

/// The reason of an order that is about no record, inert as every text of a command is: not empty, bounded.
pub(super) fn reason(text: &str) -> Result<(), Refusal> {
    let why = match text {
        text if text.trim().is_empty() => "dites pourquoi".to_owned(),
        text if text.chars().count() > MAX_TEXT => format!("le texte dépasse {MAX_TEXT} caractères"),
        _ => return Ok(()),
    };
    Err(Refusal::Reason(why))
}

/// A free text, inert as every text of a command is: trimmed, not empty, bounded.
pub(super) fn text(id: RecordId, field: impl Into<Refused>, text: &str) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        return Err(invalid(id, field, "le texte est vide"));
    }
    optional_text(id, field, text)
}

/// The same, where there may be none.
pub(super) fn optional_text(id: RecordId, field: impl Into<Refused>, text: &str) -> Result<String, Refusal> {
    let kept = text.trim();
    if kept.chars().count() > MAX_TEXT {
        return Err(invalid(
            id,
            field,
            format!("le texte dépasse {MAX_TEXT} caractères"),
        ));
    }
    Ok(kept.to_owned())
}

/// Refuses a solution that is unknown, or of another category.
pub(super) fn of_category(registry: &Registry, id: DeploymentId, code: &SolutionCode) -> Result<(), Refusal> {
    let solution = registry.solutions().get(code);
    let solution = solution.ok_or_else(|| Refusal::Unknown(RecordId::Solution(code.clone())))?;
    if solution.category == id.category {
        return Ok(());
    }
    let (name, category) = (&solution.name, solution.category.label());
    let why = format!("{name} est de la catégorie «\u{a0}{category}\u{a0}»");
    Err(invalid(RecordId::Deployment(id), "solution", why))
}
