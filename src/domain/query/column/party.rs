//! The columns of the collectivités and of the prestataires.

use super::{Cell, Column, ColumnId, Read, Width, fixed, number, wide};
use crate::domain::query::page::{CollectiviteRow, ProviderRow};
use crate::domain::rule::Standing;

const fn held(id: ColumnId, title: &'static str, width: Width, read: fn(&CollectiviteRow) -> Cell) -> Column {
    Column::new(id, title, width, Read::Collectivite(read))
}

const fn sold(id: ColumnId, title: &'static str, width: Width, read: fn(&ProviderRow) -> Cell) -> Column {
    Column::new(id, title, width, Read::Provider(read))
}

pub(super) const COLLECTIVITES: &[Column] = &[
    held(ColumnId::Siren, "SIREN", fixed(9), |row| Cell::text(row.siren)),
    held(ColumnId::Nom, "Collectivité", wide(12, 3), |row| {
        Cell::text(&row.name)
    }),
    held(ColumnId::Nature, "Nature", wide(10, 1), |row| {
        Cell::text(&row.kind)
    }),
    held(ColumnId::Ecoles, "Écoles", number(6), |row| {
        Cell::count(row.counts.schools())
    }),
    held(ColumnId::Bloquees, "Bloquées", number(8), |row| {
        Cell::count(row.counts.of(Standing::Blocked))
    }),
    held(ColumnId::Inscrites, "Inscrites", number(9), |row| {
        Cell::count(row.counts.of(Standing::Registered))
    }),
    held(ColumnId::Convention26, "26", fixed(3), |row| {
        Cell::flag(row.art26)
    }),
];

pub(super) const PROVIDERS: &[Column] = &[
    sold(ColumnId::Siren, "SIREN", fixed(9), |row| Cell::text(row.siren)),
    sold(ColumnId::Nom, "Prestataire", wide(12, 1), |row| {
        Cell::text(&row.name)
    }),
    sold(ColumnId::Solutions, "Solutions", wide(12, 2), |row| {
        Cell::List(row.solutions.clone())
    }),
    sold(ColumnId::Ecoles, "Écoles", number(6), |row| {
        Cell::count(row.schools)
    }),
    sold(ColumnId::Convention28, "28", fixed(3), |row| {
        Cell::Flag(row.art28)
    }),
];
