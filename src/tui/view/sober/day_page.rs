//! The day's work in sentences: the cursor of the terminal is on the chosen one.

use ratatui::layout::Rect;

use crate::tui::model::Model;
use crate::tui::model::day_page::{DayPage, sentence};
use crate::tui::theme::Role;
use crate::tui::view::painter::Painter;
use crate::tui::view::rows;

/// Draws the lines.
pub fn draw(painter: &mut Painter, body: Rect, page: &DayPage, model: &Model) {
    let mut title = "Journée".to_owned();
    for chip in &model.scope {
        title.push_str(", portée ");
        title.push_str(&chip.label);
    }
    if let Some(whose) = page.whose(&model.scope) {
        title.push_str(", ");
        title.push_str(whose);
    }
    let area = rows::title(painter, body, &title);
    if let Some(why) = &page.error {
        painter.put(area.x, area.y, area.width, Role::Text, why);
        return;
    }
    let today = model.options.today;
    let said = page.lines().map(|(work, count)| sentence(work, count, today));
    rows::page(painter, area, &said.collect::<Vec<_>>(), page.cursor);
}
