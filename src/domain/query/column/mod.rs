//! The columns of the lists: one table gives their codes, titles, widths, values and orders.
//!
//! Screens, exports of what is on screen and `exporter ecoles` all read it.

mod cell;
mod convention;
mod party;
mod school;

pub use crate::domain::list::ColumnId;
pub use cell::Cell;
pub use school::EXPORTED;
pub(in crate::domain::query) use school::{category, stage, standing, state};

use super::page::{CollectiviteRow, ConventionRow, ProviderRow, Row, SchoolRow};
use super::{Pane, SortBy};

/// A column of a list.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its identity, the same in every list that has it.
    pub id: ColumnId,
    /// Its French title, short enough for the screen.
    pub title: &'static str,
    /// How wide it is drawn.
    pub width: Width,
    read: Read,
}

/// How wide a column is drawn, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Width {
    /// The least that is of use.
    pub least: u16,
    /// Its share of what is left once each has its least; 0 for a column that stays as it is.
    pub share: u16,
    /// Numbers are written at the right.
    pub right: bool,
}

/// How a value is read from a row.
#[derive(Debug, Clone, Copy)]
enum Read {
    School(fn(&SchoolRow) -> Cell),
    Collectivite(fn(&CollectiviteRow) -> Cell),
    Provider(fn(&ProviderRow) -> Cell),
    Convention(fn(&ConventionRow) -> Cell),
}

impl Column {
    const fn new(id: ColumnId, title: &'static str, width: Width, read: Read) -> Self {
        Self {
            id,
            title,
            width,
            read,
        }
    }

    /// The value of a row; nothing where the row is of another list.
    pub fn cell(&self, row: &Row) -> Cell {
        match (self.read, row) {
            (Read::School(read), Row::School(row)) => read(row),
            (Read::Collectivite(read), Row::Collectivite(row)) => read(row),
            (Read::Provider(read), Row::Provider(row)) => read(row),
            (Read::Convention(read), Row::Convention(row)) => read(row),
            _ => Cell::Nothing,
        }
    }

    /// The value of a school's row.
    pub fn of_school(&self, row: &SchoolRow) -> Cell {
        match self.read {
            Read::School(read) => read(row),
            _ => Cell::Nothing,
        }
    }

    /// The order of the rows by this column.
    pub fn sort(&self) -> SortBy {
        SortBy::Column(self.id)
    }
}

/// A column that stays at its width.
const fn fixed(least: u16) -> Width {
    Width {
        least,
        share: 0,
        right: false,
    }
}

/// A column that takes its share of what is left.
const fn wide(least: u16, share: u16) -> Width {
    Width {
        least,
        share,
        right: false,
    }
}

/// A column of numbers.
const fn number(least: u16) -> Width {
    Width {
        least,
        share: 0,
        right: true,
    }
}

/// Every column of a list, in the order in which they are offered; of « aller à », none.
pub fn columns(pane: Pane) -> &'static [Column] {
    match pane {
        Pane::Schools => school::COLUMNS,
        Pane::Collectivites => party::COLLECTIVITES,
        Pane::Providers => party::PROVIDERS,
        Pane::Conventions => convention::COLUMNS,
        Pane::Everything => &[],
    }
}

/// The columns that a list shows where nobody chose others.
pub fn usual(pane: Pane) -> &'static [ColumnId] {
    use ColumnId as Id;
    match pane {
        Pane::Schools => school::USUAL,
        Pane::Collectivites => &[
            Id::Bloquees,
            Id::Nom,
            Id::Nature,
            Id::Inscrites,
            Id::Convention26,
            Id::Ecoles,
        ],
        Pane::Providers => &[Id::Convention28, Id::Nom, Id::Solutions, Id::Ecoles],
        Pane::Conventions => &[Id::Numero, Id::Partie, Id::Statut, Id::Echeance, Id::Ecoles],
        Pane::Everything => &[],
    }
}

/// A column of a list by its identity.
pub fn column(pane: Pane, id: ColumnId) -> Option<&'static Column> {
    columns(pane).iter().find(|column| column.id == id)
}

/// The columns chosen, or the usual ones where none is; those that the list does not have are left out.
pub fn chosen(pane: Pane, ids: &[ColumnId]) -> Vec<&'static Column> {
    let ids = if ids.is_empty() { usual(pane) } else { ids };
    ids.iter().filter_map(|id| column(pane, *id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PANES: [Pane; 4] = [
        Pane::Schools,
        Pane::Collectivites,
        Pane::Providers,
        Pane::Conventions,
    ];

    #[test]
    fn a_list_has_each_column_once_and_all_the_usual_ones() {
        for pane in PANES {
            let ids: Vec<ColumnId> = columns(pane).iter().map(|column| column.id).collect();
            for (at, id) in ids.iter().enumerate() {
                assert!(!ids[..at].contains(id), "{pane:?} has {id:?} twice");
            }
            assert_eq!(chosen(pane, &[]).len(), usual(pane).len(), "{pane:?}");
        }
        assert_eq!(chosen(Pane::Schools, EXPORTED).len(), EXPORTED.len());
    }

    #[test]
    fn a_title_fits_its_column() {
        for column in PANES.into_iter().flat_map(columns) {
            let wide = column.title.chars().count();
            assert!(wide <= usize::from(column.width.least), "{}", column.title);
        }
    }
}
