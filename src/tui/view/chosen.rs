//! The columns that the operator chose: as many as fit, in their order, and the sign of the sort.

use ratatui::layout::Rect;

use crate::domain::query::page::Row;
use crate::domain::query::row::{Cell, Column, ColumnId, column};
use crate::domain::query::{Pane, Sort, SortBy};
use crate::tui::model::List;
use crate::tui::theme::Role;

use super::columns::{lead, mark_of, shorter};
use super::pen::{self, Pen};

/// The cells of the sign before the columns.
const LEAD: u16 = 3;

/// A column with its place on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    column: &'static Column,
    x: u16,
    width: u16,
}

/// The columns that fit, with their places, and those for which there is no room.
pub fn places(columns: &[&'static Column], area: Rect) -> (Vec<Placed>, Vec<&'static Column>) {
    let room = area.width.saturating_sub(LEAD);
    let mut taken = 0;
    let fit = columns
        .iter()
        .take_while(|column| {
            taken += column.width.least + 1;
            taken <= room + 1
        })
        .count();
    let (shown, left_out) = columns.split_at(fit);
    (spread(shown, area.x + LEAD, room), left_out.to_vec())
}

/// Each column its least, then its share of what is left.
fn spread(columns: &[&'static Column], start: u16, room: u16) -> Vec<Placed> {
    let least: u16 = columns.iter().map(|column| column.width.least + 1).sum();
    let shares: u16 = columns.iter().map(|column| column.width.share).sum();
    let free = (room + 1).saturating_sub(least);
    let mut x = start;
    columns
        .iter()
        .map(|column| {
            let more = (free * column.width.share).checked_div(shares).unwrap_or(0);
            let width = column.width.least + more;
            let placed = Placed { column, x, width };
            x += width + 1;
            placed
        })
        .collect()
}

/// Writes the titles of the columns.
pub fn titles(pen: &mut Pen, y: u16, places: &[Placed], sort: Sort) {
    for Placed { column, x, width } in places {
        let title = format!("{}{}", column.title, sign(sort, column.id));
        // The sign may take the gap after a title that fills its column.
        if column.width.right {
            pen.put_right(*x, y, *width, Role::Muted, &title);
        } else {
            pen.put(*x, y, width + 1, Role::Muted, &title);
        }
    }
}

/// Writes a row.
pub fn row(pen: &mut Pen, area: Rect, places: &[Placed], row: &Row) {
    let (sign, role) = lead(row);
    pen.put(area.x, area.y, LEAD, role, &format!(" {sign}"));
    for Placed { column, x, width } in places {
        let (role, text) = match column.cell(row) {
            Cell::Flag(held) if mark_of(column.id) => flag(Some(held)),
            Cell::Nothing if mark_of(column.id) => flag(None),
            cell => (Role::Text, fitting(row, column.id, cell.to_string(), *width)),
        };
        if column.width.right {
            pen.put_right(*x, area.y, *width, role, &text);
        } else {
            pen.put(*x, area.y, *width, role, &text);
        }
    }
}

/// A value, in fewer words where it does not fit and there are some.
fn fitting(row: &Row, id: ColumnId, text: String, room: u16) -> String {
    if pen::columns(&text) <= room {
        return text;
    }
    shorter(row, id).unwrap_or(text)
}

fn flag(held: Option<bool>) -> (Role, String) {
    let (sign, role) = super::columns::held_sign(held);
    (role, sign.to_owned())
}

/// The sign of the order behind the title of its column; nothing behind another.
pub fn sign(sort: Sort, id: ColumnId) -> &'static str {
    let is_sorted = match sort.by {
        SortBy::Column(by) => by == id,
        SortBy::Relevance | SortBy::Weight => false,
        SortBy::Key => matches!(id, ColumnId::Uai | ColumnId::Siren | ColumnId::Numero),
        SortBy::Name => id == ColumnId::Nom,
        SortBy::Commune => id == ColumnId::Commune,
        SortBy::Stage => id == ColumnId::Etape,
        SortBy::End => id == ColumnId::Echeance,
    };
    match (is_sorted, sort.descending) {
        (false, _) => "",
        (true, false) => "▲",
        (true, true) => "▼",
    }
}

/// The order in words, for the title of a list of which no column shows it; none where one does, and for the usual one.
pub fn sort_in_words(list: &List) -> Option<String> {
    let sort = list.sort;
    let shown = |column: &&'static Column| !sign(sort, column.id).is_empty();
    if sort == Sort::default() || list.shown_columns().iter().any(shown) {
        return None;
    }
    let way = if sort.descending { " ▼" } else { " ▲" };
    Some(format!("tri\u{a0}: {}{way}", sorted_by(list)))
}

/// The order in words alone: `tri par commune, décroissant`.
pub fn sorted(list: &List) -> String {
    let way = if list.sort.descending {
        ", décroissant"
    } else {
        ""
    };
    format!("tri par {}{way}", sorted_by(list))
}

/// What the rows are ordered by.
fn sorted_by(list: &List) -> String {
    match list.sort.by {
        SortBy::Column(id) => title(list.name.pane(), id).to_lowercase(),
        by => Sort {
            by,
            descending: false,
        }
        .label(),
    }
}

fn title(pane: Pane, id: ColumnId) -> &'static str {
    column(pane, id).map_or(id.code(), |column| column.title)
}

/// What is said of the columns for which there is no room.
pub fn left_out(columns: &[&'static Column]) -> Option<String> {
    let titles: Vec<&str> = columns.iter().map(|column| column.title).collect();
    let plural = if titles.len() < 2 { "colonne" } else { "colonnes" };
    let said = |count| format!(" {count} {plural} sans place\u{a0}: {} ", titles.join(", "));
    (!titles.is_empty()).then(|| said(titles.len()))
}
