//! The first page of the file: what it is, and the last entry that was acknowledged.
//!
//! It is read before the engine touches anything, so that a file of another kind or of a later format is left as it
//! is. The engine's repair after a crash may fall back to the commit before the last; the acknowledgement then
//! says that an entry is missing. It is written after the commit has reached the disk, into two slots in turn, so
//! that a write cut short leaves the other one.

use std::io::{self, ErrorKind};

use xxhash_rust::xxh3::xxh3_64;

use super::medium::Medium;
use crate::domain::BASE_MAGIC;
use crate::store::{Head, StoreError};

/// The length of the prefix in bytes: one page.
pub const PREFIX: u64 = PAGE as u64;

/// The same, as the length of an array.
pub const PAGE: usize = 4096;

/// Magic, format and checksum.
const LABEL: usize = 8 + 8 + 8;

/// Seq, hash and checksum.
const SLOT: usize = 8 + 32 + 8;

/// Where the slots are: each in a disk sector of its own.
const SLOTS: [usize; 2] = [512, 1024];

/// Where it is noted that the disk failed to take something: see [`doubt`].
const DOUBT: usize = 1536;

/// What is noted there.
const DOUBTED: [u8; 8] = *b"a relire";

/// What the prefix says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prefix {
    /// The format of the file.
    pub format: u32,
    /// The last entry acknowledged.
    pub acknowledged: Head,
    /// True where the disk failed to take something: what the system has in memory may not be on it.
    pub doubted: bool,
}

/// What the first page turns out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    Prefix(Prefix),
    /// Not the start of a base.
    Foreign,
    /// The start of a base, damaged.
    Damaged,
}

/// Writes the prefix of a new file, with nothing acknowledged.
pub fn create(file: &dyn Medium, format: u32) -> io::Result<()> {
    file.set_len(PREFIX)?;
    write_format(file, format)?;
    SLOTS
        .iter()
        .try_for_each(|at| file.write(*at as u64, &encode_slot(Head::EMPTY)))
}

/// Writes the format; what was acknowledged stays.
pub fn write_format(file: &dyn Medium, format: u32) -> io::Result<()> {
    let mut label = [0; LABEL];
    label[..8].copy_from_slice(&BASE_MAGIC);
    label[8..12].copy_from_slice(&format.to_le_bytes());
    let checksum = xxh3_64(&label[..16]);
    label[16..].copy_from_slice(&checksum.to_le_bytes());
    file.write(0, &label)
}

/// Notes the last entry acknowledged.
pub fn acknowledge(file: &dyn Medium, head: Head) -> io::Result<()> {
    let slot = SLOTS[usize::from(head.seq % 2 == 1)];
    file.write(slot as u64, &encode_slot(head))
}

/// Notes that the disk failed to take something, or that what it has was looked at since.
///
/// After such an error the system may keep in memory, as if it were written, what the disk has not: the next opening has
/// the file read from the disk.
pub fn doubt(file: &dyn Medium, doubted: bool) -> io::Result<()> {
    file.write(DOUBT as u64, if doubted { &DOUBTED } else { &[0; DOUBTED.len()] })
}

/// Reads the first page.
pub fn read(file: &dyn Medium) -> io::Result<Found> {
    let mut page = [0; PAGE];
    match file.read(0, &mut page) {
        Ok(()) => Ok(parse(&page)),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => short(file),
        Err(error) => Err(error),
    }
}

/// A file shorter than a prefix: a base cut short when it starts as one.
fn short(file: &dyn Medium) -> io::Result<Found> {
    let mut start = [0; BASE_MAGIC.len()];
    let read = usize::try_from(file.len()?).map_or(start.len(), |len| len.min(start.len()));
    file.read(0, &mut start[..read])?;
    Ok(if read > 0 && start[..read] == BASE_MAGIC[..read] {
        Found::Damaged
    } else {
        Found::Foreign
    })
}

fn parse(page: &[u8; PAGE]) -> Found {
    if page[..8] != BASE_MAGIC {
        return Found::Foreign;
    }
    let label_is_sound = xxh3_64(&page[..16]).to_le_bytes() == page[16..LABEL];
    let acknowledged = SLOTS
        .iter()
        .filter_map(|at| decode_slot(&page[*at..]))
        .max_by_key(|head| head.seq);
    match acknowledged {
        Some(acknowledged) if label_is_sound => Found::Prefix(Prefix {
            format: u32::from_le_bytes([page[8], page[9], page[10], page[11]]),
            acknowledged,
            doubted: page[DOUBT..].starts_with(&DOUBTED),
        }),
        _ => Found::Damaged,
    }
}

fn encode_slot(head: Head) -> [u8; SLOT] {
    let mut slot = [0; SLOT];
    slot[..8].copy_from_slice(&head.seq.to_le_bytes());
    slot[8..40].copy_from_slice(&head.hash);
    let checksum = xxh3_64(&slot[..40]);
    slot[40..].copy_from_slice(&checksum.to_le_bytes());
    slot
}

fn decode_slot(bytes: &[u8]) -> Option<Head> {
    let (fields, rest) = bytes.split_at_checked(40)?;
    (xxh3_64(fields).to_le_bytes() == rest[..8]).then_some(())?;
    Some(Head {
        seq: u64::from_le_bytes(fields[..8].try_into().ok()?),
        hash: fields[8..].try_into().ok()?,
    })
}

/// Checks that what the engine gives back holds the last entry acknowledged.
///
/// `hash` is the hash of the entry of that place in the journal, where there is one.
pub fn check(acknowledged: Head, head: Head, hash: Option<[u8; 32]>) -> Result<(), StoreError> {
    let Head { seq, hash: expected } = acknowledged;
    let what = if seq > head.seq {
        format!(
            "l’opération {seq}, confirmée, n’y est plus\u{a0}; la dernière est la {}",
            head.seq
        )
    } else if seq > 0 && hash != Some(expected) {
        format!("l’opération {seq} n’est pas celle qui a été confirmée")
    } else {
        return Ok(());
    };
    Err(StoreError::Damaged {
        place: "journal".into(),
        what,
    })
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::os::unix::fs::FileExt;

    use super::*;

    fn head(seq: u64) -> Head {
        Head {
            seq,
            hash: [u8::try_from(seq).unwrap(); 32],
        }
    }

    fn new_file() -> File {
        let file = tempfile::tempfile().unwrap();
        create(&file, 1).unwrap();
        file
    }

    fn acknowledged(file: &File) -> Head {
        match read(file).unwrap() {
            Found::Prefix(prefix) => prefix.acknowledged,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_last_acknowledgement_is_read_back() {
        let file = new_file();
        assert_eq!(acknowledged(&file), Head::EMPTY);
        for seq in 1..5 {
            acknowledge(&file, head(seq)).unwrap();
            assert_eq!(acknowledged(&file), head(seq));
        }
    }

    #[test]
    fn a_slot_written_half_leaves_the_one_before() {
        let file = new_file();
        acknowledge(&file, head(1)).unwrap();
        acknowledge(&file, head(2)).unwrap();
        file.write_all_at(&[9; 20], SLOTS[1] as u64).unwrap();
        assert_eq!(acknowledged(&file), head(2));
        file.write_all_at(&[9; 20], SLOTS[0] as u64).unwrap();
        assert_eq!(read(&file).unwrap(), Found::Damaged);
    }

    #[test]
    fn another_file_is_foreign_and_a_damaged_label_is_said() {
        let file = tempfile::tempfile().unwrap();
        assert_eq!(read(&file).unwrap(), Found::Foreign);
        file.write_all_at(b"%PDF-1.7", 0).unwrap();
        assert_eq!(read(&file).unwrap(), Found::Foreign);
        file.write_all_at(&BASE_MAGIC, 0).unwrap();
        assert_eq!(read(&file).unwrap(), Found::Damaged);
        let file = new_file();
        file.write_all_at(&[0xff], 9).unwrap();
        assert_eq!(read(&file).unwrap(), Found::Damaged);
    }

    #[test]
    fn an_entry_acknowledged_and_gone_is_damage() {
        assert!(check(head(3), head(3), Some([3; 32])).is_ok());
        assert!(check(head(2), head(3), Some([2; 32])).is_ok());
        assert!(check(Head::EMPTY, head(3), None).is_ok());
        assert!(check(head(3), head(2), None).is_err());
        assert!(check(head(3), head(3), Some([4; 32])).is_err());
    }
}
