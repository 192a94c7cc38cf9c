//! A ratatui backend that sends few bytes: only what differs, by the shortest way, in one write a frame.
//!
//! Invariant: `style`, `cursor` and `grid` say what the terminal has after the bytes in `pending`.

mod grid;
mod style;
mod travel;

use std::borrow::Cow;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthChar;

use self::grid::Grid;
use self::style::CellStyle;
use self::travel::travel;
use crate::text::{ascii_symbol, inert};
use crate::tui::text::pad;

/// The widest gap that is written again rather than jumped over: a jump takes three or four bytes.
const GAP: u16 = 4;

/// Blanks from which erasing is shorter than writing them.
const ERASE_FROM: u16 = 11;

/// Blanks up to the end of the row, from which erasing is shorter than writing them.
const ERASE_LINE_FROM: u16 = 4;

/// No attribute, and everything erased, from the last cell back: where there is no alternate screen, some terminals keep
/// what is erased forwards among the lines that were scrolled away.
pub(super) const ERASE: &str = "\x1b[m\x1b[999;999H\x1b[1J";

/// The backend, over any writer that takes the bytes of a frame at once.
#[derive(Debug)]
pub struct Lean<W> {
    writer: W,
    size: Size,
    ascii: bool,
    pending: Vec<u8>,
    style: CellStyle,
    cursor: Option<Position>,
    cursor_shown: bool,
    cursor_wanted: Option<Position>,
    /// True where the cursor is only to rest at its place, unseen.
    cursor_unseen: bool,
    grid: Grid,
    blanks: Option<(Position, u16)>,
    sent: u64,
}

impl<W: Write> Lean<W> {
    /// Makes a backend for a terminal of `size` whose screen was just erased.
    ///
    /// With `ascii`, every character is folded to ASCII, so that no other byte is sent.
    pub fn new(writer: W, size: Size, ascii: bool) -> Self {
        let mut backend = Self {
            writer,
            size,
            ascii,
            pending: Vec::new(),
            style: CellStyle::PLAIN,
            cursor: None,
            cursor_shown: false,
            cursor_wanted: None,
            cursor_unseen: false,
            grid: Grid::default(),
            blanks: None,
            sent: 0,
        };
        backend.grid.erase(size.width, size.height);
        backend
    }

    /// Counts the bytes sent since the start.
    pub fn sent(&self) -> u64 {
        self.sent
    }

    /// Lets the cursor of the frames to come be seen, or only rest at its place.
    pub fn set_cursor_seen(&mut self, seen: bool) {
        self.cursor_unseen = !seen;
    }

    /// Takes the new size of the terminal; the next frame is drawn for it.
    pub fn set_size(&mut self, size: Size) {
        self.size = size;
    }

    /// Forgets what the terminal shows and erases it: somebody else may have written on it.
    pub fn erase(&mut self) {
        self.pending.clear();
        self.pending.extend_from_slice(ERASE.as_bytes());
        self.pending.extend_from_slice(if self.cursor_shown {
            b"\x1b[?25h"
        } else {
            b"\x1b[?25l"
        });
        self.style = CellStyle::PLAIN;
        self.cursor = None;
        self.blanks = None;
        self.grid.erase(self.size.width, self.size.height);
    }

    /// Borrows the writer.
    pub fn writer(&self) -> &W {
        &self.writer
    }

    fn put(&mut self, at: Position, cell: &Cell) {
        let style = CellStyle::of(cell);
        if cell.symbol() == " " && style.erases() {
            return self.put_blank(at);
        }
        self.write_blanks();
        self.go(at);
        if cell.symbol() != " " || !self.style.same_blank(style) {
            self.take(style);
        }
        let width = cell.cell_width();
        let symbol = harmless(cell.symbol(), width);
        let symbol = if self.ascii {
            ascii_symbol(&symbol, width)
        } else {
            symbol
        };
        self.write(at, &symbol, width);
    }

    /// Adds a blank to the run of blanks, which is written when it ends. Cells between the two that are blank already
    /// belong to the run: one erasure takes fewer bytes than several.
    fn put_blank(&mut self, at: Position) {
        match &mut self.blanks {
            Some((start, length)) if start.y == at.y && self.grid.is_blank(start.x + *length, at.x, at.y) => {
                *length = at.x + 1 - start.x;
            }
            _ => {
                self.write_blanks();
                self.blanks = Some((at, 1));
            }
        }
    }

    fn write_blanks(&mut self) {
        let Some((start, length)) = self.blanks.take() else {
            return;
        };
        self.go(start);
        if !self.style.erases() {
            self.take(CellStyle::PLAIN);
        }
        let to_end = self.grid.is_blank(start.x + length, self.size.width, start.y);
        if to_end && length >= ERASE_LINE_FROM {
            self.erase_blanks(start, length, "\x1b[K");
        } else if length >= ERASE_FROM {
            self.erase_blanks(start, length, &format!("\x1b[{length}X"));
        } else {
            for x in start.x..start.x + length {
                self.write(Position { x, y: start.y }, " ", 1);
            }
        }
    }

    /// Sends a sequence that erases cells and leaves the cursor where it is.
    fn erase_blanks(&mut self, start: Position, length: u16, sequence: &str) {
        self.pending.extend_from_slice(sequence.as_bytes());
        for x in start.x..start.x + length {
            self.grid.put(x, start.y, " ", 1, CellStyle::PLAIN);
        }
    }

    /// Writes a symbol where the cursor is, with the style in force.
    fn write(&mut self, at: Position, symbol: &str, width: u16) {
        self.pending.extend_from_slice(symbol.as_bytes());
        self.grid.put(at.x, at.y, symbol, width, self.style);
        let next = at.x + width.max(1);
        // Past the last column terminals differ: the place is unknown.
        self.cursor = (next < self.size.width).then_some(Position { x: next, y: at.y });
    }

    fn take(&mut self, style: CellStyle) {
        self.style.switch(style, &mut self.pending);
        self.style = style;
    }

    fn go(&mut self, to: Position) {
        if let Some(text) = self.gap(to) {
            self.pending.extend_from_slice(&text);
        } else {
            travel(self.cursor, to, &mut self.pending);
        }
        self.cursor = Some(to);
    }

    /// Gives the text between the cursor and a place shortly after it, if writing it again changes nothing.
    fn gap(&self, to: Position) -> Option<Vec<u8>> {
        let from = self
            .cursor
            .filter(|from| from.y == to.y && from.x < to.x && to.x - from.x <= GAP)?;
        self.grid.between(from.x, to.x, to.y, self.style)
    }

    fn place_cursor(&mut self) {
        if let Some(wanted) = self.cursor_wanted {
            travel(self.cursor, wanted, &mut self.pending);
            self.cursor = Some(wanted);
        }
    }
}

/// Makes sure that a symbol does not act on the terminal, whatever a view put in its cell, and takes there the columns
/// that it has here.
fn harmless(symbol: &str, width: u16) -> Cow<'_, str> {
    let shown = inert(symbol);
    let first = first(&shown);
    if first.len() == symbol.len() {
        return symbol.into();
    }
    pad(first, width.max(1).into()).into()
}

/// The first character of a symbol with its marks. What a person takes for one may be several that each take columns,
/// as an emoji and the colour of its skin: terminals that do not join them show each.
fn first(symbol: &str) -> &str {
    let wide = |(at, part): (usize, char)| (part.width().unwrap_or(0) > 0).then_some(at);
    let second = symbol.char_indices().filter_map(wide).nth(1);
    &symbol[..second.unwrap_or(symbol.len())]
}

impl<W: Write> Backend for Lean<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.put(Position { x, y }, cell);
        }
        self.write_blanks();
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor_wanted = None;
        if self.cursor_shown {
            self.cursor_shown = false;
            self.pending.extend_from_slice(b"\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor_unseen {
            return self.hide_cursor();
        }
        if !self.cursor_shown {
            self.cursor_shown = true;
            self.pending.extend_from_slice(b"\x1b[?25h");
        }
        Ok(())
    }

    /// Says where the cursor was last put; the terminal is not asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor_wanted = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.erase();
        Ok(())
    }

    /// Erases the whole screen: the screens here are never smaller than the terminal.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.place_cursor();
        if self.pending.is_empty() {
            return Ok(());
        }
        self.sent += self.pending.len() as u64;
        let written = self
            .writer
            .write_all(&self.pending)
            .and_then(|()| self.writer.flush());
        self.pending.clear();
        written
    }
}

#[cfg(test)]
mod tests;
