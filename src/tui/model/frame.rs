//! Where each part of the screen is: a pure function of its size, so that update and view agree.

use ratatui::layout::{Constraint, Layout, Rect, Size};

use super::name::ListName;

/// The smallest screen that shows the panes: 80 columns and 24 lines, less what tmux or a window takes of them.
pub const SMALLEST: Size = Size {
    width: 72,
    height: 18,
};

/// The smallest sober screen: a terminal that is enlarged to be read.
pub const SMALLEST_SOBER: Size = Size { width: 30, height: 8 };

/// Below this width, which only a sober screen may have, what is said of the keys and of a choice takes two lines.
const NARROW: u16 = 60;

/// Below this height nothing is set apart by an empty line.
const SHORT: u16 = 6;

/// The smallest screen that shows all the panes at once.
const WIDE: Size = Size {
    width: 100,
    height: 30,
};

/// The rows that a long sentence leaves to the panes: their title and the selected row.
const LEFT: u16 = 2;

/// Below this height a sober body keeps no line for what is more.
const LOW: u16 = 12;

/// What the screen can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenSize {
    None,
    /// One pane at a time.
    One,
    /// One pane at a time, in plain lines.
    Sober,
    All,
}

/// What a screen of this size can hold.
pub fn room(size: Size, sober: bool) -> ScreenSize {
    let least = smallest(sober);
    if size.width < least.width || size.height < least.height {
        ScreenSize::None
    } else if sober {
        ScreenSize::Sober
    } else if size.width < WIDE.width || size.height < WIDE.height {
        ScreenSize::One
    } else {
        ScreenSize::All
    }
}

/// The smallest screen that shows anything.
pub fn smallest(sober: bool) -> Size {
    if sober { SMALLEST_SOBER } else { SMALLEST }
}

/// True for a screen on which a label and its field do not stand side by side.
pub fn is_narrow(size: Size) -> bool {
    size.width < NARROW
}

/// The lines on which something is said of the keys, or of the choice under the cursor.
fn hint_rows(size: Size) -> u16 {
    if is_narrow(size) { 2 } else { 1 }
}

/// The empty lines under the title of a sober body.
pub fn gap(body: Rect) -> u16 {
    u16::from(body.height >= SHORT)
}

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// What the screen can hold.
    pub room: ScreenSize,
    pub header: Rect,
    /// All between the header and the message line.
    pub body: Rect,
    /// The four lists, with their borders.
    pub lists: [Rect; 4],
    /// The dossier, with its border.
    pub dossier: Rect,
    /// The search bar or what was done.
    pub message: Rect,
    /// What is said of the search bar; empty unless one searches.
    pub hint: Rect,
    /// The verbs possible now.
    pub footer: Rect,
}

impl Parts {
    /// Places the parts; `searching` makes room under the bar.
    pub fn of(size: Size, room: ScreenSize, searching: bool) -> Self {
        let whole = Rect::new(0, 0, size.width, size.height);
        let told = hint_rows(size);
        let hint = Constraint::Length(if searching { told } else { 0 });
        let (one, footer) = (Constraint::Length(1), Constraint::Length(told));
        let [header, body, message, hint, footer] =
            Layout::vertical([one, Constraint::Fill(1), one, hint, footer]).areas(whole);
        let (lists, dossier) = match room {
            ScreenSize::All => split(body),
            ScreenSize::One | ScreenSize::Sober | ScreenSize::None => ([body; 4], body),
        };
        Self {
            room,
            header,
            body,
            lists,
            dossier,
            message,
            hint,
            footer,
        }
    }

    /// The same with so many rows for what is said, one at least. The panes give theirs but two, then the footer its
    /// own; below a field, which stays where it is, the footer alone.
    pub fn saying(mut self, rows: u16) -> Self {
        if self.hint.height > 0 {
            let most = self.hint.height + self.footer.height;
            self.hint.height = rows.clamp(self.hint.height, most);
            return self;
        }
        let more = rows.saturating_sub(1).min(self.body.height.saturating_sub(LEFT));
        let bottom = self.body.bottom() - more;
        let cut = |area: &mut Rect| area.height = area.height.min(bottom.saturating_sub(area.y));
        cut(&mut self.body);
        cut(&mut self.dossier);
        self.lists.iter_mut().for_each(cut);
        self.message.y -= more;
        let own = self.message.height;
        self.message.height = rows.clamp(own, own + more + self.footer.height);
        self
    }

    /// The line or lines on which something is said: under the search bar where one searches.
    pub fn message(&self) -> Rect {
        if self.hint.height > 0 {
            self.hint
        } else {
            self.message
        }
    }

    /// Where the lines of the dossier are: below its title, where the border has no room for it.
    pub fn dossier_pane(&self) -> Rect {
        let inner = self.inner(self.dossier);
        let title = u16::from(self.room != ScreenSize::All).min(inner.height);
        Rect {
            y: inner.y + title,
            height: inner.height - title,
            ..inner
        }
    }

    /// The inside of a list's border: the titles of its columns and its rows, or its rows under the title of a sober
    /// body.
    pub fn list(&self, name: ListName) -> Rect {
        let area = self.lists[name as usize];
        if self.room == ScreenSize::Sober {
            let gap = gap(area);
            return Rect {
                y: area.y + gap,
                height: area.height.saturating_sub(gap),
                ..area
            };
        }
        inside(area)
    }

    /// The inside of the body.
    pub fn inner(&self, area: Rect) -> Rect {
        framed(area, self.room == ScreenSize::Sober)
    }
}

/// Where a dialog of so many columns and rows, borders counted, lies over the screen: the first line and the last stay.
pub fn over(size: Size, columns: u16, rows: u16) -> Rect {
    let width = columns.min(size.width);
    let height = rows.min(size.height.saturating_sub(2));
    Rect {
        x: (size.width - width) / 2,
        y: ((size.height.saturating_sub(1) - height) / 2).max(1),
        width,
        height,
    }
}

/// The rows of a screen that are outside the text of a dialog: the borders, and the lines that it leaves.
pub fn outside(sober: bool) -> u16 {
    if sober { 3 } else { 4 }
}

/// Where a dialog of a sober screen is: all that lies between the first line, and the message and the keys.
pub fn under_header(size: Size) -> Rect {
    Rect::new(0, 1, size.width, size.height.saturating_sub(2 + hint_rows(size)))
}

/// The columns and rows that a dialog to read has for its text.
pub fn text_room(size: Size, sober: bool) -> (usize, usize) {
    if sober {
        let inner = framed(under_header(size), sober);
        return (inner.width.saturating_sub(2).into(), inner.height.max(1).into());
    }
    let columns = size.width.saturating_sub(8).min(92);
    let rows = size.height.saturating_sub(6);
    (columns.into(), rows.max(1).into())
}

/// True for the body of a sober screen that has no line to say that there is more.
pub fn is_low(area: Rect) -> bool {
    area.height < LOW
}

/// The inside of what has a border, or on a sober screen a title, and a last line to say that there is more unless it
/// is low.
pub fn framed(area: Rect, sober: bool) -> Rect {
    let inner = inside(area);
    let low = sober && is_low(area) && inner.height > 0;
    Rect {
        height: inner.height + u16::from(low),
        ..inner
    }
}

/// The inside of a border.
pub fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1),
        y: area.y.saturating_add(1),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

/// Lists at the left, schools and dossier at the right. The height of one does not depend on the others.
fn split(body: Rect) -> ([Rect; 4], Rect) {
    let left_width = (body.width * 3 / 10).clamp(30, 48);
    let [left, right] = Layout::horizontal([Constraint::Length(left_width), Constraint::Fill(1)]).areas(body);
    let [collectivites, providers, conventions] =
        Layout::vertical([Constraint::Fill(5), Constraint::Fill(2), Constraint::Fill(4)]).areas(left);
    let [schools, dossier] = Layout::vertical([Constraint::Fill(11), Constraint::Fill(9)]).areas(right);
    ([collectivites, schools, providers, conventions], dossier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_never_leave_the_screen() {
        for width in 0..150 {
            for height in 0..50 {
                let whole = Rect::new(0, 0, width, height);
                for searching in [false, true] {
                    let size = Size { width, height };
                    let parts = Parts::of(size, room(size, width % 2 == 0), searching).saying(height % 9);
                    let all = parts.lists.into_iter().chain([
                        parts.header,
                        parts.body,
                        parts.dossier,
                        parts.message,
                        parts.hint,
                        parts.footer,
                    ]);
                    for part in all {
                        assert_eq!(part.intersection(whole).area(), part.area(), "{width}x{height}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_room_follows_the_size() {
        let cases = [
            ((71, 24), ScreenSize::None),
            ((80, 17), ScreenSize::None),
            ((72, 18), ScreenSize::One),
            ((80, 24), ScreenSize::One),
            ((120, 29), ScreenSize::One),
            ((99, 40), ScreenSize::One),
            ((100, 30), ScreenSize::All),
            ((120, 40), ScreenSize::All),
        ];
        for ((width, height), expected) in cases {
            assert_eq!(room(Size { width, height }, false), expected, "{width}x{height}");
        }
        let sober = [
            ((29, 24), ScreenSize::None),
            ((80, 7), ScreenSize::None),
            ((30, 8), ScreenSize::Sober),
            ((120, 40), ScreenSize::Sober),
        ];
        for ((width, height), expected) in sober {
            assert_eq!(room(Size { width, height }, true), expected, "{width}x{height}");
        }
    }
}
