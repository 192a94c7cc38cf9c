//! Finding out which records and which entries a damaged file has lost.
//!
//! The engine refuses such a file whole. It is read again from a copy in memory, without the engine's own checks, so
//! that the file stays as it is and what can still be read is held against the store's checksums.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use redb::backends::InMemoryBackend;
use redb::{Builder, Database, ReadableDatabase, StorageBackend};

use super::engine_panic::engine_caught;
use super::prefix::PREFIX;
use super::{journal, meta, walk};
use crate::store::{Damage, StoreError, place};

/// How many damaged entries of the journal are named at most.
const ENTRIES: usize = 100;

/// How much of the file is copied at a time.
const CHUNK: usize = 1 << 20;

/// The damages that can be named; none where nothing more than the refusal can be said.
pub fn diagnose(file: &File) -> Vec<Damage> {
    let opened = engine_caught(|| {
        let image = image(file).map_err(|cause| place::io_error("impossible de lire la base", cause))?;
        Ok(Builder::new().create_with_backend(image)?)
    });
    let Ok(engine) = opened else {
        return Vec::new();
    };
    let mut damages = engine_caught(|| walk::inspect(&engine)).unwrap_or_else(|error| vec![error.into()]);
    damages.extend(engine_caught(|| entries(&engine)).unwrap_or_else(|error| vec![error.into()]));
    // Closing a damaged image may fail: nothing of it is kept.
    let _ = engine_caught(|| {
        drop(engine);
        Ok(())
    });
    damages
}

/// The part of the file that the engine sees, in memory.
fn image(file: &File) -> io::Result<InMemoryBackend> {
    let image = InMemoryBackend::new();
    let len = file.metadata()?.len().saturating_sub(PREFIX);
    image.set_len(len)?;
    let mut chunk = vec![0; CHUNK];
    let mut at = 0;
    while at < len {
        let wanted = usize::try_from(len - at).map_or(CHUNK, |left| left.min(CHUNK));
        file.read_exact_at(&mut chunk[..wanted], PREFIX + at)?;
        image.write(at, &chunk[..wanted])?;
        at += wanted as u64;
    }
    Ok(image)
}

/// The entries of the journal that cannot be read.
fn entries(engine: &Database) -> Result<Vec<Damage>, StoreError> {
    let txn = engine.begin_read()?;
    let head = meta::read(&txn)?.head;
    let unreadable = (1..=head.seq).filter_map(|seq| engine_caught(|| journal::read(&txn, seq)).err());
    Ok(unreadable.take(ENTRIES).map(Damage::from).collect())
}
