//! Bytes that wait for a client, or come from one: a file without a name, which goes with its connection.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::os::unix::fs::FileExt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::works::Room;
use crate::service::DeskError;
use crate::service::wire::PART;
use crate::system;

/// A file without a name, and the room that it takes.
pub(super) struct Spool {
    file: File,
    length: u64,
    room: Room,
    /// It was to hold more than there is room for.
    is_full: bool,
}

/// Adds bytes at the end, as far as there is room.
impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.room.takes(bytes.len() as u64) {
            self.is_full = true;
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        self.file.write_all_at(bytes, self.length)?;
        self.length += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Spool {
    /// An empty one.
    pub(super) fn new(room: Room) -> Result<Self, DeskError> {
        let file = tempfile::tempfile().map_err(|error| unkept(&error))?;
        Ok(Self {
            file,
            length: 0,
            room,
            is_full: false,
        })
    }

    /// Holds what is written by `write`.
    pub(super) fn of(
        room: Room,
        write: impl FnOnce(&mut dyn Write) -> Result<(), DeskError>,
    ) -> Result<Self, DeskError> {
        let mut spool = Self::new(room)?;
        let written = {
            let mut out = BufWriter::new(&mut spool);
            write(&mut out).and_then(|()| out.flush().map_err(|error| unkept(&error)))
        };
        match written {
            Err(_) if spool.is_full => Err(full()),
            written => written.map(|()| spool),
        }
    }

    /// Holds a value as JSON.
    pub(super) fn of_value(room: Room, value: &impl Serialize) -> Result<Self, DeskError> {
        Self::of(room, |out| {
            serde_json::to_writer(out, value).map_err(|error| unkept(&error.into()))
        })
    }

    /// Holds rows as they come, and what is told of them at the end, as JSON: a list of the two.
    pub(super) fn of_rows<R: Serialize, T: Serialize>(
        room: Room,
        tell: impl FnOnce(&mut dyn FnMut(&R)) -> Result<T, DeskError>,
    ) -> Result<Self, DeskError> {
        Self::of(room, |out| {
            let (mut before, mut written) = ("[[", Ok(()));
            let end = tell(&mut |row| {
                if written.is_ok() {
                    written = out.write_all(before.as_bytes()).and_then(|()| json(out, row));
                    before = ",";
                }
            })?;
            let end = written
                .and_then(|()| out.write_all(if before == "," { b"]," } else { b"[[]," }))
                .and_then(|()| json(out, &end))
                .and_then(|()| out.write_all(b"]"));
            end.map_err(|error| unkept(&error))
        })
    }

    /// The file that has them.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// How many bytes it holds.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// The part from a byte on; empty at the end.
    pub(super) fn part(&self, at: u64) -> Result<Vec<u8>, DeskError> {
        let left = usize::try_from(self.length.saturating_sub(at)).unwrap_or(PART);
        let mut part = vec![0; left.min(PART)];
        self.file
            .read_exact_at(&mut part, at)
            .map_err(|error| unkept(&error))?;
        Ok(part)
    }

    /// Adds bytes at the end.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), DeskError> {
        match self.write_all(bytes) {
            Err(_) if self.is_full => Err(full()),
            written => written.map_err(|error| unkept(&error)),
        }
    }

    /// The value that it holds as JSON.
    pub(super) fn value<T: DeserializeOwned>(mut self) -> Result<T, DeskError> {
        self.file.rewind().map_err(|error| unkept(&error))?;
        serde_json::from_reader(BufReader::new(&self.file)).map_err(|error| unkept(&error.into()))
    }

    /// All its bytes.
    pub(super) fn whole(mut self) -> Result<Vec<u8>, DeskError> {
        let mut bytes = Vec::with_capacity(usize::try_from(self.length).unwrap_or(0));
        self.file
            .rewind()
            .and_then(|()| self.file.read_to_end(&mut bytes))
            .map_err(|error| unkept(&error))?;
        Ok(bytes)
    }
}

fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    Ok(serde_json::to_writer(out, value)?)
}

fn full() -> DeskError {
    DeskError::TurnedAway(
        "le service garde déjà trop de fichiers en route\u{a0}; réessayez quand d’autres imports et exports seront finis, ou \
         agissez sur la machine de la base, service arrêté"
            .to_owned(),
    )
}

fn unkept(error: &io::Error) -> DeskError {
    DeskError::Store(format!(
        "le service ne peut pas garder un fichier de travail\u{a0}: {}",
        system::answer(error)
    ))
}
