//! The agenda: the month or the week around a day, and what falls on it.

use chrono::{Datelike, Days, NaiveDate};
use ratatui::layout::{Position, Rect};

use super::frame::inside;
use crate::domain::date::{add_months, full_day_fr};
use crate::domain::query::agenda::Agenda;
use crate::tui::keymap::Step;

/// The weeks that a month is shown in.
const WEEKS: u16 = 6;

/// How many days a week has.
pub const WEEK: u16 = 7;

/// What the search bar holds where the agenda is of what the operator follows.
const MINE: &str = "suivi:moi";

/// The agenda, as far as it was read.
#[derive(Debug, Clone)]
pub struct AgendaPage {
    /// Of the collectivités that the operator follows alone.
    pub mine: bool,
    /// A week rather than a month.
    pub by_week: bool,
    /// The day under the cursor.
    pub at: NaiveDate,
    /// What falls on the days of the month, once it was read.
    pub agenda: Option<Box<Agenda>>,
    /// What its items are called, in their order.
    pub names: Vec<String>,
    /// Why it was not read.
    pub error: Option<String>,
    /// The number of the request on its way.
    pub asked: u64,
    /// The revision that it is to show; none once it was asked for.
    pub due: Option<u64>,
}

impl AgendaPage {
    /// The agenda of the month of a day, not read yet.
    pub fn new(at: NaiveDate, mine: bool) -> Self {
        Self {
            mine,
            by_week: false,
            at,
            agenda: None,
            names: Vec::new(),
            error: None,
            asked: 0,
            due: None,
        }
    }

    /// What the search bar of its scope holds.
    pub fn text(&self) -> &'static str {
        if self.mine { MINE } else { "" }
    }

    /// The first day of the month's first week, and the last of its last.
    pub fn time(&self) -> (NaiveDate, NaiveDate) {
        let first = monday(self.at.with_day(1).unwrap_or(self.at));
        (first, after(first, u64::from(WEEKS * WEEK) - 1))
    }

    /// The days that are shown: those of the weeks of the month, or of the week of the cursor.
    pub fn days(&self) -> Vec<NaiveDate> {
        let (first, days) = if self.by_week {
            (monday(self.at), WEEK)
        } else {
            (self.time().0, WEEKS * WEEK)
        };
        (0..days).map(|day| after(first, day.into())).collect()
    }

    /// Moves the cursor; in another month, the agenda is to be read again.
    pub fn step(&mut self, step: Step, today: NaiveDate) {
        let rows = if self.by_week { 1 } else { WEEK };
        let to = match step {
            Step::Up => self.at.checked_sub_days(Days::new(rows.into())),
            Step::Down => self.at.checked_add_days(Days::new(rows.into())),
            Step::PageUp if self.by_week => self.at.checked_sub_days(Days::new(WEEK.into())),
            Step::PageDown if self.by_week => self.at.checked_add_days(Days::new(WEEK.into())),
            Step::PageUp => Some(add_months(self.at, -1)),
            Step::PageDown => Some(add_months(self.at, 1)),
            Step::First | Step::Last => Some(today),
        };
        self.go(to);
    }

    /// Moves the cursor to the day before or after.
    pub fn turn(&mut self, ahead: bool) {
        let one = Days::new(1);
        self.go(if ahead {
            self.at.checked_add_days(one)
        } else {
            self.at.checked_sub_days(one)
        });
    }

    /// Puts the cursor on a day.
    pub fn go(&mut self, to: Option<NaiveDate>) {
        let before = self.time();
        self.at = to.unwrap_or(self.at);
        if self.time() != before {
            (self.agenda, self.due) = (None, Some(u64::MAX));
            self.names.clear();
        }
    }

    /// Takes in what falls on the days.
    pub fn receive(&mut self, agenda: Box<Agenda>, names: Vec<String>) {
        (self.agenda, self.names, self.error) = (Some(agenda), names, None);
    }

    /// How many things fall on a day; none where it is not read.
    pub fn count(&self, day: NaiveDate) -> Option<usize> {
        let agenda = self.agenda.as_ref()?;
        Some(agenda.counts_on(day).map(|count| count.count).sum())
    }

    /// A day in words: `lundi 23 novembre 2026 : 3 conseils d’école, 1 échéance ; Vacances de Noël`.
    pub fn sentence(&self, day: NaiveDate) -> String {
        let Some(agenda) = &self.agenda else {
            return format!("{}\u{a0}: lecture…", full_day_fr(day));
        };
        let counts: Vec<String> = agenda
            .counts_on(day)
            .map(|count| count.kind.counted(count.count))
            .collect();
        let counts = if counts.is_empty() {
            "rien".to_owned()
        } else {
            counts.join(", ")
        };
        let holidays = agenda.holidays_on(day);
        let holidays = holidays.map_or_else(String::new, |found| format!("\u{a0}; {}", found.name));
        format!("{}\u{a0}: {counts}{holidays}", full_day_fr(day))
    }

    /// What falls on the day under the cursor: its kind and what it is called.
    pub fn items(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let items = self.agenda.iter().flat_map(|agenda| &agenda.items);
        let named = items.zip(&self.names).filter(|(item, _)| item.day == self.at);
        named.map(|(item, name)| (item.kind.labels()[0], name.as_str()))
    }

    /// The day at a place of the screen, where one is.
    pub fn day_at(&self, area: Rect, at: Position) -> Option<NaiveDate> {
        let room = rows(area);
        let row = at.y.checked_sub(room.y + 1)?;
        let place = if self.by_week {
            row
        } else {
            let column = at.x.checked_sub(room.x)? / cell(room);
            (column < WEEK).then_some(row * WEEK + column)?
        };
        self.days()
            .get(usize::from(place))
            .copied()
            .filter(|_| room.contains(at))
    }
}

/// The room inside the border.
pub fn rows(area: Rect) -> Rect {
    let inner = inside(area);
    Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    }
}

/// The columns of a day of a month in so much room.
pub fn cell(room: Rect) -> u16 {
    (room.width / WEEK).clamp(1, 14)
}

/// The Monday of the week of a day.
fn monday(day: NaiveDate) -> NaiveDate {
    let since = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(since)).unwrap_or(day)
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
