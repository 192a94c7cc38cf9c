//! Opening a path: regular files only, never waiting, never more than the limit; or reading what standard input gives.

use std::fs::{File, FileType, Metadata, OpenOptions};
use std::io::{IsTerminal, Read, stdin};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

use nix::fcntl::OFlag;

use super::{LIMIT, Source, SourceError};
use crate::text::quoted_long;

/// How standard input is given on a command line.
const INPUT: &str = "-";

/// The name of what standard input gives.
const INPUT_NAME: &str = "l’entrée standard";

impl Source {
    /// Reads the regular file at `path`, of at most [`LIMIT`] bytes.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        Self::open_within(path, LIMIT)
    }

    /// Reads the regular file at `path`, of at most `limit` bytes.
    pub fn open_within(path: &Path, limit: u64) -> Result<Self, SourceError> {
        let name = quoted_long(&path.to_string_lossy());
        let bytes = read(path, &name, limit)?;
        Self::from_bytes(&name, bytes)
    }
}

/// Reads what an operator gives, of at most [`LIMIT`] bytes: the regular file at `path`, or all of standard input where it
/// is `-`. Returns its name, inert, and its bytes.
pub(in crate::exchange) fn given(path: &Path) -> Result<(String, Vec<u8>), SourceError> {
    if path == Path::new(INPUT) {
        return Ok((INPUT_NAME.to_owned(), input(LIMIT)?));
    }
    let name = quoted_long(&path.to_string_lossy());
    let bytes = read(path, &name, LIMIT)?;
    Ok((name, bytes))
}

/// Reads standard input to its end; a terminal, whose end nobody knows how to type, is refused.
fn input(limit: u64) -> Result<Vec<u8>, SourceError> {
    let input = stdin().lock();
    if input.is_terminal() {
        return Err(SourceError::Terminal);
    }
    bounded(input, 0, INPUT_NAME, limit)
}

/// The path under which the system knows what an operator gives.
pub fn known_path(given: &Path) -> &Path {
    if given == Path::new(INPUT) {
        Path::new("/dev/stdin")
    } else {
        given
    }
}

/// Reads all bytes of a regular file.
fn read(path: &Path, name: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
    // Asked before opening: opening a device may act on it.
    let seen = std::fs::metadata(path).map_err(|error| SourceError::of_io(name, error))?;
    regular(&seen, name)?;
    let file = open(path).map_err(|error| SourceError::of_io(name, error))?;
    // Asked again of what was opened: the path may have been replaced in between.
    let opened = file.metadata().map_err(|error| SourceError::of_io(name, error))?;
    regular(&opened, name)?;
    bounded(&file, opened.len(), name, limit)
}

/// Opens for reading without waiting for the other end of a pipe, and without taking a terminal.
fn open(path: &Path) -> std::io::Result<File> {
    let flags = OFlag::O_NONBLOCK | OFlag::O_NOCTTY;
    OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits())
        .open(path)
}

/// Reads at most `limit` bytes; a file that grows meanwhile is refused rather than read without end.
fn bounded(file: impl Read, expected: u64, name: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
    let too_large = || SourceError::TooLarge {
        name: name.to_owned(),
        limit,
    };
    if expected > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0) + 1);
    let read = file.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| SourceError::of_io(name, error))?;
    if bytes.len() as u64 > limit {
        Err(too_large())
    } else {
        Ok(bytes)
    }
}

/// Refuses what is no regular file.
fn regular(metadata: &Metadata, name: &str) -> Result<(), SourceError> {
    let name = name.to_owned();
    if metadata.is_file() {
        Ok(())
    } else if metadata.is_dir() {
        Err(SourceError::Folder { name })
    } else {
        Err(SourceError::Special {
            name,
            kind: kind(metadata.file_type()),
        })
    }
}

/// Names in French what is neither a file nor a folder.
fn kind(file_type: FileType) -> &'static str {
    if file_type.is_fifo() {
        "un tube nommé"
    } else if file_type.is_socket() {
        "une socket"
    } else {
        "un périphérique"
    }
}
