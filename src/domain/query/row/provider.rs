//! The rows of the prestataires, and their columns.

use serde::{Deserialize, Serialize};

use super::{Cell, Column, ColumnId, Look, Read, Usual, Value, Width, fixed, in_force, number, wide};
use crate::domain::convention::Party;
use crate::domain::id::Siren;
use crate::domain::provider::Provider;
use crate::domain::query::source::Source;

/// A prestataire and its solutions on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderRow {
    /// Its key.
    pub siren: Siren,
    /// Its name.
    pub name: String,
    /// The names of its solutions.
    pub solutions: Vec<String>,
    /// The schools that chose one of them.
    pub schools: usize,
    /// It has a convention 28 in force.
    pub art28: bool,
}

const fn of(id: ColumnId, title: &'static str, width: Width, whole: fn(&ProviderRow) -> Cell) -> Column {
    Column::new(id, title, width, Read::Provider(Value::new(whole)))
}

pub(super) const COLUMNS: &[Column] = &[
    of(ColumnId::Siren, "SIREN", fixed(9), |row| Cell::text(row.siren)),
    of(ColumnId::Convention28, "28", fixed(3), |row| {
        Cell::Flag(row.art28)
    })
    .usual(Usual::Yes)
    .look(Look::RowSign),
    of(ColumnId::Nom, "Prestataire", wide(12, 1), |row| {
        Cell::text(&row.name)
    })
    .usual(Usual::Yes),
    of(ColumnId::Solutions, "Solutions", wide(12, 2), |row| {
        Cell::List(row.solutions.clone())
    })
    .usual(Usual::Behind),
    of(ColumnId::Ecoles, "Écoles", number(6), |row| {
        Cell::count(row.schools)
    })
    .usual(Usual::Yes),
];

impl ProviderRow {
    pub(super) fn of(source: Source<'_>, found: &Provider) -> Self {
        let solutions = source.registry.solutions_of(found.siren);
        Self {
            siren: found.siren,
            name: found.name.clone(),
            solutions: solutions.map(|solution| solution.name.clone()).collect(),
            schools: source.board.schools_with(found.siren),
            art28: in_force(source, Party::Provider(found.siren)),
        }
    }
}
