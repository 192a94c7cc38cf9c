//! Bars in parts: what schools are; or what a rule blocks alone and with others.

use ratatui::layout::Rect;

use crate::domain::query::figures::Reason;
use crate::tui::model::figures::parts::PART_COUNT as COUNT;
use crate::tui::model::figures::{Dashboard, PARTS};
use crate::tui::theme::Role;
use crate::tui::view::painter::{Painter, columns};

use super::{CRITICAL, FULL, HELD, READY};

/// What fills each part of a bar, from the left.
type Looks = [(&'static str, Role)];

/// Draws what is counted and its legend, then one bar for each name.
pub fn draw(painter: &mut Painter, area: Rect, dashboard: &Dashboard, head: &str) {
    let looks = [
        (FULL, Role::Ok),
        (READY, Role::Ready),
        (HELD, Role::Blocking),
        (CRITICAL, Role::Critical),
    ];
    let legend: Vec<(Role, String)> = PARTS
        .iter()
        .zip(looks)
        .map(|(part, (fill, role))| (role, format!("{fill} {} ", part.plural())))
        .collect();
    rows(painter, area, dashboard, (head, &legend), &looks);
}

/// Draws how far the lines are: those at each stage, and those beyond it.
pub fn stages(painter: &mut Painter, area: Rect, dashboard: &Dashboard, head: &str) {
    let looks = [(FULL, Role::Ok), (HELD, Role::Text)];
    let legend = [
        (Role::Ok, format!("{FULL} à cette étape  ")),
        (Role::Text, format!("{HELD} au-delà")),
    ];
    rows(painter, area, dashboard, (head, &legend), &looks);
}

/// Draws the rules that block most: the part that each blocks alone is what lifting it would free.
pub fn reasons(painter: &mut Painter, area: Rect, dashboard: &Dashboard, reasons: &[Reason]) {
    let legend = [
        (Role::Ok, format!("{FULL} libérées si levée  ")),
        (Role::Blocking, format!("{HELD} les autres")),
    ];
    let head = if reasons.is_empty() {
        "Aucune règle ne bloque d’école"
    } else {
        "Écoles concernées, libérées"
    };
    let looks = [(FULL, Role::Ok), (HELD, Role::Blocking)];
    rows(painter, area, dashboard, (head, &legend), &looks);
}

/// One row for each list of marks: the name, a count for each mark, the bar in parts.
fn rows(
    painter: &mut Painter,
    area: Rect,
    dashboard: &Dashboard,
    (head, legend): (&str, &[(Role, String)]),
    looks: &Looks,
) {
    heading(painter, area, head, legend);
    let width = dashboard.name_width(area.width);
    let bars = dashboard.bars(area);
    for (place, name) in dashboard.picture.headings().iter().enumerate() {
        let x = area.x + width + cells(place) * COUNT;
        painter.put_right(x, area.y + 1, COUNT, Role::Muted, name);
    }
    for (y, row) in dashboard.visible(area) {
        let marks = &dashboard.rows[row];
        painter.put(area.x, y, width, Role::Text, &dashboard.picture.name(marks));
        for (place, mark) in marks.iter().enumerate() {
            let x = area.x + width + cells(place) * COUNT;
            painter.put_right(x, y, COUNT, Role::Text, &mark.count.to_string());
            if dashboard.cursor == (row, place) {
                painter.flatten(Rect::new(x + 1, y, COUNT - 1, 1), Role::Selected);
            }
        }
        for (part, (fill, role)) in dashboard.parts(bars, marks).into_iter().zip(looks) {
            painter.put(part.start, y, part.width, *role, &fill.repeat(part.width.into()));
        }
    }
}

fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

fn heading(painter: &mut Painter, area: Rect, head: &str, legend: &[(Role, String)]) {
    let length: u16 = legend.iter().map(|(_, text)| columns(text)).sum();
    let room = area.width.saturating_sub(length + 2);
    painter.put(area.x, area.y, room, Role::Muted, head);
    let x = area.x + area.width.saturating_sub(length);
    painter.pieces(x, area.y, length, legend);
}
