//! One bar a row.

use ratatui::layout::Rect;

use crate::tui::model::figures::parts::filled;
use crate::tui::model::figures::place::BAR_COUNT as COUNT;
use crate::tui::model::figures::{Dashboard, Mark};
use crate::tui::theme::Role;
use crate::tui::view::pen::{Pen, columns};

use super::FULL;

/// Draws a line that says what is counted, then one bar for each row.
pub fn draw(pen: &mut Pen, area: Rect, board: &Dashboard, head: &str, label: &dyn Fn(&Mark) -> String) {
    pen.put(area.x, area.y, area.width, Role::Muted, head);
    let marks: Vec<&Mark> = board.rows.iter().filter_map(|row| row.first()).collect();
    let widest = marks.iter().map(|mark| columns(&label(mark))).max().unwrap_or(0);
    let width = widest.min(area.width / 2);
    let most = marks.iter().map(|mark| mark.count).max().unwrap_or(0);
    let room = area.width.saturating_sub(width + COUNT + 2);
    let from = board.top(area.height.saturating_sub(1).into());
    let shown = marks.iter().enumerate().skip(from);
    for (y, (row, mark)) in (area.y + 1..area.bottom()).zip(shown) {
        pen.put(area.x, y, width, Role::Text, &label(mark));
        pen.put_right(area.x + width, y, COUNT, Role::Text, &mark.count.to_string());
        let bar = FULL.repeat(filled(mark.count, most, room).into());
        pen.put(area.x + width + COUNT + 2, y, room, Role::Key, &bar);
        if row == board.hand.0 {
            pen.flatten(Rect::new(area.x, y, width + COUNT, 1), Role::Selected);
        }
    }
}
