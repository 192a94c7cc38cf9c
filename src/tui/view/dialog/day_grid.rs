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
    let inner = window(painter, size, WIDEST, rows + OTHERS, "Un jour par école");
    let title = format!("{}  ·  {}", grid.fact.label(), grid.about);
    painter.put(inner.x, inner.y, inner.width, Role::Title, &title);
    let body = Rect {
        y: inner.y + 1,
        height: rows.min(inner.height.saturating_sub(OTHERS - 1)).max(1),
        ..inner
    };
    let top = (grid.at + 1).saturating_sub(body.height.into());
    let mut caret = None;
    for (y, (place, row)) in (body.y..body.bottom()).zip(grid.rows.iter().enumerate().skip(top)) {
        let found = line(
            painter,
            Rect::new(body.x, y, body.width, 1),
            row,
            place == grid.at,
        );
        caret = caret.or(found.filter(|_| place == grid.at));
    }
    if top + usize::from(body.height) < grid.rows.len() {
        more(
            painter,
            Rect {
                height: body.height + 1,
                ..body
            },
        );
    }
    let (role, said) = match &grid.error {
        Some(error) => (Role::Error, format!("✗ {error}")),
        None if grid.busy.is_some() => (Role::Muted, "Enregistrement…".to_owned()),
        None => (Role::Muted, hint(keymap)),
    };
    let lines = wrap(&painter.words(role, &said), inner.width.into());
    for (y, line) in (body.bottom() + 1..inner.bottom()).zip(lines) {
        painter.put(inner.x, y, inner.width, role, &line);
    }
    caret
}

/// A school, its day and what was understood of it.
fn line(painter: &mut Painter, area: Rect, row: &DayRow, is_here: bool) -> Option<Position> {
    let echo = if area.width > 60 { ECHO } else { 0 };
    let names = area.width.saturating_sub(DAY + echo + 3);
    let role = if is_here { Role::Title } else { Role::Text };
    painter.put(area.x, area.y, names, role, &row.target.label);
    let x = area.x + names + 1;
    let caret = field::draw(painter, x, area.y, DAY, &row.day.field);
    let (role, said) = match row.day.echo() {
        Ok(_) if row.day.field.is_empty() => (Role::Muted, String::new()),
        Ok(said) => (Role::Muted, said),
        Err(why) => (Role::Error, why),
    };
    if echo > 0 || role == Role::Error {
        let room = echo.max(columns(&said).min(area.width.saturating_sub(names + DAY + 2)));
        painter.put(x + DAY + 1, area.y, room, role, &said);
    }
    caret
}

/// What the keys do.
fn hint(keymap: &Keymap) -> String {
    let [next, save] = [Press::Accept, Press::Save].map(|press| keymap.shown(Context::Field, press));
    format!("{next} passe à la suivante\u{a0}; une colonne collée se répartit\u{a0}; {save} montre l’aperçu")
}
