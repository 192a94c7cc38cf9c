//! What the file looked like after the last commit, by which it is known again and can be taken back there.
//!
//! The engine's header names the roots of its trees with the checksum of each, and a checksum of a page covers those
//! below it: two files with the same header hold the same base. The engine writes no page of a commit before the next one
//! is on the disk, so that the header alone, and the length, take the file back to that commit.

use std::io;

use super::medium::Medium;
use super::prefix::{PAGE, PREFIX};

/// How much of the engine's first page is its header: 320 bytes, in redb 4's `header.rs`.
const HEADER: usize = 512;

/// The length of the file, its first page, and the engine's header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    len: u64,
    head: Box<[u8; PAGE + HEADER]>,
}

impl Seal {
    /// What the file looks like.
    pub fn of(medium: &dyn Medium) -> io::Result<Self> {
        let mut head = Box::new([0; PAGE + HEADER]);
        medium.read(0, &mut head[..])?;
        Ok(Self {
            len: medium.len()?,
            head,
        })
    }

    /// True where the file looks so still; false where it cannot be read.
    pub fn holds(&self, medium: &dyn Medium) -> bool {
        Self::of(medium).is_ok_and(|now| now == *self)
    }

    /// True where the first page, which the engine does not write, is still the same.
    pub fn is_of(&self, medium: &dyn Medium) -> bool {
        let mut page = [0; PAGE];
        medium.read(0, &mut page).is_ok() && page[..] == self.head[..PAGE]
    }

    /// Takes the file back, on the disk too.
    pub fn put_back(&self, medium: &dyn Medium) -> io::Result<()> {
        medium.set_len(self.len)?;
        medium.write(PREFIX, &self.head[PAGE..])?;
        medium.sync()
    }
}
