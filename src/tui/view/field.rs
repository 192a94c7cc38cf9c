//! A field: its text and its caret, scrolled so that the caret is seen.

use ratatui::layout::{Position, Rect};

use crate::tui::model::Field;
use crate::tui::theme::Role;

use super::pen::{Pen, columns};

/// Draws a field on one line; returns where its caret is.
pub fn draw(pen: &mut Pen, x: u16, y: u16, room: u16, field: &Field) -> Option<Position> {
    if room == 0 {
        return None;
    }
    pen.paint(Rect::new(x, y, room, 1), Role::Field);
    let before = columns(field.before());
    let hidden = (before + 1).saturating_sub(room);
    let shown = skip(field.text(), hidden);
    pen.put(x, y, room, Role::Field, shown);
    Some(Position::new(x + (before - hidden).min(room - 1), y))
}

/// Marks the bytes of a field that are wrong, where they are in sight.
pub fn mark(pen: &mut Pen, x: u16, y: u16, room: u16, field: &Field, (start, end): (usize, usize)) {
    let (Some(before), Some(wrong)) = (field.text().get(..start), field.text().get(start..end)) else {
        return;
    };
    let hidden = (columns(field.before()) + 1).saturating_sub(room);
    let from = columns(before).saturating_sub(hidden).min(room);
    let to = (columns(before) + columns(wrong))
        .saturating_sub(hidden)
        .min(room);
    pen.paint(Rect::new(x + from, y, to - from, 1), Role::Error);
}

/// Leaves out the characters that fill so many columns.
fn skip(text: &str, hidden: u16) -> &str {
    let start = text
        .char_indices()
        .map(|(place, _)| place)
        .find(|place| columns(&text[..*place]) >= hidden);
    &text[start.unwrap_or(text.len())..]
}
