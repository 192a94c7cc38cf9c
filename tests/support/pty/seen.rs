//! What came out of the terminal so far, shared between the reading thread and the test.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a test waits for what must come.
const LIMIT: Duration = Duration::from_secs(30);

/// All that the program wrote, and what a terminal shows of it.
pub struct Seen {
    /// Every byte.
    pub raw: Vec<u8>,
    /// When the last of them came.
    pub last: Instant,
    /// How many of them the terminal was given.
    fed: usize,
    /// The terminal.
    pub emulator: vt100::Parser,
    /// How the program ended.
    pub exit: Option<super::Exit>,
    /// Whether the other end is closed.
    pub closed: bool,
}

impl Seen {
    /// Takes bytes, of which the terminal is given whole characters only: vte 0.15 loses the character after one that comes
    /// in two pieces.
    pub fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        let rest = &self.raw[self.fed..];
        let whole = match std::str::from_utf8(rest) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => rest.len(),
        };
        self.emulator.process(&rest[..whole]);
        self.fed += whole;
    }
}

/// The shared state, with a bell rung at each change.
pub struct Shared {
    seen: Mutex<Seen>,
    bell: Condvar,
}

impl Shared {
    /// Starts with an empty terminal of `size`, in columns and rows.
    pub fn new((columns, rows): (u16, u16)) -> Self {
        let emulator = vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0);
        let seen = Seen {
            raw: Vec::new(),
            fed: 0,
            last: Instant::now(),
            emulator,
            exit: None,
            closed: false,
        };
        Self {
            seen: Mutex::new(seen),
            bell: Condvar::new(),
        }
    }

    /// Looks at the state.
    pub fn look(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and wakes who waits.
    pub fn change(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.look());
        self.bell.notify_all();
    }

    /// Waits until the state is as wanted; `what` says it in the failure.
    pub fn wait(&self, what: &str, wanted: impl Fn(&Seen) -> bool) -> MutexGuard<'_, Seen> {
        let (seen, late) = self
            .bell
            .wait_timeout_while(self.look(), LIMIT, |seen| !wanted(seen))
            .unwrap();
        if late.timed_out() {
            let screen = seen.emulator.screen().contents();
            drop(seen);
            panic!("waited in vain for {what}; the screen:\n{screen}");
        }
        seen
    }

    /// Waits until nothing came for `calm`.
    pub fn quiet(&self, calm: Duration) {
        let start = Instant::now();
        let mut seen = self.look();
        loop {
            let count = seen.raw.len();
            let (next, late) = self
                .bell
                .wait_timeout_while(seen, calm, |seen| seen.raw.len() == count)
                .unwrap();
            if late.timed_out() {
                return;
            }
            assert!(start.elapsed() < LIMIT, "the program never stops writing");
            seen = next;
        }
    }
}
