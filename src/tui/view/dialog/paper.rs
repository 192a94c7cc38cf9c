//! A dialog to read.

use ratatui::layout::Size;

use crate::tui::model::frame::{framed, over, paper_room, under_header};
use crate::tui::model::layer::Paper;
use crate::tui::theme::Role;
use crate::tui::view::pen::Pen;

use super::more;

/// Draws the visible lines of a text.
pub fn draw(pen: &mut Pen, size: Size, paper: &Paper) {
    let (columns, rows) = paper_room(size, pen.is_sober());
    let lines = paper.lines(columns, pen.is_sober());
    let height = lines.len().min(rows);
    let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let area = if pen.is_sober() {
        under_header(size)
    } else {
        over(size, cells(columns + 4), cells(height + 2))
    };
    pen.frame(
        area,
        Role::Focused,
        &[(Role::Focused, format!(" {} ", paper.title))],
    );
    let inner = framed(area, pen.is_sober());
    let top = paper.top.min(lines.len().saturating_sub(height));
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(top)) {
        pen.pieces(inner.x + 1, y, inner.width.saturating_sub(2), line);
    }
    if top + height < lines.len() {
        more(pen, area);
    }
}
