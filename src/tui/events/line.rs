//! The line: notices that it was cut, even where no SIGHUP comes (`nohup`, a shell that has died).
//!
//! Reading the keyboard does not tell: crossterm takes the end of input for nothing yet to read.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::mpsc::Sender;
use std::thread;

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::Event;

/// Waits for the end of the line on a thread of its own.
pub(super) fn watch<R: Send + 'static>(sender: Sender<Event<R>>) -> io::Result<()> {
    let line = keyboard()?;
    let wait = move || {
        wait_until_cut(&line);
        // Nobody may listen any more: the program is then ending already.
        let _ = sender.send(Event::HangUp);
    };
    thread::Builder::new()
        .name("preau-ligne".to_owned())
        .spawn(wait)
        .map(|_| ())
}

/// Opens what the keys are read from: standard input, else the controlling terminal.
fn keyboard() -> io::Result<OwnedFd> {
    let input = io::stdin();
    if input.is_terminal() {
        return input.as_fd().try_clone_to_owned();
    }
    File::open("/dev/tty").map(OwnedFd::from)
}

/// Returns once the other end is closed: asked for no event, the system still tells that one.
fn wait_until_cut(line: &OwnedFd) {
    let mut watched = [PollFd::new(line.as_fd(), PollFlags::empty())];
    while poll(&mut watched, PollTimeout::NONE) == Err(Errno::EINTR) {}
}
