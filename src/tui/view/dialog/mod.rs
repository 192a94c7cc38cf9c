//! The dialogs, over the panes.

mod annexe;
mod chooser;
mod day_grid;
mod editor;
mod form;
mod month;
mod text;

use ratatui::layout::{Position, Rect, Size};

use crate::tui::keymap::Keymap;
use crate::tui::model::dialog::Dialog;
use crate::tui::model::frame::{framed, is_low, over, under_header};
use crate::tui::theme::Role;

use super::painter::Painter;

/// The width of a dialog with one field.
const FORM: u16 = 72;

/// Draws a dialog, which names the keys in force; returns the caret of its field.
pub fn draw(painter: &mut Painter, size: Size, keymap: &Keymap, dialog: &Dialog) -> Option<Position> {
    match dialog {
        // Said on the message line: a window that comes and goes costs bytes and tells nothing.
        Dialog::Wait(_) => None,
        Dialog::Chooser(chooser) => chooser::draw(painter, size, chooser),
        Dialog::Form(form) => form::draw(painter, size, form),
        Dialog::Editor(form) => editor::draw(painter, size, keymap, form),
        Dialog::Days(grid) => day_grid::draw(painter, size, keymap, grid),
        Dialog::Annexe(annexe) => annexe::draw(painter, size, keymap, annexe),
        Dialog::Month(month) => {
            month::draw(painter, size, month);
            None
        }
        Dialog::Text(dialog) => text::draw(painter, size, dialog),
    }
}

/// Draws the border of a dialog with so many columns, and rows inside; returns the inside, with a margin.
fn window(painter: &mut Painter, size: Size, columns: u16, rows: u16, title: &str) -> Rect {
    let area = if painter.is_sober() {
        under_header(size)
    } else {
        over(size, columns.min(size.width.saturating_sub(4)), rows + 2)
    };
    frame(painter, area, title);
    let inner = framed(area, painter.is_sober());
    Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    }
}

/// Says on the border of a dialog that there is more below.
fn more(painter: &mut Painter, area: Rect) {
    if painter.is_sober() && is_low(area) {
        return;
    }
    let y = area.bottom().saturating_sub(1);
    let room = area.width.saturating_sub(2);
    painter.more(area.x, y, room, Role::Focused);
}

/// Draws the border of a dialog with its title.
fn frame(painter: &mut Painter, area: Rect, title: &str) {
    painter.frame(area, Role::Focused, &[(Role::Focused, format!(" {title} "))]);
}
