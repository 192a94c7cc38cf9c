//! Stopping the program as the shell's Ctrl-Z does.

use std::io;

use nix::sys::signal::{Signal, killpg};
use nix::unistd::getpgrp;

/// Stops the job, and returns once it was continued.
///
/// The signal goes to the whole job, as from the terminal: a script around the program stops with it. Where
/// no shell could continue it, the system ignores the signal and this returns at once.
pub(super) fn stop() -> io::Result<()> {
    killpg(getpgrp(), Signal::SIGTSTP).map_err(io::Error::from)
}
