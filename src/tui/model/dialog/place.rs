//! Where the choices of a dialog are: a pure function of its content and of the screen, so that view and mouse agree.

use ratatui::layout::{Rect, Size};

use super::{Chooser, ChooserField};
use crate::tui::model::frame::{inside, outside, over, under_header};
use crate::tui::text::{width, wrap};

/// The widest dialog, borders counted.
pub const WIDEST: u16 = 96;

/// The rows kept for the reason of a refusal, at least, and at most where the choices leave them.
const REASON: (u16, u16) = (3, 6);

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
        let kept = self
            .reason_rows(WIDEST.min(size.width.saturating_sub(4)).saturating_sub(4))
            .min(all.saturating_sub(wanted).max(REASON.0));
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

    /// The rows for the longest of the reasons, whichever choice is under the cursor, and an empty one.
    fn reason_rows(&self, columns: u16) -> u16 {
        let reasons = self.choices.iter().filter_map(|choice| choice.refused.as_deref());
        let longest = reasons
            .chain(self.error.as_deref())
            .max_by_key(|text| width(text));
        let lines = longest.map_or(0, |text| {
            wrap(&format!("Impossible\u{a0}: {text}"), columns.into()).len()
        });
        let rows = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(1);
        rows.clamp(REASON.0, REASON.1)
    }

    /// The first visible choice: the cursor stays in the middle where it can.
    fn top(&self, rows: usize) -> usize {
        let last = self.choices.len().saturating_sub(rows);
        self.at.saturating_sub(rows / 2).min(last)
    }
}
