//! The places that were visited, before this one and after.

use super::showing::Showing;
use super::{Chip, ListName, Model};
use crate::domain::record::RecordId;

/// A place: a list as it was narrowed, and what was read there.
#[derive(Debug, Clone)]
pub struct Place {
    pub list: ListName,
    pub showing: Showing,
    pub scope: Vec<Chip>,
    /// The row that was selected.
    pub selected: Option<RecordId>,
    pub reading: bool,
    /// The record of no list whose dossier was read.
    pub visiting: Option<RecordId>,
}

impl Place {
    /// Where the operator is.
    pub fn of(model: &Model) -> Self {
        let list = model.focused();
        Self {
            list: list.name,
            showing: list.showing(),
            scope: model.scope.clone(),
            selected: list.selected.clone(),
            reading: model.reading,
            visiting: model.dossier_pane.visiting.clone(),
        }
    }

    /// True of the same list, narrowed alike: a move of the selection is no other place, but while a dossier is read.
    pub fn is_same(&self, other: &Self) -> bool {
        let read = |place: &Self| place.reading.then(|| place.selected.clone());
        (self.list, &self.showing, &self.scope, &self.visiting)
            == (other.list, &other.showing, &other.scope, &other.visiting)
            && read(self) == read(other)
    }
}

/// The places visited, latest last.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    pub behind: Vec<Place>,
    /// Where the operator is.
    pub here: Option<Place>,
    /// Those left by going back, the next one last.
    pub ahead: Vec<Place>,
}
