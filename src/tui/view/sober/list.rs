//! A list, one sentence a row. While one searches no row is drawn: the status line says how many are found, and the
//! one under the cursor.

use ratatui::layout::Rect;

use crate::domain::query::Sort;
use crate::domain::query::page::Row;
use crate::domain::query::row::Cell;
use crate::tui::model::{List, ListName, Model};
use crate::tui::theme::Role;
use crate::tui::view::list::{followed, marked, sorted, view_name, when_empty};
use crate::tui::view::names;
use crate::tui::view::painter::Painter;
use crate::tui::view::rows;

use super::row::sentence;

/// Draws the current list.
pub fn draw(painter: &mut Painter, body: Rect, model: &Model) {
    let list = model.focused();
    let area = rows::title(painter, body, &title(model, list));
    if model.searching {
        return;
    }
    if list.total == 0 {
        return empty(painter, area, model, list);
    }
    let first = list.top;
    let is_shown = |at: usize| {
        let rows = model.revealed.as_ref().map(|(_, _, rows)| rows);
        rows.is_none_or(|rows| rows.contains(&at))
    };
    let words = |(at, row)| {
        if is_shown(at) {
            in_full(model, list, row)
        } else {
            String::new()
        }
    };
    let shown: Vec<String> = list.visible().map(words).collect();
    rows::draw(painter, area, &shown, list.place.checked_sub(first));
}

/// A row, and whether it is marked.
fn in_full(model: &Model, list: &List, row: Option<&Row>) -> String {
    let Some(row) = row else {
        return "Lecture…".to_owned();
    };
    let text = row_text(list, &names::row(model, row));
    if list.marks.has(&row.id()) {
        format!("Coché, {text}")
    } else {
        text
    }
}

/// A row: its usual sentence, or the columns that the operator chose with their titles.
fn row_text(list: &List, row: &Row) -> String {
    if list.columns.is_empty() {
        return sentence(row);
    }
    let columns = list.shown_columns();
    let cells = columns.iter().map(|column| (column.title, column.cell(row)));
    let held = cells.filter(|(_, cell)| *cell != Cell::Nothing);
    let words: Vec<String> = held.map(|(title, cell)| format!("{title} {cell}")).collect();
    words.join(", ")
}

fn empty(painter: &mut Painter, area: Rect, model: &Model, list: &List) {
    let said = when_empty(model, list);
    let lines = crate::tui::text::wrap(&said, area.width.into());
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        painter.put(area.x, y, area.width, Role::Text, &line);
    }
}

/// `Volet 2, Écoles : 12 sur 934, portée Grenoble, recherche vif`.
fn title(model: &Model, list: &List) -> String {
    let name: ListName = list.name;
    let count = if list.loaded {
        list.records()
    } else {
        "lecture".to_owned()
    };
    let mut said = format!("Volet {}, {}\u{a0}: {count}", name.number(), name.title());
    if let Some(marked) = marked(list) {
        said.push_str(", ");
        said.push_str(&marked);
    }
    for chip in &model.scope {
        said.push_str(", portée ");
        said.push_str(&chip.label);
    }
    if let Some(followed) = followed(model, name) {
        said.push_str(", ");
        said.push_str(&followed);
    }
    if let Some(view) = view_name(list) {
        said.push_str(", vue ");
        said.push_str(&view);
    }
    if list.sort != Sort::default() {
        said.push_str(", ");
        said.push_str(&sorted(list));
    }
    if !list.search.is_empty() && !model.searching {
        said.push_str(", recherche ");
        said.push_str(list.search.text());
    }
    if let Some(rows) = list.rows_apart() {
        said.push_str(", ");
        said.push_str(&rows);
    }
    said
}
