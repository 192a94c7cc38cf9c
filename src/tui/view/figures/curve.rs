//! The registrations over the school year: what is done week by week, and the pace that the target needs.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use crate::domain::date::day_fr;
use crate::domain::query::figures::Curve;
use crate::tui::model::figures::Dashboard;
use crate::tui::model::figures::parts::filled;
use crate::tui::model::figures::place::{BETWEEN, SCALE, wanted, week_width};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::painter::Painter;

use super::FULL;

/// The lines under the columns: the week under the cursor, the months, what lies before and what is left.
const UNDER: u16 = 4;

/// The weeks over which the present pace is taken.
const RECENT_WEEKS: usize = 4;

/// Draws the words, the columns, and the two counts beside them.
pub fn draw(painter: &mut Painter, area: Rect, dashboard: &Dashboard, curve: &Curve) {
    let mut y = area.y;
    for line in wrap(&words(curve), area.width.into()) {
        painter.put(area.x, y, area.width, Role::Text, &line);
        y += 1;
    }
    let height = area.bottom().saturating_sub(y + UNDER);
    let chart = Rect::new(area.x + SCALE, y, area.width.saturating_sub(SCALE), height);
    let heights = Heights::of(curve);
    scale(painter, chart, heights.most);
    columns(painter, chart, &heights, dashboard.cursor);
    months(painter, chart, &heights);
    beside(painter, area, dashboard);
}

/// What is done, what is left, how fast it goes and how fast it should.
pub fn words(curve: &Curve) -> String {
    let entered: usize = curve.weeks.iter().map(|week| week.count).sum();
    let total = curve.before.count + entered;
    let plural = if total < 2 { "" } else { "s" };
    let left = if curve.left.count < 2 { "reste" } else { "restent" };
    let done = format!(
        "{total} inscription{plural}, dont {entered} cette année scolaire\u{a0}; {} {left}. Ces quatre dernières semaines\u{a0}: {} par semaine.",
        curve.left.count,
        per_week(curve.recent),
    );
    format!("{done} {}", aim(curve))
}

/// What the target asks for.
fn aim(curve: &Curve) -> String {
    match (curve.target, curve.needed) {
        (Some(day), Some(needed)) => {
            let day = day_fr(day);
            format!("Pour finir le {day}\u{a0}: {needed} par semaine (points).")
        }
        (Some(day), None) => format!("L’objectif du {} est passé.", day_fr(day)),
        (None, _) => {
            let name = "«\u{a0}objectif_le\u{a0}»";
            format!("Sans objectif\u{a0}: {name}, sous [dsden], en fixe un dans la configuration.")
        }
    }
}

/// A count over the last weeks, as so many a week with one decimal.
fn per_week(recent: usize) -> String {
    let tenths = (recent * 10 + RECENT_WEEKS / 2) / RECENT_WEEKS;
    if tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{},{}", tenths / 10, tenths % 10)
    }
}

/// How many are registered at the end of each week, and should be in those to come.
struct Heights {
    /// The first day of each week, with how many are registered by its end.
    done: Vec<(NaiveDate, usize)>,
    /// The same for the weeks up to the target.
    wanted: Vec<(NaiveDate, usize)>,
    /// The greatest of all.
    most: usize,
}

impl Heights {
    fn of(curve: &Curve) -> Self {
        let mut sum = curve.before.count;
        let done: Vec<(NaiveDate, usize)> = curve
            .weeks
            .iter()
            .map(|week| {
                sum += week.count;
                (week.from, sum)
            })
            .collect();
        let wanted = shares(curve, sum);
        let most = wanted.last().map_or(sum, |(_, count)| (*count).max(sum));
        Self { done, wanted, most }
    }
}

/// The weeks to come, each with its share of what is left.
fn shares(curve: &Curve, done: usize) -> Vec<(NaiveDate, usize)> {
    let weeks = wanted(curve);
    let count = weeks.len().max(1);
    let share = |(place, from): (usize, NaiveDate)| (from, done + curve.left.count * (place + 1) / count);
    weeks.into_iter().enumerate().map(share).collect()
}

fn scale(painter: &mut Painter, chart: Rect, most: usize) {
    let x = chart.x - SCALE;
    painter.put_right(x, chart.y, SCALE - 1, Role::Muted, &most.to_string());
    let bottom = chart.bottom().saturating_sub(1);
    if bottom > chart.y {
        painter.put_right(x, bottom, SCALE - 1, Role::Muted, "0");
    }
}

/// The columns of a week.
fn step(chart: Rect, heights: &Heights) -> u16 {
    week_width(chart.width, heights.done.len() + heights.wanted.len())
}

fn columns(painter: &mut Painter, chart: Rect, heights: &Heights, cursor: (usize, usize)) {
    let width = step(chart, heights);
    let bar = FULL.repeat(usize::from(width.max(2) - 1));
    let xs = (chart.x..chart.right()).step_by(width.into());
    let weeks = heights.done.iter().chain(&heights.wanted);
    for (place, (x, (_, count))) in xs.zip(weeks).enumerate() {
        let full = usize::from(filled(*count, heights.most, chart.height));
        let done = place < heights.done.len();
        for (row, y) in (chart.y..chart.bottom()).rev().enumerate() {
            if done && row < full {
                painter.put(x, y, width, Role::Ok, &bar);
            } else if !done && row + 1 == full {
                painter.put(x, y, 1, Role::Warning, "·");
            }
        }
        if cursor == (0, place) {
            painter.put(x, chart.bottom(), 1, Role::Title, "▲");
        }
    }
}

/// The months under the columns, where each starts and there is room.
fn months(painter: &mut Painter, chart: Rect, heights: &Heights) {
    let width = step(chart, heights);
    let weeks = heights.done.iter().chain(&heights.wanted);
    let xs = (chart.x..chart.right()).step_by(width.into());
    let (mut last, mut free) = (0, chart.x);
    for (x, (from, _)) in xs.zip(weeks) {
        if from.month() != last && x >= free {
            last = from.month();
            let label = format!("{:02}/{:02}", last, from.year() % 100);
            let room = chart.right().saturating_sub(x);
            free = x + painter.put(x, chart.bottom() + 1, room, Role::Muted, &label) + 1;
        }
    }
}

/// What lies before the school year, and what is left: marks as well.
fn beside(painter: &mut Painter, area: Rect, dashboard: &Dashboard) {
    let y = area.bottom().saturating_sub(1);
    let mut x = area.x;
    for (place, mark) in dashboard.rows.last().into_iter().flatten().enumerate() {
        let taken = painter.put(x, y, area.right().saturating_sub(x), Role::Text, &mark.text());
        if dashboard.rows.len() > 1 && dashboard.cursor == (dashboard.rows.len() - 1, place) {
            painter.flatten(Rect::new(x, y, taken, 1), Role::Selected);
        }
        x += taken + BETWEEN;
    }
}
