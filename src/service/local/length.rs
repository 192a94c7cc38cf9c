//! How long an answer about one record may be. A program alone and one on the shared service are told the same.

use crate::domain::record::RecordId;
use crate::service::{DeskError, Dossier, HistoryLine};

/// The most bytes of what is told of a record: put in a frame, where a quotation mark takes two, it is still no longer
/// than the longest answer.
const MOST: usize = 2 << 20;

/// What a line takes beside its texts, in bytes, with the names of its fields.
const LINE: usize = 256;

/// What is told of a record so far.
#[derive(Default)]
pub(super) struct Length(usize);

impl Length {
    /// Half is taken: what is counted is a part of what is told.
    pub(super) fn half() -> Self {
        Self(MOST / 2)
    }

    /// Counts a line of some texts; false once it is too much.
    pub(super) fn takes<'a>(&mut self, texts: impl IntoIterator<Item = &'a String>) -> bool {
        self.0 += LINE + texts.into_iter().map(String::len).sum::<usize>();
        self.0 <= MOST
    }

    /// Counts a line of a history; false once it is too much.
    pub(super) fn takes_line(&mut self, line: &HistoryLine) -> bool {
        self.takes([&line.by, &line.verb, &line.field, &line.before, &line.after])
    }
}

/// Refuses a dossier that is too long. Its record is beside its lines, which tell the same.
pub(super) fn fits(dossier: Dossier) -> Result<Dossier, DeskError> {
    let mut length = Length::default();
    let mut lines = dossier.sections.iter().flat_map(|section| &section.lines);
    if lines.all(|line| length.takes([&line.label, &line.value])) {
        return Ok(dossier);
    }
    Err(too_long(
        &dossier.id,
        "la fiche est trop longue pour être montrée",
        "«\u{a0}preau exporter base\u{a0}» la donne en entier",
    ))
}

/// What is said of a history that is too long.
pub(super) fn long_history(id: &RecordId) -> DeskError {
    too_long(
        id,
        "l’historique est trop long pour être montré",
        &format!("«\u{a0}preau journal --sur {id}\u{a0}» le donne en entier"),
    )
}

fn too_long(id: &RecordId, what: &str, instead: &str) -> DeskError {
    DeskError::TurnedAway(format!(
        "{}\u{a0}: {what} ({}\u{a0}Mio au plus)\u{a0}; {instead}",
        id.label(),
        MOST >> 20
    ))
}
