//! Stopping the program as the shell's Ctrl-Z does.

use std::io;

use nix::sys::signal::{Signal, killpg, raise};
use nix::unistd::{getpgrp, getpid, gettid};

/// Stops the job, and returns once it was continued.
///
/// The signal goes to the whole job, as from the terminal: a script around the program stops with it. Where
/// no shell could continue it, the system ignores the signal and this returns at once.
pub(super) fn stop() -> io::Result<()> {
    // The system gives such a signal to the main thread. Any other thread would go on for a moment, and take
    // the terminal back from the shell: it stops the program through itself.
    let sent = if gettid() == getpid() {
        killpg(getpgrp(), Signal::SIGTSTP)
    } else {
        raise(Signal::SIGTSTP)
    };
    sent.map_err(io::Error::from)
}
