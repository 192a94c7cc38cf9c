//! Writing a base: the journal first, then the records, each streamed one item a line.

use std::io::{self, Write};

use serde::Serialize;

use super::FORMAT;
use crate::domain::journal::{Entry, hex};
use crate::domain::record::Record;
use crate::exchange::export::JsonList;

/// Writes the journal of a base.
pub struct BaseJournalWriter<W: Write>(JsonList<W>);

/// Writes the records of a base, after its journal.
pub struct BaseRecordsWriter<W: Write>(JsonList<W>);

/// A link as it is written.
#[derive(Serialize)]
struct Link<'a> {
    entry: &'a Entry,
    previous: String,
    hash: String,
}

/// A record as it is written.
#[derive(Serialize)]
struct Held<'a> {
    version: u64,
    record: &'a Record,
}

impl<'a> Link<'a> {
    fn new(entry: &'a Entry, previous: &[u8; 32], hash: &[u8; 32]) -> Self {
        Self {
            entry,
            previous: hex(previous),
            hash: hex(hash),
        }
    }
}

/// Writes an entry with its place in the chain, as one line.
pub fn write_link(
    out: &mut dyn Write,
    entry: &Entry,
    previous: &[u8; 32],
    hash: &[u8; 32],
) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Link::new(entry, previous, hash))?;
    out.write_all(b"\n")
}

impl<W: Write> BaseJournalWriter<W> {
    /// Starts the file of a base, which says where it is marked *essai*.
    pub fn new(out: W, trial: bool) -> io::Result<Self> {
        let mark = if trial { "\"essai\":true,\n" } else { "" };
        let head = format!("{{\"format\":{FORMAT},\n{mark}\"journal\":[");
        JsonList::new(out, head.as_bytes()).map(Self)
    }

    /// Writes an entry, oldest first, with its place in the chain.
    pub fn link(&mut self, entry: &Entry, previous: &[u8; 32], hash: &[u8; 32]) -> io::Result<()> {
        self.0.item(&Link::new(entry, previous, hash))
    }

    /// Ends the journal; the records come next.
    pub fn records(self) -> io::Result<BaseRecordsWriter<W>> {
        let out = self.0.finish(b"],\n")?;
        JsonList::new(out, b"\"records\":[").map(BaseRecordsWriter)
    }
}

impl<W: Write> BaseRecordsWriter<W> {
    /// Writes a record with the entry that last changed it, by kind and then by key.
    pub fn record(&mut self, record: &Record, version: u64) -> io::Result<()> {
        self.0.item(&Held { version, record })
    }

    /// Ends the file and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish(b"]}\n")
    }
}
