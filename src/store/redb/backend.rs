//! The part of the file that the engine sees: all of it after the prefix.

use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::medium::Medium;
use super::prefix::PREFIX;

/// The file behind its prefix, for one engine. It is locked whole when it is opened; the engine takes no lock of its own.
#[derive(Debug)]
pub struct Backend {
    medium: Arc<dyn Medium>,
    gate: Arc<Gate>,
}

/// What the store lets an engine do to its file, and what it hears of it.
#[derive(Debug, Default)]
pub struct Gate {
    shut: AtomicBool,
    changed: AtomicBool,
    unsynced: Mutex<Option<ErrorKind>>,
}

impl Gate {
    /// Lets the engine change nothing more, at its own closing neither.
    pub fn shut(&self) {
        self.shut.store(true, Ordering::SeqCst);
    }

    /// Forgets what was done before.
    pub fn begin(&self) {
        self.changed.store(false, Ordering::SeqCst);
        *self.unsynced() = None;
    }

    /// True where the file may have been changed since [`Gate::begin`].
    pub fn is_changed(&self) -> bool {
        self.changed.load(Ordering::SeqCst)
    }

    /// True where a call that brings the file to the disk answered that there is no room, since [`Gate::begin`].
    pub fn found_no_room_at_sync(&self) -> bool {
        self.unsynced().is_some_and(is_room)
    }

    fn unsynced(&self) -> std::sync::MutexGuard<'_, Option<ErrorKind>> {
        self.unsynced.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// True for what a disk, a quota or a limit on the length of files answers that leaves no room.
fn is_room(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge
    )
}

impl Backend {
    /// The file for one engine.
    pub fn new(medium: Arc<dyn Medium>, gate: Arc<Gate>) -> Self {
        Self { medium, gate }
    }

    fn change(&self, change: impl FnOnce(&dyn Medium) -> io::Result<()>) -> io::Result<()> {
        if self.gate.shut.load(Ordering::SeqCst) {
            return Err(ErrorKind::NotConnected.into());
        }
        self.gate.changed.store(true, Ordering::SeqCst);
        change(&*self.medium)
    }
}

impl redb::StorageBackend for Backend {
    fn len(&self) -> io::Result<u64> {
        Ok(self.medium.len()?.saturating_sub(PREFIX))
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.medium.read(offset + PREFIX, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.change(|medium| resize(medium, len + PREFIX))
    }

    fn sync_data(&self) -> io::Result<()> {
        self.change(|medium| {
            medium.sync().inspect_err(|error| {
                self.gate.unsynced().get_or_insert(error.kind());
            })
        })
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.change(|medium| medium.write(offset + PREFIX, data))
    }
}

/// Gives a file a length. The room for what it gains is reserved where the disk has it, so that a full disk is met here.
///
/// The engine doubles its file where it grows: a disk that has not the room for all of that may have it for what is to
/// be written, which is then taken as it comes.
fn resize(medium: &dyn Medium, wanted: u64) -> io::Result<()> {
    let now = medium.len()?;
    if wanted > now
        && let Err(error) = medium.reserve(now, wanted - now)
    {
        // A reservation that failed half-way has taken room.
        let _ = medium.set_len(now);
        if !is_room(error.kind()) {
            return Err(error);
        }
    }
    medium.set_len(wanted)
}
