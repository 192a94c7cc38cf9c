//! Notes.

use super::{Context, fields};
use crate::domain::change::Change;
use crate::domain::record::{Note, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Writes a note on a record.
pub(super) fn add(
    registry: &Registry,
    about: &RecordId,
    text: &str,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let hidden = |number| {
        registry
            .views()
            .get(number)
            .is_some_and(|view| !view.is_seen_by(context.actor))
    };
    let is_hidden = matches!(about, RecordId::View(number) if hidden(number));
    if is_hidden || registry.version(about).is_none() {
        return Err(Refusal::Unknown(about.clone()));
    }
    let number = fields::next(registry, registry.notes().keys(), RecordId::Note)?;
    let note = Note {
        number,
        about: about.clone(),
        text: fields::text(RecordId::Note(number), ("text", "texte"), text)?,
        date: context.today,
        by: context.actor.name.clone(),
    };
    Ok(vec![Change::create(note)])
}
