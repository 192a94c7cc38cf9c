//! The page of the day's work (*Journée*): its lines, and the one under the cursor.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use super::frame::inside;
use super::showing::Showing;
use super::{Chip, ListName};
use crate::domain::query::Pane;
use crate::domain::query::day_work::{DayWork, WORK, Work, WorkCount};
use crate::tui::wording::capital;

/// What keeps the collectivités that the operator follows.
const MINE: &str = "suivi:moi";

/// The day's work, as far as it was counted.
#[derive(Debug, Clone, Default)]
pub struct DayPage {
    /// Of the collectivités that the operator follows alone.
    pub mine: bool,
    /// What waits, once it was counted.
    pub work: Option<Box<DayWork>>,
    /// Why it was not.
    pub error: Option<String>,
    /// The number of the request on its way.
    pub asked: u64,
    /// The revision that the counts are to show; none once it was asked for.
    pub due: Option<u64>,
    /// The line under the cursor.
    pub cursor: usize,
    /// How the list of the line that was opened was shown before.
    pub before: Option<(ListName, Showing)>,
}

impl DayPage {
    /// What the search bar of every list holds beside the filter of its line.
    pub fn text(&self) -> &'static str {
        if self.mine { MINE } else { "" }
    }

    /// Whose work it is, in French, beside what the portée says; none where it says all.
    pub fn whose(&self, scope: &[Chip]) -> Option<&'static str> {
        if self.mine {
            return Some("les collectivités que je suis");
        }
        scope.is_empty().then_some("toutes les collectivités")
    }

    /// The line under the cursor.
    pub fn line(&self) -> &'static Work {
        &WORK[self.cursor.min(WORK.len() - 1)]
    }

    /// Each line with its count, once they are known.
    pub fn lines(&self) -> impl Iterator<Item = (&'static Work, Option<WorkCount>)> {
        let count = |place: usize| self.work.as_ref()?.counts.get(place).copied();
        WORK.iter()
            .enumerate()
            .map(move |(place, work)| (work, count(place)))
    }

    /// Moves the cursor by lines.
    pub fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(WORK.len() - 1);
    }

    /// Takes the counts in.
    pub fn receive(&mut self, work: Box<DayWork>) {
        (self.work, self.error) = (Some(work), None);
    }

    /// The line at a place of the screen, where one is.
    pub fn line_at(&self, area: Rect, at: Position) -> Option<usize> {
        let rows = rows(area);
        let place = usize::from(at.y.checked_sub(rows.y)?) + self.top(rows);
        (rows.contains(at) && place < WORK.len()).then_some(place)
    }

    /// The first line shown in so many rows.
    pub fn top(&self, rows: Rect) -> usize {
        let room = usize::from(rows.height).max(1);
        (self.cursor + 1).saturating_sub(room)
    }
}

/// The room of the lines in that of the page: without the border.
pub fn rows(area: Rect) -> Rect {
    let inner = inside(area);
    Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    }
}

/// A line in words: `Signatures, au parapheur : 15 conventions, depuis 47 jours`.
pub fn sentence(work: &Work, count: Option<WorkCount>, today: NaiveDate) -> String {
    let Some(count) = count else {
        return format!("{}, {}\u{a0}: comptage…", work.group, work.label);
    };
    let when = count
        .first
        .map_or_else(String::new, |day| format!(", {}", age(day, today)));
    format!(
        "{}, {}\u{a0}: {}{when}",
        capital(work.group),
        work.label,
        counted(work, count.count)
    )
}

/// `15 conventions`.
pub fn counted(work: &Work, count: usize) -> String {
    let noun = match (work.filter().0, count < 2) {
        (Pane::Conventions, true) => "convention",
        (Pane::Conventions, false) => "conventions",
        (_, true) => "école",
        (_, false) => "écoles",
    };
    format!("{count} {noun}")
}

/// How old or how near a day is: `depuis 47 jours`, `aujourd’hui`, `dans 3 jours`.
pub fn age(day: NaiveDate, today: NaiveDate) -> String {
    let days = (day - today).num_days();
    let unit = if days.abs() < 2 { "jour" } else { "jours" };
    match days {
        0 => "aujourd’hui".to_owned(),
        ..0 => format!("depuis {} {unit}", -days),
        _ => format!("dans {days} {unit}"),
    }
}

/// The same in the fewest words: `116 j`, `auj.`, `dans 3 j`.
pub fn short_age(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "auj.".to_owned(),
        past @ ..0 => format!("{} j", -past),
        ahead => format!("dans {ahead} j"),
    }
}
