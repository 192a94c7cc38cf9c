//! The dialogs, over the panes.

mod annexe;
mod chooser;
mod editor;
mod form;
mod paper;

use ratatui::layout::{Position, Rect, Size};

use crate::tui::keymap::Keymap;
use crate::tui::model::frame::{framed, is_low, over, under_header};
use crate::tui::model::layer::Layer;
use crate::tui::theme::Role;

use super::pen::Pen;

/// The width of a dialog with one field.
const FORM: u16 = 72;

/// Draws a dialog, which names the keys in force; returns the caret of its field.
pub fn draw(pen: &mut Pen, size: Size, keymap: &Keymap, layer: &Layer) -> Option<Position> {
    match layer {
        // Said on the message line: a window that comes and goes costs bytes and tells nothing.
        Layer::Wait(_) => None,
        Layer::Chooser(chooser) => chooser::draw(pen, size, chooser),
        Layer::Form(form) => form::draw(pen, size, form),
        Layer::Editor(form) => editor::draw(pen, size, keymap, form),
        Layer::Annexe(annexe) => annexe::draw(pen, size, keymap, annexe),
        Layer::Paper(paper) => {
            paper::draw(pen, size, paper);
            None
        }
    }
}

/// Draws the border of a dialog with so many columns, and rows inside; returns the inside, with a margin.
fn window(pen: &mut Pen, size: Size, columns: u16, rows: u16, title: &str) -> Rect {
    let area = if pen.is_sober() {
        under_header(size)
    } else {
        over(size, columns.min(size.width.saturating_sub(4)), rows + 2)
    };
    frame(pen, area, title);
    let inner = framed(area, pen.is_sober());
    Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    }
}

/// Says on the border of a dialog that there is more below.
fn more(pen: &mut Pen, area: Rect) {
    if pen.is_sober() && is_low(area) {
        return;
    }
    let y = area.bottom().saturating_sub(1);
    let room = area.width.saturating_sub(2);
    pen.more(area.x, y, room, Role::Focused);
}

/// Draws the border of a dialog with its title.
fn frame(pen: &mut Pen, area: Rect, title: &str) {
    pen.frame(area, Role::Focused, &[(Role::Focused, format!(" {title} "))]);
}
