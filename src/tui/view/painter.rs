//! Writing on the frame's cells: every text is made inert and cut to its room here, and nowhere else.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use crate::text::inert;
use crate::tui::spoken;
use crate::tui::text::{fit, width};
use crate::tui::theme::{Look, Role, Theme};

/// Writes on the cells of one frame.
pub struct Painter<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    sober: bool,
    cursor: Option<Position>,
}

impl<'a> Painter<'a> {
    /// A painter on a frame.
    pub fn new(buffer: &'a mut Buffer, look: Look) -> Self {
        Self {
            buffer,
            theme: look.theme(),
            sober: look.sober,
            cursor: None,
        }
    }

    /// True where no border, no style and no sign is drawn.
    pub fn is_sober(&self) -> bool {
        self.sober
    }

    /// Where the selected row drawn last starts: the cursor is there, seen on a sober screen alone.
    pub fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// A text as it is drawn, to be wrapped: a word is longer than its sign.
    pub fn words(&self, role: Role, text: &str) -> String {
        let text = inert(text);
        if self.sober {
            spoken::text(role, &text).into_owned()
        } else {
            text.into_owned()
        }
    }

    /// Writes a text in the room between two columns of a row; returns the columns taken.
    pub fn put(&mut self, x: u16, y: u16, room: u16, role: Role, text: &str) -> u16 {
        let text = inert(text);
        let text = if self.sober {
            spoken::text(role, &text)
        } else {
            text
        };
        let text = fit(&text, room.into());
        self.raw(x, y, room, self.style(role), &text)
    }

    /// Writes a text at the end of its room.
    pub fn put_right(&mut self, x: u16, y: u16, room: u16, role: Role, text: &str) {
        let text = inert(text);
        let text = if self.sober {
            spoken::text(role, &text)
        } else {
            text
        };
        let text = fit(&text, room.into());
        let free = room.saturating_sub(columns(&text));
        self.raw(x + free, y, room - free, self.style(role), &text);
    }

    /// Says that there is more below: at the end of its room, or at the start of the line where a person hears lines or
    /// feels them on a few cells.
    pub fn more(&mut self, x: u16, y: u16, room: u16, role: Role) {
        if self.sober {
            self.put(x + 1, y, room, role, "suite plus bas");
        } else {
            self.put_right(x, y, room, role, " ↓ suite ");
        }
    }

    /// Writes pieces one behind the other; returns the columns taken.
    pub fn pieces(&mut self, x: u16, y: u16, room: u16, pieces: &[(Role, String)]) -> u16 {
        let mut taken = 0;
        for (role, text) in pieces {
            taken += self.put(x + taken, y, room - taken, *role, text);
        }
        taken
    }

    /// Writes a text with some of its byte ranges in the role of a match.
    pub fn put_matched(
        &mut self,
        (x, y): (u16, u16),
        room: u16,
        role: Role,
        text: &str,
        spans: &[(usize, usize)],
    ) {
        let taken = self.put(x, y, room, role, text);
        // The ranges are of the raw text: where it was changed to be inert they mean nothing.
        if self.sober || inert(text) != text {
            return;
        }
        let style = self.style(Role::Match);
        for (start, end) in spans {
            let (Some(before), Some(found)) = (text.get(..*start), text.get(*start..*end)) else {
                continue;
            };
            let from = columns(before).min(taken);
            let to = (columns(before) + columns(found)).min(taken);
            self.buffer.set_style(Rect::new(x + from, y, to - from, 1), style);
        }
    }

    /// Gives cells the style of a role.
    pub fn paint(&mut self, area: Rect, role: Role) {
        self.place(area, role);
        if self.sober {
            return;
        }
        self.buffer.set_style(area, self.style(role));
    }

    /// Puts the cursor where an ordinary screen would show the selection.
    fn place(&mut self, area: Rect, role: Role) {
        if role == Role::Selected {
            self.cursor = Some(area.as_position());
        }
    }

    /// Gives cells the style of a role and no colour of their own: one style for a row takes few bytes.
    pub fn flatten(&mut self, area: Rect, role: Role) {
        self.place(area, role);
        if self.sober {
            return;
        }
        let style = Style::reset().patch(self.style(role));
        self.buffer.set_style(area, style);
    }

    /// Draws a border with a title, over whatever was there.
    pub fn frame(&mut self, area: Rect, role: Role, title: &[(Role, String)]) {
        self.cut_before(area);
        Clear.render(area, self.buffer);
        if self.sober {
            self.pieces(area.x + 1, area.y, area.width.saturating_sub(2), title);
            return;
        }
        Block::bordered()
            .border_type(BorderType::Plain)
            .border_style(self.style(role))
            .render(area, self.buffer);
        self.pieces(area.x + 1, area.y, area.width.saturating_sub(2), title);
    }

    /// Takes away the wide characters of which an area covers the second half: half of one is none.
    fn cut_before(&mut self, area: Rect) {
        let Some(x) = area.x.checked_sub(1) else {
            return;
        };
        for y in area.top()..area.bottom() {
            if let Some(cell) = self.buffer.cell_mut((x, y))
                && width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
    }

    fn raw(&mut self, x: u16, y: u16, room: u16, style: Style, text: &str) -> u16 {
        if room == 0 || !self.buffer.area.contains((x, y).into()) {
            return 0;
        }
        let (end, _) = self.buffer.set_stringn(x, y, text, room.into(), style);
        end - x
    }
}

/// The columns of a text, as screens count them.
pub fn columns(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_leaves_no_half_of_a_wide_character() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 3));
        buffer.set_string(0, 1, "a😀b", Style::new());
        let mut painter = Painter::new(
            &mut buffer,
            Look {
                colours: false,
                ground: None,
                ascii: false,
                sober: false,
            },
        );
        painter.frame(Rect::new(2, 0, 6, 3), Role::Text, &[]);
        assert_eq!(buffer[(1, 1)].symbol(), " ");
        assert_ne!(buffer[(2, 1)].symbol(), " ", "the border");
    }
}
