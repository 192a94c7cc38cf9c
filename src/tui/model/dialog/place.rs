//! Where the choices of a dialog are: a pure function of its content and of the screen, so that view and mouse agree.

use std::iter;

use ratatui::layout::{Rect, Size};

use super::{Choice, Chooser, ChooserField};
use crate::tui::model::frame::{inside, outside, over, under_header};
use crate::tui::text::{width, wrap};

/// The widest dialog, borders counted.
pub const WIDEST: u16 = 96;

/// The rows kept for what is said of the choice under the cursor, an empty one counted, and those kept for the choices
/// where that is long.
const SAID: u16 = 3;
const CHOICES: u16 = 3;

/// The columns of the sign before a label, and of the gap behind it.
const MARGIN: u16 = 2;

/// The parts of a chooser, each of the width of its inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChooserParts {
    /// The whole, with its border.
    pub window: Rect,
    /// What it is about; empty without.
    pub about: Rect,
    /// The words that narrow the list; empty without.
    pub filter: Rect,
    /// The choices, one a row.
    pub choices: Rect,
    /// The day; empty without.
    pub day: Rect,
    pub reason: Rect,
    /// The first visible choice.
    pub top: usize,
}

impl Chooser {
    /// Places the parts on a screen.
    pub fn parts(&self, size: Size, sober: bool) -> ChooserParts {
        let about = u16::from(!self.about.is_empty());
        let (filter, day) = match self.entry {
            ChooserField::None => (0, 0),
            ChooserField::Filter(_) => (2, 0),
            ChooserField::Day(_) => (0, 2),
        };
        let wanted = u16::try_from(self.choices.len().max(1)).unwrap_or(u16::MAX);
        let all = size.height.saturating_sub(outside(sober) + about + filter + day);
        let columns = WIDEST.min(size.width.saturating_sub(4)).saturating_sub(4);
        let kept = self
            .rows_of_longest(columns)
            .min(all.saturating_sub(wanted).max(SAID))
            .max(self.rows_of_chosen(columns))
            .min(all.saturating_sub(CHOICES).max(SAID));
        let most = all.saturating_sub(kept);
        let rows = if filter > 0 {
            most.min(20)
        } else {
            wanted.min(most)
        };
        let height = about + filter + rows + day + kept;
        let window = if sober {
            under_header(size)
        } else {
            over(size, WIDEST.min(size.width.saturating_sub(4)), height + 2)
        };
        let inner = inside(window);
        let mut y = inner.y;
        let mut part = |height: u16| {
            let height = height.min(inner.bottom().saturating_sub(y));
            let part = Rect::new(inner.x + 1, y, inner.width.saturating_sub(2), height);
            y += height;
            part
        };
        let [about, filter, choices, day] = [about, filter, rows, day].map(&mut part);
        ChooserParts {
            window,
            about,
            filter,
            choices,
            day,
            reason: part(u16::MAX),
            top: self.top(choices.height.into()),
        }
    }

    /// The columns of the labels that have something beside them: those of all labels where both have room, else of
    /// those labels alone, but for what is beside them, up to two fifths.
    pub fn label_columns(&self, room: u16) -> u16 {
        let room = room.saturating_sub(2 * MARGIN);
        let of = |choice: &Choice| [columns(&choice.label), columns(choice.beside())];
        let widths = || self.choices.iter().map(of);
        let all = widths().map(|[label, _]| label).max().unwrap_or(0);
        let [mut label, mut detail] = [0, 0];
        for [here, beside] in widths().filter(|[_, beside]| *beside > 0) {
            (label, detail) = (label.max(here), detail.max(beside));
        }
        let most = room.saturating_sub(detail.min(room * 2 / 5));
        label.min(most).max(all.min(room.saturating_sub(detail)))
    }

    /// What is said below the choices of one of them: the whole of it where its line has no room for that, and why it
    /// is refused.
    pub fn said_of(&self, choice: &Choice, room: u16) -> String {
        said(choice, self.label_columns(room), room)
    }

    /// The rows for the longest that is said of a choice, whichever is under the cursor.
    fn rows_of_longest(&self, room: u16) -> u16 {
        let label = self.label_columns(room);
        let said = self.choices.iter().map(|choice| said(choice, label, room));
        rows(&said.max_by_key(|text| width(text)).unwrap_or_default(), room)
    }

    /// The rows for what is said of the choice under the cursor, or is wrong.
    fn rows_of_chosen(&self, room: u16) -> u16 {
        let said = self.chosen().map(|choice| self.said_of(choice, room));
        let error = self.error.as_ref().map(|error| format!("✗ {error}"));
        let said = [said, error].into_iter().flatten().map(|text| rows(&text, room));
        said.max().unwrap_or(SAID)
    }

    /// The first visible choice: the cursor stays in the middle where it can.
    fn top(&self, rows: usize) -> usize {
        let last = self.choices.len().saturating_sub(rows);
        self.at.saturating_sub(rows / 2).min(last)
    }
}

/// The rows that a text takes, an empty one before it.
fn rows(text: &str, room: u16) -> u16 {
    let lines = u16::try_from(wrap(text, room.into()).len()).unwrap_or(u16::MAX);
    lines.saturating_add(1).max(SAID)
}

fn columns(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

/// What is said of a choice below, where labels have so many columns.
fn said(choice: &Choice, label: u16, room: u16) -> String {
    let is_cut = if choice.beside().is_empty() {
        columns(&choice.label) + MARGIN > room
    } else {
        // A reason is said below in any case.
        columns(&choice.label) > label || columns(&choice.detail) + label + 2 * MARGIN > room
    };
    let detail = Some(choice.detail.as_str()).filter(|detail| !detail.is_empty());
    let whole = iter::once(choice.label.as_str())
        .chain(detail)
        .collect::<Vec<_>>();
    let whole = Some(whole.join("\u{a0}: ")).filter(|_| is_cut);
    let refused = choice
        .refused
        .as_ref()
        .map(|why| format!("Impossible\u{a0}: {why}"));
    whole.into_iter().chain(refused).collect::<Vec<_>>().join(". ")
}
