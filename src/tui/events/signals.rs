//! Signals, received on a thread of their own and passed on as events.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::flag;
use signal_hook::iterator::{Handle, Signals as Iterator};

use super::Event;
use crate::tui::terminal;

/// The signals that ask the program to end.
const ENDING: [i32; 3] = [SIGTERM, SIGINT, SIGQUIT];

/// The receiving thread: dropped, it ends.
#[derive(Debug)]
pub(super) struct Signals(Handle);

impl Signals {
    /// Starts to receive signals.
    pub(super) fn listen<R: Send + 'static>(sender: Sender<Event<R>>) -> io::Result<Self> {
        end_at_the_second()?;
        let mut received = Iterator::new(ENDING.into_iter().chain([SIGHUP, SIGCONT, SIGWINCH]))?;
        let handle = received.handle();
        let forward = move || {
            for signal in received.forever() {
                if sender.send(event(signal)).is_err() {
                    return;
                }
            }
        };
        thread::Builder::new()
            .name("preau-signaux".to_owned())
            .spawn(forward)?;
        Ok(Self(handle))
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Makes the second request to end act at once: a program that cannot answer can still be ended.
fn end_at_the_second() -> io::Result<()> {
    let asked = Arc::new(AtomicBool::new(false));
    for signal in ENDING {
        flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&asked))?;
        flag::register(signal, Arc::clone(&asked))?;
    }
    Ok(())
}

fn event<R>(signal: i32) -> Event<R> {
    match signal {
        SIGHUP => Event::HangUp,
        SIGCONT => Event::Resumed,
        SIGWINCH => Event::Resize(terminal::size()),
        signal => Event::Terminate(signal),
    }
}
