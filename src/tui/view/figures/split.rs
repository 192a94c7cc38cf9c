//! Bars in parts: registered, ready and blocked; or what a rule blocks alone and with others.

use ratatui::layout::Rect;

use crate::domain::query::figures::Reason;
use crate::tui::model::figures::place::PART_COUNT as COUNT;
use crate::tui::model::figures::{Dashboard, Mark};
use crate::tui::theme::Role;
use crate::tui::view::pen::{Pen, columns};

use super::{FULL, HELD, READY, filled};

/// A part of a bar: what fills it, its role, and how many.
type Part = (&'static str, Role, usize);

/// Draws what is counted and its legend, then one bar for each name.
pub fn draw(pen: &mut Pen, area: Rect, board: &Dashboard, head: &str) {
    let legend = [
        (Role::Ok, format!("{FULL} inscrites  ")),
        (Role::Key, format!("{READY} prêtes  ")),
        (Role::Blocking, format!("{HELD} bloquées")),
    ];
    let parts = |marks: &[Mark]| -> Vec<Part> {
        let looks = [(FULL, Role::Ok), (READY, Role::Key), (HELD, Role::Blocking)];
        let pairs = looks.into_iter().zip(marks);
        pairs
            .map(|((fill, role), mark)| (fill, role, mark.count))
            .collect()
    };
    rows(pen, area, board, (head, &legend), &parts);
}

/// Draws the rules that block most: the part that each blocks alone is what lifting it would free.
pub fn reasons(pen: &mut Pen, area: Rect, board: &Dashboard, reasons: &[Reason]) {
    let legend = [
        (Role::Ok, format!("{FULL} libérées si levée  ")),
        (Role::Blocking, format!("{HELD} bloquées par d’autres aussi")),
    ];
    let parts = |marks: &[Mark]| -> Vec<Part> {
        let count = |place: usize| marks.get(place).map_or(0, |mark| mark.count);
        vec![
            (FULL, Role::Ok, count(1)),
            (HELD, Role::Blocking, count(0).saturating_sub(count(1))),
        ]
    };
    let head = if reasons.is_empty() {
        "Aucune règle ne bloque d’école"
    } else {
        "Bloquées, libérées"
    };
    rows(pen, area, board, (head, &legend), &parts);
}

/// One row for each list of marks: the name, a count for each mark, the bar in parts.
fn rows(
    pen: &mut Pen,
    area: Rect,
    board: &Dashboard,
    (head, legend): (&str, &[(Role, String)]),
    parts: &dyn Fn(&[Mark]) -> Vec<Part>,
) {
    heading(pen, area, head, legend);
    let width = board.name_width(area.width);
    let counts = board.rows.first().map_or(0, |marks| cells(marks.len())) * COUNT;
    let taken = width + counts + 2;
    let bar = Rect {
        x: area.x + taken,
        width: area.width.saturating_sub(taken),
        ..area
    };
    let total = |marks: &Vec<Mark>| parts(marks).iter().map(|part| part.2).sum();
    let most: usize = board.rows.iter().map(total).max().unwrap_or(0);
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
        draw_parts(pen, Rect { y, height: 1, ..bar }, &parts(marks), most);
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

/// Draws the parts of a bar one behind the other.
fn draw_parts(pen: &mut Pen, area: Rect, parts: &[Part], most: usize) {
    let mut x = area.x;
    for (fill, role, count) in parts {
        let room = area.right().saturating_sub(x);
        let bar = fill.repeat(filled(*count, most, area.width));
        x += pen.put(x, area.y, room, *role, &bar);
    }
}
