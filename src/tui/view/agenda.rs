//! The agenda: the month as a grid or the week as lines, and what falls on the day under the cursor.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use crate::domain::date::month_fr;
use crate::tui::keymap::{Context, Press};
use crate::tui::model::Model;
use crate::tui::model::agenda_page::{AgendaPage, WEEK, cell, rows};
use crate::tui::text::wrap;
use crate::tui::theme::Role;

use super::painter::Painter;

/// The days of the week above their columns.
const NAMES: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];

/// The columns of the kind of a thing.
const KIND: u16 = 30;

/// Draws the agenda.
pub fn draw(painter: &mut Painter, area: Rect, page: &AgendaPage, model: &Model) {
    painter.frame(area, Role::Focused, &title(page, model));
    let room = rows(area);
    if let Some(why) = &page.error {
        painter.put(room.x, room.y, room.width, Role::Error, &format!("✗ {why}"));
        return;
    }
    let below = if page.by_week {
        week(painter, room, page, model)
    } else {
        month(painter, room, page, model.options.today)
    };
    day(painter, below, page, &model.key(Context::Figures, Press::Accept));
}

fn title(page: &AgendaPage, model: &Model) -> Vec<(Role, String)> {
    let month = format!("Agenda · {} {}", month_fr(page.at), page.at.year());
    let mut title = vec![(Role::Focused, month)];
    let pins = model.scope.iter().map(|chip| chip.label.as_str());
    for text in pins.chain(page.mine.then_some("les collectivités que je suis")) {
        title.push((Role::Muted, " · ".to_owned()));
        title.push((Role::Text, text.to_owned()));
    }
    title
}

/// The weeks of a month; returns the room below.
pub fn month(painter: &mut Painter, room: Rect, page: &AgendaPage, today: NaiveDate) -> Rect {
    let width = cell(room);
    for (column, name) in (0..WEEK).zip(NAMES) {
        painter.put(room.x + column * width, room.y, width, Role::Muted, name);
    }
    for (place, on) in (0..).zip(page.days()) {
        let (x, y) = (room.x + place % WEEK * width, room.y + 1 + place / WEEK);
        if y < room.bottom() {
            one(painter, Rect::new(x, y, width, 1), page, on, today);
        }
    }
    under(room, page.days().len().div_ceil(WEEK.into()) + 1)
}

/// A day of the month: its number, and how much falls on it; `~` where it is in holidays.
fn one(painter: &mut Painter, area: Rect, page: &AgendaPage, on: NaiveDate, today: NaiveDate) {
    let count = page.count(on).unwrap_or_default();
    let is_holiday = page
        .agenda
        .as_ref()
        .is_some_and(|agenda| agenda.holidays_on(on).is_some());
    let sign = if is_holiday { "~" } else { " " };
    let said = if count == 0 {
        String::new()
    } else {
        format!("({count})")
    };
    let role = if on.month() != page.at.month() {
        Role::Muted
    } else if on == today {
        Role::Focused
    } else if count > 0 {
        Role::Title
    } else {
        Role::Text
    };
    let text = format!("{:>2}{sign}{said}", on.day());
    painter.put(area.x, area.y, area.width.saturating_sub(1), role, &text);
    if on == page.at {
        let width = area.width.saturating_sub(1);
        painter.paint(Rect { width, ..area }, Role::Selected);
    }
}

/// The days of a week, a line each; returns the room below.
fn week(painter: &mut Painter, room: Rect, page: &AgendaPage, model: &Model) -> Rect {
    painter.put(room.x, room.y, room.width, Role::Muted, "Semaine");
    for (y, on) in (room.y + 1..room.bottom()).zip(page.days()) {
        let role = match page.count(on) {
            _ if on == model.options.today => Role::Focused,
            Some(1..) => Role::Title,
            _ => Role::Text,
        };
        painter.put(room.x, y, room.width, role, &page.sentence(on));
        if on == page.at {
            painter.paint(Rect::new(room.x, y, room.width, 1), Role::Selected);
        }
    }
    under(room, usize::from(WEEK) + 1)
}

fn under(room: Rect, rows: usize) -> Rect {
    let taken = u16::try_from(rows).unwrap_or(room.height).min(room.height);
    Rect {
        y: room.y + taken,
        height: room.height - taken,
        ..room
    }
}

/// What falls on the day under the cursor, as far as there is room.
fn day(painter: &mut Painter, room: Rect, page: &AgendaPage, open: &str) {
    let mut lines: Vec<(Role, String)> = wrap(&page.sentence(page.at), room.width.into())
        .into_iter()
        .map(|line| (Role::Title, line))
        .collect();
    let kind = usize::from(KIND.min(room.width / 2));
    let items = page
        .items()
        .map(|(what, name)| (Role::Text, format!("{what:<kind$} {name}")));
    lines.extend(items);
    let shown = usize::from(room.height.saturating_sub(1));
    let left = lines.len().saturating_sub(shown);
    let first = room.y + u16::from(room.height > 0);
    for (y, (role, line)) in (first..room.bottom()).zip(&lines) {
        painter.put(room.x, y, room.width, *role, line);
    }
    if left > 0 && room.height > 0 {
        let said = format!(" +{left}, {open}\u{a0}: la liste ");
        painter.put_right(room.x, room.bottom(), room.width, Role::Muted, &said);
    }
}
