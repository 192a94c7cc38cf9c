//! The store of records and of the journal.

pub mod backup;
pub mod chain;
mod copy;
mod documents;
mod error;
mod memory;
mod place;
mod redb;
mod upkeep;
mod verify;

pub use self::redb::{FORMAT, FileStore};
pub use copy::copy;
pub use documents::{DocumentFault, DocumentFolder};
pub use error::{Loss, StoreError, held_by};
pub use memory::MemoryStore;
pub use place::io_error;
pub use upkeep::UpkeepFile;
pub use verify::{Report, parted_from, verify, verify_file, verify_snapshot};

use crate::domain::journal::Entry;
pub use crate::domain::journal::{Digest, Head};
use crate::domain::record::{Record, RecordId};

/// An entry as it stands in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub entry: Entry,
    /// The hash of the entry before it.
    pub previous: Digest,
    /// SHA-256 of `previous` and of the entry's stored bytes.
    pub hash: Digest,
}

/// All the records, each with the entry that last changed it, and the end of the journal.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The records, by kind and then by key.
    pub records: Vec<(Record, u64)>,
    /// The end of the journal.
    pub head: Head,
}

/// Something wrong in a store: where, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Where: an entry of the journal, a record, the file.
    pub place: String,
    /// What is wrong, in French.
    pub what: String,
}

/// What can be read of a base: by the store that holds it, or by a snapshot of it.
pub trait Reader: Send {
    /// The end of the journal.
    fn head(&self) -> Result<Head, StoreError>;

    /// Reads every record.
    fn load(&self) -> Result<Loaded, StoreError>;

    /// Reads the journal from an entry on, oldest first, until `each` returns false.
    ///
    /// The stored bytes of each entry are checked against its hash; one that fails, or is missing, is an error.
    fn journal(&self, from: u64, each: &mut dyn FnMut(Link) -> bool) -> Result<(), StoreError>;

    /// The places of the entries that touched a record, oldest first.
    fn history(&self, record: &RecordId) -> Result<Vec<u64>, StoreError>;

    /// True for a base that bears the mark *essai*: it was made so, and stays so, its copies too.
    fn is_trial(&self) -> bool;
}

/// Where records and the journal are kept.
///
/// `commit` is a compare-and-set on the head of one ordered log, so that a replicated engine can stand behind it:
/// no file, no lock and no engine's type is in a signature. Every implementation passes `tests/store/contract.rs`.
pub trait Store: Reader {
    /// Writes entries and their records in one durable transaction, and returns the new end.
    ///
    /// It refuses, and writes nothing, when the first entry is not the next one or the entries are not in sequence.
    ///
    /// It looks first whether the store is still the base that others find, and fails with [`StoreError::Gone`] where it is
    /// not; with no entry it does nothing else. After an error nothing of the entries is in the store, but after [`StoreError::Unknown`]: there they are in it or
    /// not, all or none, which is known once it is opened again.
    fn commit(&mut self, entries: &[Entry]) -> Result<Head, StoreError>;

    /// The base as of its last entry, whatever is written from then on; for another thread to read.
    ///
    /// The store keeps what the snapshot may read: hold it while a machine works, never while a person is waited for.
    fn snapshot(&self) -> Result<Box<dyn Reader>, StoreError>;

    /// Checks the store's own integrity: checksums, formats, counts. An empty list is a sound store.
    fn check(&mut self) -> Result<Vec<Damage>, StoreError>;
}
