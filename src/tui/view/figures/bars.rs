//! One bar a row.

use ratatui::layout::Rect;

use crate::tui::model::figures::parts::filled;
use crate::tui::model::figures::place::BAR_COUNT as COUNT;
use crate::tui::model::figures::{Dashboard, PictureCount};
use crate::tui::theme::Role;
use crate::tui::view::painter::{Painter, columns};

use super::FULL;

/// Draws a line that says what is counted, then one bar for each row.
pub fn draw(
    painter: &mut Painter,
    area: Rect,
    dashboard: &Dashboard,
    head: &str,
    label: &dyn Fn(&PictureCount) -> String,
) {
    painter.put(area.x, area.y, area.width, Role::Muted, head);
    let marks: Vec<&PictureCount> = dashboard.rows.iter().filter_map(|row| row.first()).collect();
    let widest = marks.iter().map(|mark| columns(&label(mark))).max().unwrap_or(0);
    let width = widest.min(area.width / 2);
    let most = marks.iter().map(|mark| mark.count).max().unwrap_or(0);
    let room = area.width.saturating_sub(width + COUNT + 2);
    for (y, row) in dashboard.visible(area) {
        let Some(mark) = marks.get(row) else { continue };
        painter.put(area.x, y, width, Role::Text, &label(mark));
        painter.put_right(area.x + width, y, COUNT, Role::Text, &mark.count.to_string());
        let bar = FULL.repeat(filled(mark.count, most, room).into());
        painter.put(area.x + width + COUNT + 2, y, room, Role::Ok, &bar);
        if row == dashboard.cursor.0 {
            painter.flatten(Rect::new(area.x, y, width + COUNT, 1), Role::Selected);
        }
    }
}
