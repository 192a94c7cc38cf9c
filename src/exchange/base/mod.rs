//! `base.json`: a whole base, journal and records, as one file.
//!
//! The file says what a store holds, link by link; whoever imports it checks the chain and replays the journal
//! before anything is written. The same base always gives the same bytes. A link may also travel alone, as one line.

mod read;
mod write;

pub use read::{link_of_line, read_base};
pub use write::{BaseJournalWriter, BaseRecordsWriter, write_link};

use crate::domain::journal::{Digest, Entry};
use crate::domain::record::Record;

/// The format of the file that this program writes.
pub const FORMAT: u32 = 1;

/// An entry of the journal as it stands in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseLink {
    pub entry: Entry,
    /// The hash of the entry before it.
    pub previous: Digest,
    pub hash: Digest,
}

/// A base as its file has it. Nothing of it is checked beyond its form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BaseFile {
    /// It is that of a base that is marked *essai*.
    pub trial: bool,
    /// The journal, oldest entry first.
    pub journal: Vec<BaseLink>,
    /// The records, each with the entry that last changed it.
    pub records: Vec<(Record, u64)>,
}
