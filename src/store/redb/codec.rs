//! The stored form of a record: format number, version, checksum, JSON.
//!
//! The checksum covers the key and every other byte of the value, so that a value under another key is found too.

use xxhash_rust::xxh3::Xxh3Default;

use crate::domain::record::{Kind, Record, RecordId};
use crate::store::StoreError;

/// The format of a record written now.
const RECORD_FORMAT: u8 = 1;

/// One byte of format, eight of version, eight of checksum.
const HEADER: usize = 17;

/// A record's value, taken apart and found sound.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    /// The entry that last changed the record.
    pub version: u64,
    /// The checksum of the key and the value.
    pub checksum: u64,
    pub json: &'a [u8],
}

/// Writes a record's value into `out`, which is emptied first, and returns its checksum.
pub fn encode(key: &str, record: &Record, version: u64, out: &mut Vec<u8>) -> Result<u64, StoreError> {
    out.clear();
    out.push(RECORD_FORMAT);
    out.extend_from_slice(&version.to_le_bytes());
    out.extend_from_slice(&[0; 8]);
    serde_json::to_writer(&mut *out, record).map_err(|error| StoreError::Engine(error.to_string()))?;
    let sum = checksum(key, &out[..9], &out[HEADER..]);
    out[9..HEADER].copy_from_slice(&sum.to_le_bytes());
    Ok(sum)
}

/// Takes a value apart and checks it.
pub fn open<'a>(key: &str, value: &'a [u8]) -> Result<Value<'a>, StoreError> {
    let (head, json) = value
        .split_at_checked(HEADER)
        .ok_or_else(|| damaged(key, "valeur tronquée"))?;
    let stored = stored_checksum(head);
    if checksum(key, &head[..9], json) != stored {
        return Err(damaged(
            key,
            "son contenu ne correspond pas à sa somme de contrôle",
        ));
    }
    if head[0] != RECORD_FORMAT {
        return Err(damaged(
            key,
            format!("format d’enregistrement {} inconnu", head[0]),
        ));
    }
    Ok(Value {
        version: number(&head[1..9]),
        checksum: stored,
        json,
    })
}

/// The checksum that a stored value carries; 0 where it has none.
pub fn stored_checksum(value: &[u8]) -> u64 {
    value.get(9..HEADER).map_or(0, number)
}

/// Reads the record of a kind from the JSON of its value, and checks that it is the one that the key names.
pub fn decode(kind: Kind, key: &str, json: &[u8]) -> Result<Record, StoreError> {
    let record: Record =
        serde_json::from_slice(json).map_err(|error| damaged(key, format!("illisible ({error})")))?;
    let id = record.id();
    if record.kind() != kind || !names(key, &id) {
        return Err(damaged(key, format!("il contient {id}")));
    }
    Ok(record)
}

/// True when a stored key is that of a record.
fn names(key: &str, id: &RecordId) -> bool {
    key.split_once('/')
        .is_some_and(|(code, rest)| code == id.kind().code() && rest == id.key())
}

fn checksum(key: &str, head: &[u8], json: &[u8]) -> u64 {
    let mut hasher = Xxh3Default::new();
    hasher.update(key.as_bytes());
    hasher.update(head);
    hasher.update(json);
    hasher.digest()
}

fn number(bytes: &[u8]) -> u64 {
    bytes.try_into().map_or(0, u64::from_le_bytes)
}

/// The damage of one record.
pub fn damaged(key: &str, what: impl Into<String>) -> StoreError {
    StoreError::Damaged {
        place: format!("enregistrement {}", key.escape_debug()),
        what: what.into(),
    }
}
