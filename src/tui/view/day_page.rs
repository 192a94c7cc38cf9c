//! The day's work: a line for each thing that waits, with its count and how old it is.

use ratatui::layout::Rect;

use crate::domain::query::day_work::{Work, WorkCount};
use crate::tui::model::Model;
use crate::tui::model::day_page::{DayPage, age, counted, rows, short_age};
use crate::tui::theme::Role;

use super::painter::{Painter, columns};

/// The columns of the group, of the sign, of the name of a line, of its count.
const GROUP: u16 = 13;
const SIGN: u16 = 2;
const LABEL: u16 = 28;
const COUNT: u16 = 15;

/// Draws the page.
pub fn draw(painter: &mut Painter, area: Rect, page: &DayPage, model: &Model) {
    let mut title = vec![(Role::Focused, "Journée".to_owned())];
    let pins = model.scope.iter().map(|chip| chip.label.as_str());
    for text in pins.chain(page.whose(&model.scope)) {
        title.push((Role::Muted, " · ".to_owned()));
        title.push((Role::Text, text.to_owned()));
    }
    painter.frame(area, Role::Focused, &title);
    let room = rows(area);
    if let Some(why) = &page.error {
        painter.put(room.x, room.y, room.width, Role::Error, &format!("✗ {why}"));
        return;
    }
    let top = page.top(room);
    let mut group = "";
    for (y, (place, (work, count))) in (room.y..room.bottom()).zip(page.lines().enumerate().skip(top)) {
        let heads = group != work.group;
        group = work.group;
        let row = Rect { y, height: 1, ..room };
        line(painter, row, work, count, heads, model);
        if place == page.cursor {
            painter.paint(row, Role::Selected);
        }
    }
    let below = page
        .lines()
        .count()
        .saturating_sub(top + usize::from(room.height));
    if below > 0 {
        let said = format!(" +{below} ");
        painter.put_right(
            area.x,
            area.bottom() - 1,
            area.width.saturating_sub(2),
            Role::Muted,
            &said,
        );
    }
}

fn line(painter: &mut Painter, row: Rect, work: &Work, count: Option<WorkCount>, heads: bool, model: &Model) {
    let (mut x, y) = (row.x, row.y);
    if heads {
        painter.put(x, y, GROUP, Role::Title, work.group);
    }
    x += GROUP;
    let waits = count.map_or(0, |count| count.count);
    let role = role(work, waits);
    painter.put(x, y, SIGN, role, sign(work, waits));
    x += SIGN;
    painter.put(x, y, LABEL, role, work.label);
    x += LABEL;
    let said = count.map_or_else(|| "…".to_owned(), |count| counted(work, count.count));
    painter.put_right(x, y, COUNT, role, &said);
    x += COUNT + 2;
    let first = count.and_then(|count| count.first);
    if let Some(first) = first {
        let left = row.right().saturating_sub(x);
        let whole = age(first, model.options.today);
        let said = if columns(&whole) > left {
            short_age(first, model.options.today)
        } else {
            whole
        };
        painter.put(x, y, left, role, &said);
    }
}

/// Red for what is wrong today, bright for what only waits for the clerk.
fn role(work: &Work, waits: usize) -> Role {
    match waits {
        0 => Role::Muted,
        _ if work.wrong => Role::Critical,
        _ if work.ready => Role::Ready,
        _ => Role::Text,
    }
}

/// The same without colour.
fn sign(work: &Work, waits: usize) -> &'static str {
    match waits {
        0 => "",
        _ if work.wrong => "!",
        _ if work.ready => "»",
        _ => "·",
    }
}
