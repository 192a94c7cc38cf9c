//! The titles and the cells of a list, each in its place.

use crate::domain::query::Sort;
use crate::domain::query::page::Row;
use crate::domain::query::row::Look;
use crate::tui::theme::Role;
use crate::tui::view::painter::{Painter, columns};

use super::order::sign;
use super::placed::{Placed, lead};

/// Writes the titles of the columns, with the sign of the order behind the one that it is by.
pub fn titles(painter: &mut Painter, y: u16, places: &[Placed], sort: Sort) {
    for placed in places {
        let title = format!("{}{}", placed.title(), sign(sort, placed.column.id));
        let is_whole = columns(&title) <= placed.width;
        if is_whole && placed.column.width.right && !placed.has_sign {
            painter.put_right(placed.x, y, placed.width, Role::Muted, &title);
        } else {
            // The sign may take the gap after a title that fills its column.
            painter.put(placed.x, y, placed.width + 1, Role::Muted, &title);
        }
    }
}

/// Writes a row.
pub fn row(painter: &mut Painter, x: u16, y: u16, places: &[Placed], row: &Row) {
    let (sign, role) = lead(row);
    painter.put(x + 1, y, 1, role, &sign.to_string());
    for placed in places {
        cell(painter, y, placed, row);
    }
}

fn cell(painter: &mut Painter, y: u16, placed: &Placed, row: &Row) {
    let Placed { column, x, width, .. } = placed;
    let (role, text) = placed.value(row);
    if placed.has_sign && column.look == Look::RowSign {
        return;
    }
    if column.width.right {
        return painter.put_right(*x, y, *width, role, &text);
    }
    let shorter = if columns(&text) > *width {
        column.shorter(row)
    } else {
        None
    };
    let spans = match column.look {
        Look::Matched => row.spans(),
        Look::Plain | Look::Muted | Look::Sign | Look::RowSign | Look::BesideSign => &[],
    };
    match shorter {
        Some(shorter) => painter.put_matched((*x, y), *width, role, &shorter, &moved(spans, &text, &shorter)),
        None => painter.put_matched((*x, y), *width, role, &text, spans),
    }
}

/// The ranges of a text in one that ends as it does: what is in the start that they do not share is left out.
fn moved(spans: &[(usize, usize)], text: &str, shorter: &str) -> Vec<(usize, usize)> {
    let pairs = text.bytes().rev().zip(shorter.bytes().rev());
    let same = pairs.take_while(|(one, other)| one == other).count();
    let (from, to) = (text.len() - same, shorter.len() - same);
    let kept = spans.iter().filter(|(start, _)| *start >= from);
    kept.map(|(start, end)| (start - from + to, end - from + to))
        .collect()
}
