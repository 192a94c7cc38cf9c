//! The columns of the conventions.

use super::{Cell, Column, ColumnId, Read, Width, fixed, number, wide};
use crate::domain::query::page::ConventionRow;

const fn of(id: ColumnId, title: &'static str, width: Width, read: fn(&ConventionRow) -> Cell) -> Column {
    Column::new(id, title, width, Read::Convention(read))
}

pub(super) const COLUMNS: &[Column] = &[
    of(ColumnId::Numero, "Numéro", wide(9, 1), |row| {
        Cell::text(&row.number)
    }),
    of(ColumnId::Article, "Art.", fixed(4), |row| {
        Cell::Number(row.article.into())
    }),
    of(ColumnId::Partie, "Partie", wide(12, 3), |row| {
        Cell::text(&row.party)
    }),
    of(ColumnId::Statut, "État", wide(12, 1), |row| {
        Cell::text(&row.status)
    }),
    of(ColumnId::Envoyee, "Envoyée", fixed(10), |row| {
        Cell::day(row.sent)
    }),
    of(ColumnId::SigneePartie, "Sign. part.", fixed(11), |row| {
        Cell::day(row.signed_party)
    }),
    of(ColumnId::Relance, "Relancée", fixed(10), |row| {
        Cell::day(row.reminded)
    }),
    of(ColumnId::ARelancer, "À relancer", fixed(10), |row| {
        Cell::day(row.next_due)
    }),
    of(ColumnId::Echeance, "Fin", fixed(10), |row| Cell::day(row.end)),
    of(ColumnId::Ecoles, "Écoles", number(6), |row| {
        Cell::count(row.schools)
    }),
];
