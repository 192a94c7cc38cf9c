//! The échéances of the next twelve months: a row a month, a cell a week.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use crate::domain::date::month_fr;
use crate::domain::query::figures::Span;
use crate::tui::model::figures::Dashboard;
use crate::tui::model::figures::place::{MONTH, WEEK};
use crate::tui::theme::Role;
use crate::tui::view::painter::Painter;

use super::{FULL, HELD, READY};

/// Draws the months.
pub fn draw(painter: &mut Painter, area: Rect, dashboard: &Dashboard, spans: &[Span]) {
    let total: usize = spans.iter().map(|span| span.count).sum();
    let head = format!("{total} échéances sur douze mois\u{a0}: lundi de la semaine, lignes concernées");
    painter.put(area.x, area.y, area.width, Role::Muted, &head);
    let most = spans.iter().map(|span| span.count).max().unwrap_or(0);
    let month = |day: NaiveDate| (day.year(), day.month());
    let months: Vec<&[Span]> = spans
        .chunk_by(|one, other| month(one.from) == month(other.from))
        .collect();
    for (y, row) in dashboard.visible(area) {
        let Some((weeks, first)) = months.get(row).and_then(|weeks| Some((weeks, weeks.first()?))) else {
            continue;
        };
        let name = month_fr(first.from);
        let year = if y == area.y + 1 || first.from.month() == 1 {
            format!(" {}", first.from.year() % 100)
        } else {
            String::new()
        };
        painter.put(area.x, y, MONTH - 1, Role::Muted, &format!("{name}{year}"));
        for (x, (place, week)) in (area.x + MONTH..)
            .step_by(WEEK.into())
            .zip(weeks.iter().enumerate())
        {
            cell(painter, Rect::new(x, y, WEEK - 1, 1), week, most);
            if dashboard.cursor == (row, place) {
                painter.flatten(Rect::new(x, y, WEEK - 2, 1), Role::Selected);
            }
        }
    }
}

/// `23 ░  12`: the day, how many by a sign, how many by a number.
fn cell(painter: &mut Painter, area: Rect, week: &Span, most: usize) {
    let day = format!("{:02}", week.from.day());
    painter.put(area.x, area.y, 2, Role::Muted, &day);
    if week.count == 0 {
        painter.put(area.x + 3, area.y, 1, Role::Muted, "·");
        return;
    }
    let (sign, role) = weight(week.count, most);
    painter.put(area.x + 3, area.y, 1, role, sign);
    painter.put_right(area.x + 4, area.y, 5, role, &week.count.to_string());
}

/// A third of the most at least weighs more, two thirds more again.
fn weight(count: usize, most: usize) -> (&'static str, Role) {
    match count * 3 / most.max(1) {
        0 => (HELD, Role::Text),
        1 => (READY, Role::Warning),
        _ => (FULL, Role::Warning),
    }
}
