//! Bars in parts: what schools are; or what a rule blocks alone and with others.

use ratatui::layout::Rect;

use crate::domain::query::figures::Reason;
use crate::tui::model::figures::parts::PART_COUNT as COUNT;
use crate::tui::model::figures::{Dashboard, PARTS};
use crate::tui::theme::Role;
use crate::tui::view::pen::{Pen, columns};

use super::{CRITICAL, FULL, HELD, READY};

/// What fills each part of a bar, from the left.
type Looks = [(&'static str, Role)];

/// Draws what is counted and its legend, then one bar for each name.
pub fn draw(pen: &mut Pen, area: Rect, board: &Dashboard, head: &str) {
    let looks = [
        (FULL, Role::Ok),
        (READY, Role::Key),
        (HELD, Role::Blocking),
        (CRITICAL, Role::Critical),
    ];
    let legend: Vec<(Role, String)> = PARTS
        .iter()
        .zip(looks)
        .map(|(part, (fill, role))| (role, format!("{fill} {} ", part.plural())))
        .collect();
    rows(pen, area, board, (head, &legend), &looks);
}

/// Draws the rules that block most: the part that each blocks alone is what lifting it would free.
pub fn reasons(pen: &mut Pen, area: Rect, board: &Dashboard, reasons: &[Reason]) {
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
    rows(pen, area, board, (head, &legend), &looks);
}

/// One row for each list of marks: the name, a count for each mark, the bar in parts.
fn rows(
    pen: &mut Pen,
    area: Rect,
    board: &Dashboard,
    (head, legend): (&str, &[(Role, String)]),
    looks: &Looks,
) {
    heading(pen, area, head, legend);
    let width = board.name_width(area.width);
    let bars = board.bars(area);
    let from = board.top(area.height.saturating_sub(1).into());
    let shown = board.rows.iter().enumerate().skip(from);
    for (y, (row, marks)) in (area.y + 1..area.bottom()).zip(shown) {
        pen.put(area.x, y, width, Role::Text, &board.picture.name(marks));
        for (place, mark) in marks.iter().enumerate() {
            let x = area.x + width + cells(place) * COUNT;
            pen.put_right(x, y, COUNT, Role::Text, &mark.count.to_string());
            if board.hand == (row, place) {
                pen.flatten(Rect::new(x + 1, y, COUNT - 1, 1), Role::Selected);
            }
        }
        for (part, (fill, role)) in board.parts(bars, marks).into_iter().zip(looks) {
            pen.put(part.start, y, part.width, *role, &fill.repeat(part.width.into()));
        }
    }
}

fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

fn heading(pen: &mut Pen, area: Rect, head: &str, legend: &[(Role, String)]) {
    let length: u16 = legend.iter().map(|(_, text)| columns(text)).sum();
    let room = area.width.saturating_sub(length + 2);
    pen.put(area.x, area.y, room, Role::Muted, head);
    let x = area.x + area.width.saturating_sub(length);
    pen.pieces(x, area.y, length, legend);
}
