//! The journal's tables: entries cut into parts, their hashes, and the entries of each record.

use redb::{ReadTransaction, ReadableTable, Table};

use super::tables::{HISTORY, JOURNAL, LINKS};
use crate::domain::record::RecordId;
use crate::store::{Digest, Head, Link, StoreError, chain};

/// The length of a part: a little under a power of two, which is how the engine hands out room.
const PART: usize = 255 * 1024;

/// The parts of the journal's entries.
pub type Parts<'txn> = Table<'txn, (u64, u32), &'static [u8]>;

/// The hashes of the journal's entries.
pub type Links<'txn> = Table<'txn, u64, &'static [u8; 64]>;

/// The entries of each record.
pub type History<'txn> = Table<'txn, &'static str, &'static [u8]>;

/// Writes the bytes of an entry and its place in the chain; returns the new head.
pub fn append(
    parts: &mut Parts<'_>,
    links: &mut Links<'_>,
    head: Head,
    bytes: &[u8],
) -> Result<Head, StoreError> {
    let seq = head.seq + 1;
    for (number, part) in (0_u32..).zip(bytes.chunks(PART)) {
        parts.insert((seq, number), part)?;
    }
    let hash = chain::link(&head.hash, bytes);
    let mut both = [0; 64];
    both[..32].copy_from_slice(&head.hash);
    both[32..].copy_from_slice(&hash);
    links.insert(seq, &both)?;
    Ok(Head { seq, hash })
}

/// Reads an entry and checks it.
pub fn read(txn: &ReadTransaction, seq: u64) -> Result<Link, StoreError> {
    let (previous, hash) =
        hashes(&txn.open_table(LINKS)?, seq)?.ok_or_else(|| chain::damaged(seq, "elle manque"))?;
    let mut bytes = Vec::new();
    for part in txn.open_table(JOURNAL)?.range((seq, 0)..=(seq, u32::MAX))? {
        bytes.extend_from_slice(part?.1.value());
    }
    chain::decode(seq, previous, hash, &bytes)
}

/// The previous hash and the hash of an entry.
pub fn hashes(
    links: &impl ReadableTable<u64, &'static [u8; 64]>,
    seq: u64,
) -> Result<Option<(Digest, Digest)>, StoreError> {
    Ok(links.get(seq)?.and_then(|both| {
        let (previous, hash) = both.value().split_at(32);
        Some((previous.try_into().ok()?, hash.try_into().ok()?))
    }))
}

/// Adds an entry to a record's history; an entry that changes a record twice is there once.
pub fn note(history: &mut History<'_>, key: &str, seq: u64) -> Result<(), StoreError> {
    let seq = seq.to_le_bytes();
    let mut seqs = match history.insert(key, seq.as_slice())? {
        None => return Ok(()),
        Some(before) => before.value().to_vec(),
    };
    if !seqs.ends_with(&seq) {
        seqs.extend_from_slice(&seq);
    }
    history.insert(key, seqs.as_slice())?;
    Ok(())
}

/// The entries that touched a record, oldest first.
pub fn history(txn: &ReadTransaction, record: &RecordId) -> Result<Vec<u64>, StoreError> {
    let table = txn.open_table(HISTORY)?;
    let seqs = table.get(record.to_string().as_str())?;
    Ok(seqs.map_or_else(Vec::new, |seqs| {
        let (places, _) = seqs.value().as_chunks::<8>();
        places.iter().map(|place| u64::from_le_bytes(*place)).collect()
    }))
}
