//! The month of which a day is taken: its weeks, and what falls on the day under the cursor.

use chrono::Datelike;
use ratatui::layout::Size;

use crate::domain::date::month_fr;
use crate::tui::model::dialog::Month;
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::agenda;
use crate::tui::view::painter::Painter;
use crate::tui::view::rows;

use super::{FORM, window};

/// The rows of the names of the days, of six weeks, of what falls on the day, and an empty one.
const ROWS: u16 = 10;

/// Draws the month; in sentences, a line a day.
pub fn draw(painter: &mut Painter, size: Size, month: &Month) {
    let page = &month.page;
    let title = format!("Choisir un jour · {} {}", month_fr(page.at), page.at.year());
    let room = window(painter, size, FORM, ROWS, &title);
    if painter.is_sober() {
        let days: Vec<_> = page.days();
        let days: Vec<_> = days.iter().filter(|day| day.month() == page.at.month()).collect();
        let said: Vec<String> = days.iter().map(|day| page.sentence(**day)).collect();
        let at = days.iter().position(|day| **day == page.at).unwrap_or(0);
        return rows::page(painter, room, &said, at);
    }
    let below = agenda::month(painter, room, page, month.today);
    let (role, said) = match &page.error {
        Some(why) => (Role::Error, format!("✗ {why}")),
        None => (Role::Title, page.sentence(page.at)),
    };
    let lines = wrap(&said, room.width.into());
    for (y, line) in (below.y + 1..room.bottom()).zip(lines) {
        painter.put(room.x, y, room.width, role, &line);
    }
}
