//! Bars in parts: what each part counts and where it is, so that view and mouse agree.

use ratatui::layout::Rect;

use super::{Dashboard, Picture, PictureCount};

/// The columns of each count of a bar in parts.
pub const PART_COUNT: u16 = 8;

/// The bars of a picture: their room, that of one row, and the count that fills it.
#[derive(Debug, Clone, Copy)]
pub struct Bars {
    /// The columns of the bars.
    pub area: Rect,
    /// What the longest bar counts.
    pub most: usize,
}

/// A part of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The place in its row of the mark that it stands for.
    pub place: usize,
    pub start: u16,
    /// The columns.
    pub width: u16,
}

impl Dashboard {
    /// The bars in the room of the picture: behind the names and the counts.
    pub fn bars(&self, area: Rect) -> Bars {
        let counts = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let counts = u16::try_from(counts).unwrap_or(u16::MAX);
        let taken = self
            .name_width(area.width)
            .saturating_add(counts.saturating_mul(PART_COUNT))
            .saturating_add(2);
        let total = |marks: &Vec<PictureCount>| self.shares(marks).iter().map(|share| share.1).sum();
        Bars {
            area: Rect {
                x: area.x.saturating_add(taken),
                width: area.width.saturating_sub(taken),
                ..area
            },
            most: self.rows.iter().map(total).max().unwrap_or(0),
        }
    }

    /// The parts of the bar of a row, one behind the other; those that count nothing have no column.
    pub fn parts(&self, bars: Bars, marks: &[PictureCount]) -> Vec<Part> {
        let mut start = bars.area.x;
        let shares = self.shares(marks).into_iter();
        shares
            .map(|(place, count)| {
                let room = bars.area.right().saturating_sub(start);
                let width = filled(count, bars.most, bars.area.width).min(room);
                let part = Part { place, start, width };
                start += width;
                part
            })
            .collect()
    }

    /// What the parts of a bar stand for and count, from the left. Of a rule, what lifting it would free comes
    /// first, then what others block too, which is of its first mark. Of a stage, what is at it comes first, then what is
    /// beyond.
    fn shares(&self, marks: &[PictureCount]) -> Vec<(usize, usize)> {
        let count = |place: usize| marks.get(place).map_or(0, |mark| mark.count);
        match self.picture {
            Picture::Reasons => vec![(1, count(1)), (0, count(0).saturating_sub(count(1)))],
            Picture::Stages => vec![(0, count(0)), (1, count(1).saturating_sub(count(0)))],
            Picture::Circonscriptions
            | Picture::Collectivites
            | Picture::Pace
            | Picture::Ends
            | Picture::Councils => marks.iter().map(|mark| mark.count).enumerate().collect(),
        }
    }
}

/// The columns that a count fills of a room; one at least where it is not zero.
pub fn filled(count: usize, most: usize, room: u16) -> u16 {
    let share = (count * usize::from(room)).checked_div(most.max(1)).unwrap_or(0);
    let share = share.max(usize::from(count > 0));
    u16::try_from(share).unwrap_or(u16::MAX).min(room)
}
