//! The orders by a column.

use super::ranked::At;
use crate::domain::query::Pane;
use crate::domain::query::row::{Cell, ColumnId, column, named as row};
use crate::domain::query::source::Source;
use crate::text::fold;

/// Sorts lines of schools by a column; lines without a value come last, equal ones stay in their order.
pub(super) fn schools(source: Source<'_>, rows: &mut [At], id: ColumnId, descending: bool) {
    let Some(column) = column(Pane::Schools, id) else {
        return;
    };
    let entries = source.day_index.entries();
    by_cell(rows, descending, |at| {
        let entry = &entries[at.place as usize];
        column.sort_key(source, entry, &entry.lines()[at.line as usize])
    });
}

/// Sorts records of another list by a column.
pub(super) fn named(source: Source<'_>, pane: Pane, rows: &mut [At], id: ColumnId, descending: bool) {
    let Some(column) = column(pane, id) else {
        return;
    };
    by_cell(rows, descending, |at| {
        let row = row(source, &source.day_index.named()[at.place as usize]);
        match row.map(|row| column.cell(&row)) {
            Some(Cell::Text(text)) => Cell::Text(fold(&text)),
            cell => cell.unwrap_or(Cell::Nothing),
        }
    });
}

fn by_cell(rows: &mut [At], descending: bool, cell: impl Fn(&At) -> Cell) {
    let mut keyed: Vec<(Cell, At)> = rows.iter().map(|at| (cell(at), *at)).collect();
    keyed.sort_by(|(a, _), (b, _)| a.compare(b, descending));
    for (to, (_, at)) in rows.iter_mut().zip(keyed) {
        *to = at;
    }
}
