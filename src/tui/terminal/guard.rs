//! The state of the terminal: taken, given back, or lost with the line.
//!
//! One static flag says whether this process holds the terminal, because the panic hook has nothing else to
//! ask. Giving back is done once, by whoever comes first; the modes of the line are set back by each.

use std::io::{self, Write};
use std::panic;
use std::process;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::tty::Tty;
use crate::catch_panic::is_inside;

/// Alternate screen, bracketed paste, hidden cursor, no attribute, erased.
pub const ENTER: &str = "\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[m\x1b[2J";

/// The same undone: no attribute, nothing left on the screen, cursor shown, paste as before, the screen of before.
///
/// A terminal may have no screen of before, as GNU screen and mosh: what was drawn is erased, from the last cell back,
/// as no terminal keeps what is erased so among the lines that were scrolled away.
pub const LEAVE: &str = "\x1b[m\x1b[999;999H\x1b[1J\x1b[H\x1b[?25h\x1b[?2004l\x1b[?1049l";

/// Presses, releases and the wheel, in the form that has no byte of a key; moves are not asked for.
pub const MOUSE: &str = "\x1b[?1000h\x1b[?1006h";

/// The same undone.
pub const NO_MOUSE: &str = "\x1b[?1006l\x1b[?1000l";

/// The question what colour is behind the text. Terminals that do not know it pass it over.
pub const ASK_GROUND: &str = "\x1b]11;?\x1b\\";

/// The exit code of a program that panicked.
const PANICKED: i32 = 101;

static HELD: AtomicBool = AtomicBool::new(false);

/// Whether the terminal is to report the mouse while it is held.
static HEARS_MOUSE: AtomicBool = AtomicBool::new(false);

/// Takes the terminal: raw mode, then the screen.
pub(super) fn enter(tty: &mut Tty) -> io::Result<()> {
    enable_raw_mode()?;
    HELD.store(true, Ordering::SeqCst);
    tty.write_all(ENTER.as_bytes())?;
    if HEARS_MOUSE.load(Ordering::SeqCst) {
        tty.write_all(MOUSE.as_bytes())?;
    }
    Ok(())
}

/// Has the mouse reported from now on, or not; nothing is written where that is so already.
pub(super) fn hear_mouse(tty: &mut Tty, heard: bool) -> io::Result<()> {
    if HEARS_MOUSE.swap(heard, Ordering::SeqCst) == heard {
        return Ok(());
    }
    tty.write_all(if heard { MOUSE } else { NO_MOUSE }.as_bytes())
}

/// True while this process holds the terminal.
pub(super) fn is_held() -> bool {
    HELD.load(Ordering::SeqCst)
}

/// Gives the terminal back; does nothing where it is not held. Returns whether it was held.
pub(super) fn leave() -> bool {
    let held = HELD.swap(false, Ordering::SeqCst);
    if held {
        // A terminal that takes no byte any more is not worth an error: we are leaving.
        let _ = Tty::open().and_then(|mut tty| tty.write_all(farewell().as_bytes()));
        let _ = disable_raw_mode();
    }
    held
}

/// What is written to give the terminal back.
fn farewell() -> String {
    let mouse = if HEARS_MOUSE.load(Ordering::SeqCst) {
        NO_MOUSE
    } else {
        ""
    };
    format!("{mouse}{LEAVE}")
}

/// Gives the terminal back without waiting for anything, beside a thread that may hang while it does the same.
pub fn give_back_now() {
    let held = HELD.swap(false, Ordering::SeqCst);
    let _ = disable_raw_mode();
    if let (true, Ok(mut tty)) = (held, Tty::open())
        && tty.takes_bytes()
    {
        let _ = tty.write_all(farewell().as_bytes());
    }
}

/// Takes the terminal again after the program was stopped, whatever the shell did to its modes.
pub(super) fn retake(tty: &mut Tty) -> io::Result<()> {
    // Raw mode is left first: it then is set from the modes of before, not believed to be set.
    disable_raw_mode()?;
    enter(tty)
}

/// Gives up a terminal that takes nothing: nothing will be written to it. Its modes are set back where it is there.
pub(super) fn forsake() {
    HELD.store(false, Ordering::SeqCst);
    let _ = disable_raw_mode();
}

/// Makes a panic give the terminal back before its message is printed.
///
/// A panic outside the calling thread ends the program: half a program must not go on. A panic that is caught, such as
/// the storage engine's, is none of the terminal's business.
pub(super) fn install_panic_hook() {
    static ONCE: Once = Once::new();
    let main = thread::current().id();
    ONCE.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if is_inside() {
                return;
            }
            let held = leave();
            previous(info);
            end_if_held(held, main);
        }));
    });
}

fn end_if_held(held: bool, main: ThreadId) {
    if held && thread::current().id() != main {
        process::exit(PANICKED);
    }
}
