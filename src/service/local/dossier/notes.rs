//! The notes on a record.

use super::lines::Lines;
use crate::domain::date::day_fr;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::service::Section;
use crate::service::local::length::Length;

/// The notes on a record, latest first; those on a school are in its deployments' dossiers too. Where they are too long for
/// a dossier, the oldest are counted only.
pub(super) fn section(source: Source<'_>, id: &RecordId) -> Option<Section> {
    let school = match id {
        RecordId::Deployment(deployment) => Some(RecordId::School(deployment.school)),
        _ => None,
    };
    let ids = school.iter().chain(Some(id));
    let mut notes: Vec<_> = ids.flat_map(|id| source.registry.notes_on(id)).collect();
    notes.sort_by_key(|note| std::cmp::Reverse(note.number));
    let (mut lines, mut length) = (Lines::default(), Length::half());
    for (place, note) in notes.iter().enumerate() {
        let label = format!("{}, {}", day_fr(note.date), note.by);
        if !length.takes([&label, &note.text]) {
            let left = notes.len() - place;
            lines.text(
                &format!("{left} autres"),
                "plus anciennes\u{a0}: elles sont dans le journal",
            );
            break;
        }
        lines.link(&label, &note.text, RecordId::Note(note.number));
    }
    lines.section("Notes")
}
