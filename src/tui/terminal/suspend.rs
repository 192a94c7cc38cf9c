//! Stopping the program as the shell's Ctrl-Z does.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

use nix::sys::signal::{Signal, killpg, raise};
use nix::unistd::{getpgrp, getpid, gettid, tcgetpgrp};

/// How long a signal that comes with another may take.
const MOMENT: Duration = Duration::from_millis(20);

/// True once the program was asked to end: set as the signal comes, before anything else hears of it.
static ASKED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// The flag that the signals which ask the program to end are to set.
pub fn asked_to_end() -> Arc<AtomicBool> {
    Arc::clone(&ASKED)
}

/// Returns once the terminal may be taken: at once where this job is the one that has it, else when the shell gives it
/// to it. Returns whether it may: not where the program is to end, as a job that is stopped may be told.
pub(super) fn wait_for_terminal() -> io::Result<bool> {
    loop {
        if ASKED.load(Ordering::SeqCst) {
            return Ok(has_terminal());
        }
        if has_terminal() {
            return Ok(true);
        }
        // Continued to be ended, the program hears of the signal about now: stopped again, it would not.
        thread::sleep(MOMENT);
        if ASKED.load(Ordering::SeqCst) {
            continue;
        }
        raise(Signal::SIGSTOP).map_err(io::Error::from)?;
    }
}

/// True where this job has the terminal, or no shell gives it to jobs.
fn has_terminal() -> bool {
    tcgetpgrp(io::stdin()).map_or(true, |job| job == getpgrp())
}

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
