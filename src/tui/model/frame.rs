//! Where each part of the screen is: a pure function of its size, so that update and view agree.

use ratatui::layout::{Constraint, Layout, Rect, Size};

use super::name::ListName;

/// The smallest screen that shows the panes.
pub const SMALLEST: Size = Size {
    width: 80,
    height: 24,
};

/// The smallest screen that shows all the panes at once.
const WIDE: Size = Size {
    width: 100,
    height: 30,
};

/// The rows that a long sentence leaves to the panes.
const LEFT: u16 = 3;

/// What the screen can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// A sentence.
    None,
    /// One pane at a time.
    One,
    /// All panes.
    All,
}

/// What a screen of this size can hold.
pub fn room(size: Size) -> Room {
    if size.width < SMALLEST.width || size.height < SMALLEST.height {
        Room::None
    } else if size.width < WIDE.width || size.height < WIDE.height {
        Room::One
    } else {
        Room::All
    }
}

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// What the screen can hold.
    pub room: Room,
    /// The first line.
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
    pub fn of(size: Size, room: Room, searching: bool) -> Self {
        let whole = Rect::new(0, 0, size.width, size.height);
        let hint = Constraint::Length(u16::from(searching));
        let one = Constraint::Length(1);
        let [header, body, message, hint, footer] =
            Layout::vertical([one, Constraint::Fill(1), one, hint, one]).areas(whole);
        let (lists, dossier) = match room {
            Room::All => split(body),
            Room::One | Room::None => ([body; 4], body),
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

    /// The same with so many rows for what is said, one at least. The panes give theirs, three at least are left them;
    /// below a field, which stays where it is, the footer gives its own.
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
        self.message.height += more;
        self
    }

    /// The line or lines on which something is said: under the search bar where one searches.
    pub fn said(&self) -> Rect {
        if self.hint.height > 0 {
            self.hint
        } else {
            self.message
        }
    }

    /// Where the lines of the dossier are: below its title, where the border has no room for it.
    pub fn sheet(&self) -> Rect {
        let inner = inside(self.dossier);
        let title = u16::from(self.room == Room::One).min(inner.height);
        Rect {
            y: inner.y + title,
            height: inner.height - title,
            ..inner
        }
    }

    /// The inside of a list's border.
    pub fn list(&self, name: ListName) -> Rect {
        inside(self.lists[name as usize])
    }
}

/// Where a dialog of so many columns and rows, borders counted, lies over the screen.
pub fn over(size: Size, columns: u16, rows: u16) -> Rect {
    let width = columns.min(size.width);
    let height = rows.min(size.height.saturating_sub(1));
    Rect {
        x: (size.width - width) / 2,
        y: (size.height.saturating_sub(1) - height) / 2,
        width,
        height,
    }
}

/// Where a dialog of a sober screen is: all that lies between the first line and the last two.
pub fn under_header(size: Size) -> Rect {
    Rect::new(0, 1, size.width, size.height.saturating_sub(3))
}

/// The columns and rows that a dialog to read has for its text.
pub fn paper_room(size: Size) -> (usize, usize) {
    let columns = size.width.saturating_sub(8).min(92);
    let rows = size.height.saturating_sub(6);
    (columns.into(), rows.max(1).into())
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
                    let parts = Parts::of(size, room(size), searching);
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
        let rooms = [
            (79, 24),
            (80, 23),
            (80, 24),
            (120, 29),
            (99, 40),
            (100, 30),
            (120, 40),
        ]
        .map(|(width, height)| room(Size { width, height }));
        let expected = [
            Room::None,
            Room::None,
            Room::One,
            Room::One,
            Room::One,
            Room::All,
            Room::All,
        ];
        assert_eq!(rooms, expected);
    }
}
