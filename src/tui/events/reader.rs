//! Reads the terminal on a thread of its own: what is typed there, and that the line was cut.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::Event;
use super::framer::Charset;
use super::keyboard::Keyboard;
use crate::text::locale;

/// The most bytes of one read: what is typed, or a part of a paste.
const READ: usize = 4096;

/// Starts to read, until nobody listens or the line is cut.
pub(super) fn start<R: Send + 'static>(sender: Sender<Event<R>>) -> io::Result<()> {
    let terminal = terminal()?;
    let charset = Charset::of_locale(&locale(|name| std::env::var(name).ok()).unwrap_or_default());
    thread::Builder::new()
        .name("preau-clavier".to_owned())
        .spawn(move || forward(terminal, Keyboard::new(charset), &sender))
        .map(|_| ())
}

/// Opens what the keys are read from: standard input, else the controlling terminal.
fn terminal() -> io::Result<File> {
    let input = io::stdin();
    if input.is_terminal() {
        let own: OwnedFd = input.as_fd().try_clone_to_owned()?;
        return Ok(File::from(own));
    }
    File::open("/dev/tty")
}

/// What was found at the terminal.
enum Found {
    /// So many bytes.
    Bytes(usize),
    /// Nothing, until the time given.
    Nothing,
    /// The end of the line: the other side is closed.
    End,
}

fn forward<R>(mut terminal: File, mut keyboard: Keyboard, sender: &Sender<Event<R>>) {
    let mut bytes = [0; READ];
    loop {
        let inputs = match read(&mut terminal, &mut bytes, keyboard.deadline()) {
            Found::Bytes(count) => keyboard.take(&bytes[..count], Instant::now()),
            Found::Nothing => keyboard.expire(Instant::now()),
            Found::End => break,
        };
        let heard = inputs.into_iter().all(|input| sender.send(input.into()).is_ok());
        if !heard {
            return;
        }
    }
    // Nobody may listen any more: the program is then ending already.
    let _ = sender.send(Event::HangUp);
}

/// Waits for bytes, at most until a deadline.
fn read(terminal: &mut File, bytes: &mut [u8], until: Option<Instant>) -> Found {
    loop {
        let mut watched = [PollFd::new(terminal.as_fd(), PollFlags::POLLIN)];
        match poll(&mut watched, timeout(until)) {
            Ok(0) => return Found::Nothing,
            Ok(_) => {}
            Err(Errno::EINTR) => continue,
            Err(_) => return Found::End,
        }
        match terminal.read(bytes) {
            Ok(0) => return Found::End,
            Ok(count) => return Found::Bytes(count),
            Err(error) if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::WouldBlock) => {}
            Err(_) => return Found::End,
        }
    }
}

/// What is left until a deadline, in whole milliseconds, the last one begun included.
fn timeout(until: Option<Instant>) -> PollTimeout {
    until.map_or(PollTimeout::NONE, |until| {
        let left = until.saturating_duration_since(Instant::now());
        let whole = left.as_nanos().div_ceil(Duration::from_millis(1).as_nanos());
        PollTimeout::try_from(whole).unwrap_or(PollTimeout::MAX)
    })
}
