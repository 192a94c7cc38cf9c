//! The screen: the terminal taken for as long as the value lives.

use std::env;
use std::io::{self, IsTerminal, Write};

use crossterm::terminal::window_size;
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal};

use super::backend::Lean;
use super::clipboard;
use super::guard;
use super::suspend;
use super::tty::Tty;

/// The size taken where the terminal does not tell its own.
const UNKNOWN: Size = Size {
    width: 80,
    height: 24,
};

/// Refusal to draw where nobody would see it.
#[derive(Debug, thiserror::Error)]
#[error("l’entrée et la sortie ne sont pas un terminal\u{a0}: les écrans ne peuvent pas s’afficher")]
pub struct NotATerminal;

/// The terminal, taken: dropped, it is given back.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<Lean<Tty>>,
}

impl Screen {
    /// Takes the terminal, or says that there is none. Called on the main thread.
    ///
    /// With `ascii`, no byte beyond ASCII is sent.
    pub fn enter(ascii: bool) -> io::Result<Self> {
        if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
            return Err(io::Error::other(NotATerminal));
        }
        guard::install_panic_hook();
        Self::take(ascii).inspect_err(|_| {
            guard::leave();
        })
    }

    fn take(ascii: bool) -> io::Result<Self> {
        let mut tty = Tty::open()?;
        guard::enter(&mut tty)?;
        let terminal = Terminal::new(Lean::new(tty, size(), ascii))?;
        Ok(Self { terminal })
    }

    /// Draws one frame: what differs from the last is sent in one write, nothing if nothing differs.
    ///
    /// Nothing is sent where the terminal was given back meanwhile. An error means that it takes nothing any more: the
    /// line is gone, see [`Self::part`].
    ///
    /// The cursor is where the view puts it, `seen` or not: a screen reader follows it where the eye does not.
    pub fn draw(&mut self, seen: bool, view: impl FnOnce(&mut Frame)) -> io::Result<()> {
        if !guard::is_held() {
            return Ok(());
        }
        self.terminal.backend_mut().set_cursor_seen(seen);
        self.terminal.draw(view).map(|_| ())
    }

    /// Takes the new size of the terminal.
    pub fn resize(&mut self, size: Size) -> io::Result<()> {
        self.terminal.backend_mut().set_size(size);
        self.terminal
            .resize(Rect::from((ratatui::layout::Position::ORIGIN, size)))
    }

    /// Makes the next frame send everything.
    pub fn repaint(&mut self) -> io::Result<()> {
        self.resize(size())
    }

    /// Asks the terminal to report clicks and the wheel, or leaves the mouse to it.
    pub fn hear_mouse(&mut self, heard: bool) -> io::Result<()> {
        guard::hear_mouse(&mut Tty::open()?, heard)
    }

    /// Asks the terminal what is behind its text. The answer comes among the keys, or never.
    pub fn ask_ground(&mut self) -> io::Result<()> {
        Tty::open()?.write_all(guard::ASK_GROUND.as_bytes())
    }

    /// Hands a text to the terminal's clipboard; whether it is taken is not known.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        if !guard::is_held() {
            return Ok(());
        }
        let bytes = clipboard::copy(text, |name| env::var(name).ok());
        Tty::open()?.write_all(bytes.as_bytes())
    }

    /// Gives the terminal back and stops the program until the shell continues it.
    pub fn suspend(&mut self) -> io::Result<()> {
        guard::leave();
        suspend::stop()?;
        self.resume()
    }

    /// Takes the terminal again after a stop, whoever stopped the program, once the shell gives it; leaves it where the
    /// program is to end.
    pub fn resume(&mut self) -> io::Result<()> {
        if !suspend::wait_for_terminal()? {
            return Ok(());
        }
        guard::retake(&mut Tty::open()?)?;
        self.repaint()
    }

    /// Gives the terminal back if it is still there; gives it up without a word where the line is gone. Returns whether
    /// it is there.
    pub fn part(&mut self) -> bool {
        let there = Tty::open().is_ok_and(|tty| tty.takes_bytes());
        if there {
            guard::leave();
        } else {
            guard::forsake();
        }
        there
    }

    /// Counts the bytes sent in frames.
    pub fn sent(&self) -> u64 {
        self.terminal.backend().sent()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        guard::leave();
    }
}

/// Reads the size of the terminal, in columns and rows.
pub fn size() -> Size {
    window_size()
        .ok()
        .filter(|size| size.columns > 0 && size.rows > 0)
        .map_or(UNKNOWN, |size| Size {
            width: size.columns,
            height: size.rows,
        })
}
