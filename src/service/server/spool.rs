//! Bytes that wait for a client, or come from one: a file without a name, which goes with its connection.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::os::unix::fs::FileExt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::service::DeskError;
use crate::service::wire::PART;
use crate::system;

/// A file without a name.
pub(super) struct Spool {
    file: File,
    length: u64,
}

impl Spool {
    /// An empty one.
    pub(super) fn new() -> Result<Self, DeskError> {
        let file = tempfile::tempfile().map_err(|error| unkept(&error))?;
        Ok(Self { file, length: 0 })
    }

    /// Holds what is written by `write`.
    pub(super) fn of(write: impl FnOnce(&mut dyn Write) -> Result<(), DeskError>) -> Result<Self, DeskError> {
        let mut spool = Self::new()?;
        let mut out = BufWriter::new(&spool.file);
        write(&mut out)?;
        out.flush().map_err(|error| unkept(&error))?;
        drop(out);
        spool.length = spool.file.stream_position().map_err(|error| unkept(&error))?;
        Ok(spool)
    }

    /// Holds a value as JSON.
    pub(super) fn of_value(value: &impl Serialize) -> Result<Self, DeskError> {
        Self::of(|out| serde_json::to_writer(out, value).map_err(|error| unkept(&error.into())))
    }

    /// Holds rows as they come, and what is told of them at the end, as JSON: a list of the two.
    pub(super) fn of_rows<R: Serialize, T: Serialize>(
        tell: impl FnOnce(&mut dyn FnMut(&R)) -> Result<T, DeskError>,
    ) -> Result<Self, DeskError> {
        Self::of(|out| {
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
        self.file
            .write_all_at(bytes, self.length)
            .map_err(|error| unkept(&error))?;
        self.length += bytes.len() as u64;
        Ok(())
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

fn unkept(error: &io::Error) -> DeskError {
    DeskError::Store(format!(
        "le service ne peut pas garder un fichier de travail\u{a0}: {}",
        system::answer(error)
    ))
}
