//! Signals, received on a thread of their own and passed on as events.

use std::io;
use std::process;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::flag;
use signal_hook::iterator::{Handle, Signals as Iterator};

use super::Event;
use crate::tui::terminal;

/// The signals that ask the program to end.
const ENDING: [i32; 4] = [SIGTERM, SIGINT, SIGQUIT, SIGHUP];

/// How long the program has to end by itself, once it was asked to: what was typed is kept meanwhile.
const GRACE: Duration = Duration::from_secs(1);

/// The receiving thread: dropped, it ends.
#[derive(Debug)]
pub(super) struct Signals(Handle);

impl Signals {
    /// Starts to receive signals.
    pub(super) fn listen<R: Send + 'static>(sender: Sender<Event<R>>) -> io::Result<Self> {
        for signal in ENDING {
            flag::register(signal, terminal::asked_to_end())?;
        }
        let mut received = Iterator::new(ENDING.into_iter().chain([SIGCONT, SIGWINCH]))?;
        let handle = received.handle();
        let forward = move || {
            let mut asked = None;
            for signal in received.forever() {
                if ENDING.contains(&signal) {
                    match asked {
                        None => asked = Some(Instant::now()),
                        Some(first) => end(first, signal),
                    }
                }
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

/// Ends the program at the second request, once it had its time: one that cannot answer can still be ended, and gives
/// the terminal back.
fn end(first: Instant, signal: i32) -> ! {
    thread::sleep(GRACE.saturating_sub(first.elapsed()));
    terminal::give_back_now();
    process::exit(128 + signal)
}

fn event<R>(signal: i32) -> Event<R> {
    match signal {
        SIGHUP => Event::HangUp,
        SIGCONT => Event::Resumed,
        SIGWINCH => Event::Resize(terminal::size()),
        signal => Event::Terminate(signal),
    }
}
