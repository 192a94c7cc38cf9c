//! The agenda in sentences: a line a day, the cursor of the terminal on the chosen one.

use chrono::Datelike;
use ratatui::layout::Rect;

use crate::domain::date::month_fr;
use crate::tui::model::Model;
use crate::tui::model::agenda_page::AgendaPage;
use crate::tui::theme::Role;
use crate::tui::view::painter::Painter;
use crate::tui::view::rows;

/// Draws the days of the week, or those of the month.
pub fn draw(painter: &mut Painter, body: Rect, page: &AgendaPage, model: &Model) {
    let mut title = format!("Agenda, {} {}", month_fr(page.at), page.at.year());
    for chip in &model.scope {
        title.push_str(", portée ");
        title.push_str(&chip.label);
    }
    if page.mine {
        title.push_str(", les collectivités que je suis");
    }
    let area = rows::title(painter, body, &title);
    if let Some(why) = &page.error {
        painter.put(area.x, area.y, area.width, Role::Text, why);
        return;
    }
    let days: Vec<_> = page
        .days()
        .into_iter()
        .filter(|day| page.by_week || day.month() == page.at.month())
        .collect();
    let at = days.iter().position(|day| *day == page.at).unwrap_or(0);
    let said: Vec<String> = days.iter().map(|day| page.sentence(*day)).collect();
    rows::page(painter, area, &said, at);
}
