//! A field: its text and its caret, scrolled so that the caret is seen.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};

use crate::text::inert;
use crate::tui::model::Field;
use crate::tui::text::skip;
use crate::tui::theme::Role;

use super::painter::{Painter, columns};

/// A field as it is seen: what is not drawn takes no column.
struct Seen<'f> {
    text: Cow<'f, str>,
    /// The byte from which the text is in sight.
    start: usize,
    /// The columns before that.
    hidden: u16,
    /// The columns before the caret.
    before: u16,
}

impl<'f> Seen<'f> {
    /// A field in so much room.
    fn new(field: &'f Field, room: u16) -> Self {
        let text = inert(field.text());
        let before = columns(&inert(field.before()));
        let (start, hidden) = skip(&text, (before + 1).saturating_sub(room).into());
        Self {
            start,
            hidden: u16::try_from(hidden).unwrap_or(u16::MAX),
            text,
            before,
        }
    }
}

/// Draws a field on one line; returns where its caret is.
pub fn draw(painter: &mut Painter, x: u16, y: u16, room: u16, field: &Field) -> Option<Position> {
    if room == 0 {
        return None;
    }
    painter.paint(Rect::new(x, y, room, 1), Role::Field);
    let seen = Seen::new(field, room);
    painter.put(x, y, room, Role::Field, &seen.text[seen.start..]);
    let caret = seen.before.saturating_sub(seen.hidden).min(room - 1);
    Some(Position::new(x + caret, y))
}

/// Marks the bytes of a field that are wrong, where they are in sight.
pub fn mark(painter: &mut Painter, x: u16, y: u16, room: u16, field: &Field, (start, end): (usize, usize)) {
    let (Some(before), Some(wrong)) = (field.text().get(..start), field.text().get(start..end)) else {
        return;
    };
    let hidden = Seen::new(field, room).hidden;
    let before = columns(&inert(before));
    let from = before.saturating_sub(hidden).min(room);
    let to = (before + columns(&inert(wrong))).saturating_sub(hidden).min(room);
    painter.paint(Rect::new(x + from, y, to - from, 1), Role::Error);
}
