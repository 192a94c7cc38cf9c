//! Which parts of the screen a changed record may show in: one table.

use crate::domain::record::{Kind, RecordId};

use super::ListName;

/// The parts of the screen that news may concern.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ScreenParts {
    lists: [bool; 4],
    /// The dossier, and the school under review.
    pub dossier_pane: bool,
    pub figures: bool,
}

impl ScreenParts {
    /// All parts.
    const ALL: Self = Self {
        lists: [true; 4],
        dossier_pane: true,
        figures: true,
    };

    /// The parts in which some records may show; where they are not known, all.
    pub fn of(touched: Option<&[RecordId]>) -> Self {
        let Some(touched) = touched else {
            return Self::ALL;
        };
        let kinds = touched.iter().map(|id| of(id.kind()));
        kinds.fold(Self::default(), Self::and)
    }

    /// True where a list may show it.
    pub fn reaches(&self, name: ListName) -> bool {
        self.lists[name as usize]
    }

    fn and(mut self, other: Self) -> Self {
        for (list, more) in self.lists.iter_mut().zip(other.lists) {
            *list |= more;
        }
        self.dossier_pane |= other.dossier_pane;
        self.figures |= other.figures;
        self
    }
}

/// The parts in which a record of a kind may show. What the rules look at reaches every list: a finding blocks a
/// school, and a school counts in its collectivité, its prestataire and its conventions.
fn of(kind: Kind) -> ScreenParts {
    match kind {
        Kind::View => ScreenParts::default(),
        Kind::Note => ScreenParts {
            dossier_pane: true,
            ..ScreenParts::default()
        },
        _ => ScreenParts::ALL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_reaches_the_dossier_alone_and_what_is_not_known_reaches_all() {
        let note = ScreenParts::of(Some(&[RecordId::Note(1), RecordId::View(2)]));
        assert!(note.dossier_pane && !note.figures);
        assert!(!ListName::ALL.into_iter().any(|name| note.reaches(name)));
        assert_eq!(ScreenParts::of(Some(&[])), ScreenParts::default());
        assert_eq!(ScreenParts::of(None), ScreenParts::ALL);
        assert_eq!(
            ScreenParts::of(Some(&[RecordId::FollowUp("0380123C".parse().unwrap())])),
            ScreenParts::ALL
        );
    }
}
