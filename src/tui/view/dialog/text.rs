//! A dialog to read.

use ratatui::layout::Size;

use crate::tui::model::dialog::TextDialog;
use crate::tui::model::frame::{framed, over, text_room, under_header};
use crate::tui::theme::Role;
use crate::tui::view::painter::Painter;

use super::more;

/// Draws the visible lines of a text.
pub fn draw(painter: &mut Painter, size: Size, dialog: &TextDialog) {
    let (columns, rows) = text_room(size, painter.is_sober());
    let lines = dialog.lines(columns, painter.is_sober());
    let height = lines.len().min(rows);
    let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let area = if painter.is_sober() {
        under_header(size)
    } else {
        over(size, cells(columns + 4), cells(height + 2))
    };
    painter.frame(
        area,
        Role::Focused,
        &[(Role::Focused, format!(" {} ", dialog.title))],
    );
    let inner = framed(area, painter.is_sober());
    let top = dialog.top.min(lines.len().saturating_sub(height));
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(top)) {
        painter.pieces(inner.x + 1, y, inner.width.saturating_sub(2), line);
    }
    if top + height < lines.len() {
        more(painter, area);
    }
}
