//! A dialog to read.

use ratatui::layout::{Position, Rect, Size};

use crate::tui::model::dialog::{Find, TextDialog};
use crate::tui::model::frame::{framed, over, text_room, under_header};
use crate::tui::theme::Role;
use crate::tui::view::field;
use crate::tui::view::painter::{Painter, columns};

use super::more;

/// Draws the visible lines of a text, below the words that are looked for in it; returns their caret.
pub fn draw(painter: &mut Painter, size: Size, dialog: &TextDialog) -> Option<Position> {
    let (columns, rows) = text_room(size, painter.is_sober());
    let finds = usize::from(dialog.find.is_some());
    let lines = dialog.lines(columns, painter.is_sober());
    let height = lines.len().min(rows.saturating_sub(finds));
    let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let area = if painter.is_sober() {
        under_header(size)
    } else {
        over(size, cells(columns + 4), cells(height + finds + 2))
    };
    painter.frame(
        area,
        Role::Focused,
        &[(Role::Focused, format!(" {} ", dialog.title))],
    );
    let mut inner = framed(area, painter.is_sober());
    let caret = dialog.find.as_ref().and_then(|find| {
        let row = Rect { height: 1, ..inner };
        inner = Rect {
            y: inner.y + 1,
            height: inner.height.saturating_sub(1),
            ..inner
        };
        words(painter, row, find, lines.is_empty())
    });
    let top = dialog.top.min(lines.len().saturating_sub(height));
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(top)) {
        painter.pieces(inner.x + 1, y, inner.width.saturating_sub(2), line);
    }
    if top + height < lines.len() {
        more(painter, area);
    }
    caret
}

/// Draws the words that are looked for, and that nothing has them; returns the caret while they are typed.
fn words(painter: &mut Painter, row: Rect, find: &Find, nothing: bool) -> Option<Position> {
    let room = row.width.saturating_sub(2);
    let taken = painter.put(row.x + 1, row.y, room, Role::Title, "Chercher\u{a0}: ");
    let said = if nothing { "rien de tel dans l’aide" } else { "" };
    let left = room.saturating_sub(taken + columns(said) + 1);
    let caret = field::draw(painter, row.x + 1 + taken, row.y, left, &find.words);
    painter.put_right(row.x + 1, row.y, room, Role::Muted, said);
    caret.filter(|_| !find.read)
}
