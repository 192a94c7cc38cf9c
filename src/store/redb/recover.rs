//! What is done after a commit that failed: its fate is settled, or said to be unknown.

use super::engine_panic::engine_caught;
use super::failure::closed;
use super::open::open_engine;
use super::prefix::{self, Found};
use super::{FileStore, commit};
use crate::domain::journal::Entry;
use crate::store::{Head, StoreError, place};

impl FileStore {
    /// Writes entries; what the engine does to the file is noted from here on.
    pub(super) fn write(&mut self, entries: &[Entry]) -> Result<Head, StoreError> {
        if let Some(engine) = &self.engine {
            engine.gate.begin();
        }
        let engine = self.engine()?;
        engine_caught(|| commit::commit(engine, entries))
    }

    /// Takes note of a commit that reached the disk, in the file that is still the base.
    ///
    /// A note that cannot be written takes nothing from the commit: it would only have strengthened a later check.
    pub(super) fn acknowledge(&mut self, head: Head) -> Result<Head, StoreError> {
        let _ = prefix::acknowledge(&*self.medium, head);
        self.head = head;
        self.seal()?;
        self.look()?;
        Ok(head)
    }

    /// Settles a commit that failed. After a disk that found no room as the commit was brought to it, what it has is not
    /// known: the file is taken back to the commit before, on the disk, and the entries are committed again, once.
    pub(super) fn settle(&mut self, error: StoreError, entries: &[Entry]) -> Result<Head, StoreError> {
        let again = self
            .engine
            .as_ref()
            .is_some_and(|engine| engine.gate.found_no_room_at_sync());
        let error = self.take_back(error)?;
        if !again || self.engine.is_none() {
            return Err(error);
        }
        match self.write(entries) {
            Ok(head) => self.acknowledge(head),
            Err(error) => Err(self.take_back(error)?),
        }
    }

    /// Takes the file back to the commit before the one that failed with an error, which it returns: nothing of that
    /// commit is on the disk.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unknown`] where that cannot be said: the disk failed in another way than for want of room, and what
    /// the system says it wrote can no longer be relied on. [`StoreError::Gone`] where another program wrote in the file.
    fn take_back(&mut self, error: StoreError) -> Result<StoreError, StoreError> {
        let changed = self
            .engine
            .as_ref()
            .is_some_and(|engine| engine.gate.is_changed());
        self.discard();
        if !self.seal.is_of(&*self.medium) {
            return Err(self.overwritten());
        }
        match error {
            StoreError::Io { .. } if !changed => return Ok(error),
            StoreError::Io { cause, .. } => return Err(self.unknown(&cause)),
            _ => {}
        }
        self.seal
            .put_back(&*self.medium)
            .map_err(|cause| self.unknown(&cause))?;
        match self.open_again() {
            // A full disk gives room back one day; the next commit tries again.
            Ok(()) | Err(StoreError::Full) => Ok(error),
            Err(again) => Ok(again),
        }
    }

    /// Opens the engine where a disk that was full kept it closed.
    pub(super) fn open_again_after_a_full_disk(&mut self) -> Result<(), StoreError> {
        if self.engine.is_some() || !self.waits_for_room {
            return Ok(());
        }
        self.open_again()
    }

    /// Opens the engine on the file, which is that of the last commit.
    pub(super) fn open_again(&mut self) -> Result<(), StoreError> {
        let opened = engine_caught(|| match prefix::read(&*self.medium) {
            Ok(Found::Prefix(prefix)) => open_engine(&self.medium, prefix),
            Ok(_) => Err(closed()),
            Err(cause) => Err(place::cannot("lire", self.path(), cause)),
        });
        self.waits_for_room = matches!(opened, Err(StoreError::Full));
        let (engine, head) = opened?;
        self.engine = Some(engine);
        self.head = head;
        self.seal()
    }

    /// The error of a commit of which nothing is known. The next opening has the file read from the disk.
    fn unknown(&self, cause: &std::io::Error) -> StoreError {
        let _ = prefix::doubt(&*self.medium, true);
        StoreError::Unknown(crate::system::answer(cause))
    }
}
