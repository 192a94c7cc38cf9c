//! The notes on a record.

use super::lines::Lines;
use crate::domain::date::day_fr;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::service::Section;

/// The notes on a record, latest first; those on a school are in its deployments' dossiers too.
pub(super) fn section(source: Source<'_>, id: &RecordId) -> Option<Section> {
    let school = match id {
        RecordId::Deployment(deployment) => Some(RecordId::School(deployment.school)),
        _ => None,
    };
    let ids = school.iter().chain(Some(id));
    let mut notes: Vec<_> = ids.flat_map(|id| source.registry.notes_on(id)).collect();
    notes.sort_by_key(|note| std::cmp::Reverse(note.number));
    let mut lines = Lines::default();
    for note in notes {
        let label = format!("{}, {}", day_fr(note.date), note.by);
        lines.link(&label, &note.text, RecordId::Note(note.number));
    }
    lines.section("Notes")
}
