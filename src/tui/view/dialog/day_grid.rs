//! A day for each of several schools: a row a school, its day in a column.

use ratatui::layout::{Position, Rect, Size};

use crate::tui::keymap::{Context, Keymap, Press};
use crate::tui::model::dialog::{DayGrid, DayRow, WIDEST};
use crate::tui::model::frame::outside;
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::field;
use crate::tui::view::painter::{Painter, columns};

use super::{more, window};

/// The rows that are not schools: the fact, a blank, what is wrong or what the keys do.
const OTHERS: u16 = 4;

/// The columns of a day, and of what was understood of it.
const DAY: u16 = 12;
const ECHO: u16 = 18;

/// Draws the schools and their days; returns the caret of the day under the cursor.
pub fn draw(painter: &mut Painter, size: Size, keymap: &Keymap, grid: &DayGrid) -> Option<Position> {
    let count = u16::try_from(grid.rows.len()).unwrap_or(u16::MAX);
    let rows = count.min(size.height.saturating_sub(outside(painter.is_sober()) + OTHERS));
    let names = grid.rows.iter().map(|row| columns(&row.label)).max().unwrap_or(0);
    let wanted = WIDEST.max(names + DAY + ECHO + 7);
    let inner = window(painter, size, wanted, rows + OTHERS, "Un jour par école");
    let title = format!("{}  ·  {}", grid.fact.label(), grid.about);
    painter.put(inner.x, inner.y, inner.width, Role::Title, &title);
    let body = Rect {
        y: inner.y + 1,
        height: rows.min(inner.height.saturating_sub(OTHERS - 1)).max(1),
        ..inner
    };
    let names = names.min(body.width.saturating_sub(DAY + 1));
    let top = (grid.at + 1).saturating_sub(body.height.into());
    let mut caret = None;
    for (y, (place, row)) in (body.y..body.bottom()).zip(grid.rows.iter().enumerate().skip(top)) {
        let area = Rect { y, height: 1, ..body };
        let found = line(painter, area, names, row, place == grid.at);
        caret = caret.or(found.filter(|_| place == grid.at));
    }
    if top + usize::from(body.height) < grid.rows.len() {
        let height = body.height + 1;
        more(painter, Rect { height, ..body });
    }
    foot(
        painter,
        Rect {
            y: body.bottom() + 1,
            height: inner.bottom().saturating_sub(body.bottom() + 1),
            ..inner
        },
        keymap,
        grid,
    );
    caret
}

/// A school, its day and, where there is room, what was understood of it.
fn line(painter: &mut Painter, area: Rect, names: u16, row: &DayRow, is_here: bool) -> Option<Position> {
    let role = if is_here { Role::Title } else { Role::Text };
    painter.put(area.x, area.y, names, role, &row.label);
    let x = area.x + names + 1;
    let caret = field::draw(painter, x, area.y, DAY, &row.day.field);
    let room = area.width.saturating_sub(names + DAY + 2);
    match echo(row) {
        Ok(said) if columns(&said) <= room => {
            painter.put(x + DAY + 1, area.y, room, Role::Muted, &said);
        }
        Ok(_) => {}
        Err(_) if room < 2 => painter.paint(Rect::new(x, area.y, DAY, 1), Role::Error),
        Err(why) => {
            painter.put(x + DAY + 1, area.y, room, Role::Error, &format!("✗ {why}"));
        }
    }
    caret
}

/// What was understood of a day, or why it is none; nothing of one that is left out.
fn echo(row: &DayRow) -> Result<String, String> {
    if row.day.field.is_empty() {
        return Ok(String::new());
    }
    row.day.echo()
}

/// What is wrong, else what was understood of the day under the cursor, and what the keys do.
fn foot(painter: &mut Painter, area: Rect, keymap: &Keymap, grid: &DayGrid) {
    let here = grid.rows.get(grid.at).map(echo);
    let (role, said) = match (&grid.error, here) {
        (Some(error), _) => (Role::Error, format!("✗ {error}")),
        _ if grid.busy.is_some() => (Role::Muted, "Enregistrement…".to_owned()),
        (None, Some(Err(why))) => (Role::Error, format!("✗ {why}")),
        (None, Some(Ok(day))) if !day.is_empty() => (Role::Muted, format!("{day}. {}", hint(keymap))),
        (None, _) => (Role::Muted, hint(keymap)),
    };
    let lines = wrap(&painter.words(role, &said), area.width.into());
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        painter.put(area.x, y, area.width, role, &line);
    }
}

/// What the keys do.
fn hint(keymap: &Keymap) -> String {
    let [next, save] = [Press::Accept, Press::Save].map(|press| keymap.shown(Context::Field, press));
    format!("{next}\u{a0}: la suivante\u{a0}; une colonne se colle vers le bas\u{a0}; {save}\u{a0}: l’aperçu")
}
