//! What the reading of a file may take of the memory of a program that others need.

use std::fs;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::CELL;

/// The most rejected rows of a file that is read within bounds: beyond, it is not what it is taken for.
pub const REJECTS: usize = 20_000;

/// How many bytes are read until the system is asked again; a row counts as [`ROW`] at least.
const LOOK: usize = 64 << 10;

/// What a row takes beside its bytes.
const ROW: usize = 256;

/// The size of a page of memory, in bytes, in which the system counts.
const PAGE: usize = 4 << 10;

/// Why a reading that is bounded did not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Over {
    /// It takes too much memory.
    #[error("le service n’a pas la mémoire qu’il faut pour le lire. Coupez-le en plusieurs fichiers.")]
    Memory,
    /// Too many of its rows are rejected.
    #[error("plus de {REJECTS} lignes sont rejetées. Ce n’est sans doute pas le fichier attendu.")]
    Rejects,
}

/// How much one reading may take of the program's memory, and whether it took more.
#[derive(Debug)]
pub struct ReadBounds {
    /// How far the memory of the program may grow from the first row on, in bytes, and how far it may come.
    growth: usize,
    most: OnceLock<usize>,
    read: AtomicUsize,
    over: OnceLock<Over>,
}

impl ReadBounds {
    /// Lets the memory of this program grow by `growth` bytes from the first row on.
    pub fn growing_by(growth: usize) -> Self {
        Self {
            growth,
            most: OnceLock::new(),
            read: AtomicUsize::new(0),
            over: OnceLock::new(),
        }
    }

    /// True where one more row of so many bytes may be read, `rejects` being rejected so far. None is longer than the
    /// longest cell: a list of short values takes many times its length.
    pub(super) fn goes_on(&self, rejects: usize, bytes: usize) -> bool {
        let most = *self.most.get_or_init(|| resident() + self.growth);
        let read = self.read.fetch_add(bytes + ROW, Ordering::Relaxed);
        if rejects > REJECTS {
            self.over.get_or_init(|| Over::Rejects);
        } else if bytes > CELL || read / LOOK != (read + bytes + ROW) / LOOK && resident() > most {
            self.over.get_or_init(|| Over::Memory);
        }
        self.over.get().is_none()
    }

    /// Why it did not go on.
    pub(super) fn over(&self) -> Option<Over> {
        self.over.get().copied()
    }
}

/// The memory of this program, in bytes; none where the system does not say.
fn resident() -> usize {
    let counts = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = counts.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages.unwrap_or(0) * PAGE
}
