//! The journal of a base as a service or another server gave it, in a file without a name: a copy is made of it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::path::Path;

use crate::cli::failure::Failure;
use crate::domain::record::RecordId;
use crate::exchange::base::link_of_line;
use crate::service::Client;
use crate::store::{Head, Link, Loaded, MemoryStore, Reader, StoreError, copy, io_error};

/// The journal of a base, a line an entry.
pub(super) struct Received {
    journal: File,
    /// The base bears the mark *essai*.
    trial: bool,
}

impl Received {
    /// Asks a service for its journal; it is kept in a folder until the copy is made.
    pub(super) fn from(client: &Client, folder: &Path) -> Result<Self, Failure> {
        Self::written(folder, client.is_trial()?, |out| Ok(client.links(out)?))
    }

    /// Has a journal written; it is kept in a folder until the copy is made.
    pub(super) fn written(
        folder: &Path,
        trial: bool,
        write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
    ) -> Result<Self, Failure> {
        let failed = |cause: io::Error| {
            let what = format!("impossible d’écrire dans le dossier {}", folder.display());
            Failure::of(io_error(&what, cause))
        };
        let file = tempfile::tempfile_in(folder).map_err(failed)?;
        let mut out = BufWriter::new(&file);
        write(&mut out)?;
        out.flush().map_err(failed)?;
        drop(out);
        Ok(Self { journal: file, trial })
    }

    /// The lines of the journal, as they came.
    pub(super) fn lines(&self) -> io::Result<&File> {
        (&self.journal).rewind()?;
        Ok(&self.journal)
    }

    /// The same in memory, for what is asked beside the journal.
    fn replayed(&self) -> Result<MemoryStore, StoreError> {
        let mut store = if self.trial {
            MemoryStore::trial()
        } else {
            MemoryStore::new()
        };
        copy(self, &mut store)?;
        Ok(store)
    }
}

impl Reader for Received {
    fn head(&self) -> Result<Head, StoreError> {
        let mut head = Head::EMPTY;
        self.journal(1, &mut |link| {
            head = Head {
                seq: link.entry.seq,
                hash: link.hash,
            };
            true
        })?;
        Ok(head)
    }

    fn load(&self) -> Result<Loaded, StoreError> {
        self.replayed()?.load()
    }

    fn journal(&self, from: u64, each: &mut dyn FnMut(Link) -> bool) -> Result<(), StoreError> {
        let mut file = &self.journal;
        file.rewind().map_err(unread)?;
        for line in BufReader::new(file).lines() {
            let link = link_of_line(&line.map_err(unread)?).map_err(|error| unread(error.into()))?;
            let link = Link {
                entry: link.entry,
                previous: link.previous,
                hash: link.hash,
            };
            if link.entry.seq >= from && !each(link) {
                break;
            }
        }
        Ok(())
    }

    fn history(&self, record: &RecordId) -> Result<Vec<u64>, StoreError> {
        self.replayed()?.history(record)
    }

    fn is_trial(&self) -> bool {
        self.trial
    }
}

fn unread(cause: io::Error) -> StoreError {
    io_error("impossible de lire le journal qui a été envoyé", cause)
}
