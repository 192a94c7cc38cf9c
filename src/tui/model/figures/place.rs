//! Where the marks of a picture are: a pure function of its figures and of its room, so that view and mouse agree.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use super::parts::{PART_COUNT, Part};
use super::{Dashboard, Picture, PictureCount};
use crate::domain::query::figures::Curve;
use crate::tui::model::frame::inside;
use crate::tui::text::width;

/// The columns of a count beside a bar.
pub const BAR_COUNT: u16 = 7;

/// The columns of the name of a month.
pub const MONTH: u16 = 12;

/// The columns of a week of the calendar.
pub const WEEK: u16 = 11;

/// The columns of the scale of the curve.
pub const SCALE: u16 = 7;

/// The most lines from one row to the next.
const MOST_APART: u16 = 2;

/// The columns between two counts under the curve.
pub const BETWEEN: u16 = 3;

impl Dashboard {
    /// The room of the picture in that of the dashboard: without the border, and the words under the cursor.
    pub fn body(area: Rect) -> Rect {
        let inner = inside(area);
        Rect {
            x: inner.x + 1,
            width: inner.width.saturating_sub(2),
            height: inner.height.saturating_sub(2),
            ..inner
        }
    }

    /// The picture whose tab is at a place of the border.
    pub fn tab_at(area: Rect, at: Position) -> Option<Picture> {
        if at.y != area.y {
            return None;
        }
        let mut x = area.x + 1;
        Picture::ALL.into_iter().find(|picture| {
            let start = x;
            x += cells(picture.title()) + 2;
            (start..x).contains(&at.x)
        })
    }

    /// The mark at a place: its row, and its place there.
    pub fn mark_at(&self, area: Rect, at: Position) -> Option<(usize, usize)> {
        let body = Self::body(area);
        if !body.contains(at) {
            return None;
        }
        let found = match self.picture {
            Picture::Pace => self.week_at(body, at)?,
            Picture::Ends => (
                self.row_at(body, at)?,
                usize::from(at.x.checked_sub(body.x + MONTH)? / WEEK),
            ),
            Picture::Councils => (self.row_at(body, at)?, 0),
            Picture::Stages | Picture::Circonscriptions | Picture::Collectivites | Picture::Reasons => {
                let row = self.row_at(body, at)?;
                (row, self.count_at(body, at, row))
            }
        };
        let (row, place) = found;
        (place < self.rows.get(row)?.len()).then_some(found)
    }

    /// The visible rows of the picture, each with its line on the screen: the cursor stays in the middle where it can. Few
    /// rows are set apart, so that they take the room that there is.
    pub fn visible(&self, body: Rect) -> impl Iterator<Item = (u16, usize)> {
        let first = body.y + self.head_rows();
        let lines = body.bottom().saturating_sub(first);
        let apart = self.apart(lines);
        let room = usize::from(lines.div_ceil(apart));
        let last = self.rows.len().saturating_sub(room);
        let top = self.cursor.0.saturating_sub(room / 2).min(last);
        (first..body.bottom())
            .step_by(apart.into())
            .zip(top..self.rows.len())
    }

    /// The lines above the rows: what is counted, then what stands over the counts.
    fn head_rows(&self) -> u16 {
        if self.picture.headings().is_empty() { 1 } else { 2 }
    }

    /// The lines from one row to the next.
    fn apart(&self, lines: u16) -> u16 {
        let rows = u16::try_from(self.rows.len()).unwrap_or(u16::MAX).max(1);
        (lines.saturating_add(1) / rows).clamp(1, MOST_APART)
    }

    /// The row on a line of the screen.
    fn row_at(&self, body: Rect, at: Position) -> Option<usize> {
        let mut visible = self.visible(body);
        visible.find_map(|(y, row)| (y == at.y).then_some(row))
    }

    /// The columns of the names beside bars in parts.
    pub fn name_width(&self, room: u16) -> u16 {
        let names = self.rows.iter().map(|marks| cells(&self.picture.name(marks)));
        names.max().unwrap_or(0).min(room * 2 / 5)
    }

    /// Of a bar in parts: the count at a place, or that of the part there; the first one on the name of the bar,
    /// the last behind it.
    fn count_at(&self, body: Rect, at: Position, row: usize) -> usize {
        let parts = self.parts(self.bars(body), &self.rows[row]);
        let under = |part: &Part| (part.start..part.start + part.width).contains(&at.x);
        if let Some(part) = parts.iter().find(|part| under(part)) {
            return part.place;
        }
        let start = body.x + self.name_width(body.width);
        let last = self.rows[row].len().saturating_sub(1);
        let place = at.x.saturating_sub(start) / PART_COUNT;
        usize::from(place).min(last)
    }

    /// The week of the curve at a column, or the count under it.
    fn week_at(&self, body: Rect, at: Position) -> Option<(usize, usize)> {
        let last = self.rows.len().checked_sub(1)?;
        if at.y + 1 == body.bottom() {
            let mut x = body.x;
            let place = self.rows[last].iter().position(|mark| {
                let start = x;
                x += cells(&mark.text()) + BETWEEN;
                (start..x.saturating_sub(BETWEEN)).contains(&at.x)
            });
            return Some((last, place?));
        }
        let curve = &self.figures.as_ref()?.curve;
        let column = at.x.checked_sub(body.x + SCALE)?;
        let weeks = curve.weeks.len() + wanted(curve).len();
        Some((
            0,
            usize::from(column / week_width(body.width.saturating_sub(SCALE), weeks)),
        ))
    }
}

/// The columns of a week of the curve.
pub fn week_width(room: u16, weeks: usize) -> u16 {
    let weeks = u16::try_from(weeks).unwrap_or(u16::MAX);
    (room / weeks.max(1)).clamp(1, 4)
}

/// The weeks to come, up to the day by which all are to be registered; none without such a day.
pub fn wanted(curve: &Curve) -> Vec<NaiveDate> {
    let target = curve.target.filter(|_| curve.needed.is_some());
    let (Some(target), Some(last)) = (target, curve.weeks.last()) else {
        return Vec::new();
    };
    let first = last.from.week(chrono::Weekday::Mon).first_day();
    let weeks = first.iter_weeks().skip(1);
    weeks.take_while(|from| *from <= target).collect()
}

impl Picture {
    /// What a row of bars in parts is called.
    pub fn name(self, marks: &[PictureCount]) -> String {
        let first = marks.first().map_or("", |mark| mark.label.as_str());
        match self {
            Self::Reasons => first.replacen(", ", "  ", 1),
            _ => first.trim_end_matches(", inscrites").to_owned(),
        }
    }
}

fn cells(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}
