//! The rows of the collectivités, and their columns.

use serde::{Deserialize, Serialize};

use super::{Cell, Column, ColumnId, Look, Read, Usual, Value, Width, fixed, in_force, number, wide};
use crate::domain::collectivite::Collectivite;
use crate::domain::convention::Party;
use crate::domain::id::Siren;
use crate::domain::query::page::Summary;
use crate::domain::query::source::Source;
use crate::domain::rule::Standing;

/// A collectivité and its schools on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectiviteRow {
    /// Its key.
    pub siren: Siren,
    /// Its name.
    pub name: String,
    /// The kind, in French.
    pub kind: String,
    /// The schools over which it holds the competence.
    pub counts: Summary,
    /// It has a convention 26 in force; none where it has none and no school of it has a project that waits for one.
    pub art26: Option<bool>,
}

const fn of(id: ColumnId, title: &'static str, width: Width, whole: fn(&CollectiviteRow) -> Cell) -> Column {
    Column::new(id, title, width, Read::Collectivite(Value::new(whole)))
}

pub(super) const COLUMNS: &[Column] = &[
    of(ColumnId::Siren, "SIREN", fixed(9), |row| Cell::text(row.siren)),
    of(ColumnId::Bloquees, "Bloquées", number(8), |row| {
        Cell::count(row.counts.of(Standing::Blocked))
    })
    .usual(Usual::Yes)
    .look(Look::BesideSign),
    of(ColumnId::Nom, "Collectivité", wide(12, 3), |row| {
        Cell::text(&row.name)
    })
    .usual(Usual::Yes),
    of(ColumnId::Nature, "Nature", wide(10, 1), |row| {
        Cell::text(&row.kind)
    })
    .usual(Usual::WhereRoom)
    .look(Look::Muted),
    of(ColumnId::Inscrites, "Inscrites", number(9), |row| {
        Cell::count(row.counts.of(Standing::Registered))
    })
    .usual(Usual::WhereRoom),
    of(ColumnId::Convention26, "26", fixed(3), |row| {
        Cell::flag(row.art26)
    })
    .usual(Usual::Yes)
    .look(Look::Sign),
    of(ColumnId::Ecoles, "Écoles", number(6), |row| {
        Cell::count(row.counts.schools())
    })
    .usual(Usual::Yes),
];

impl CollectiviteRow {
    pub(super) fn of(source: Source<'_>, found: &Collectivite) -> Self {
        let counts = source.board.tally_of(found.siren);
        let has_project = Standing::all().any(|standing| standing.is_a_project() && counts.of(standing) > 0);
        let in_force = in_force(source, Party::Collectivite(found.siren));
        Self {
            siren: found.siren,
            name: found.name.clone(),
            kind: found.kind.label().to_owned(),
            counts,
            art26: (in_force || has_project).then_some(in_force),
        }
    }
}
