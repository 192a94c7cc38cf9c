//! The chain of the journal: the stored bytes of an entry, its hash, and the order in which entries come.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Digest, Head, Link, StoreError};
use crate::domain::change::Change;
use crate::domain::command::{Command, OrderId};
use crate::domain::journal::{Actor, Entry, is_first_edition};

/// An entry as it is stored: [`Entry`] field by field, with an import's records left to its changes.
#[derive(Serialize)]
struct Stored<'a> {
    seq: u64,
    at: DateTime<Utc>,
    actor: &'a Actor,
    command: &'a Command,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<OrderId>,
    #[serde(skip_serializing_if = "is_first_edition")]
    edition: u32,
    changes: &'a [Change],
}

/// The bytes under which an entry is stored and hashed.
pub fn encode(entry: &Entry) -> Result<Vec<u8>, StoreError> {
    let summary = summary(&entry.command);
    let stored = Stored {
        seq: entry.seq,
        at: entry.at,
        actor: &entry.actor,
        command: summary.as_ref().unwrap_or(&entry.command),
        order: entry.order,
        edition: entry.edition,
        changes: &entry.changes,
    };
    serde_json::to_vec(&stored).map_err(|error| StoreError::Engine(error.to_string()))
}

/// The entry as the journal gives it back: an import without its records.
pub fn journaled(entry: &Entry) -> Entry {
    Entry {
        seq: entry.seq,
        at: entry.at,
        actor: entry.actor.clone(),
        command: summary(&entry.command).unwrap_or_else(|| entry.command.clone()),
        order: entry.order,
        edition: entry.edition,
        changes: entry.changes.clone(),
    }
}

fn summary(command: &Command) -> Option<Command> {
    match command {
        Command::Import(import) => Some(Command::Import(import.summary())),
        _ => None,
    }
}

/// The hash that links an entry's bytes to the entry before it.
pub fn link(previous: &Digest, bytes: &[u8]) -> Digest {
    Sha256::new()
        .chain_update(previous)
        .chain_update(bytes)
        .finalize()
        .into()
}

/// Reads an entry back and checks its place and its hash.
pub fn decode(seq: u64, previous: Digest, hash: Digest, bytes: &[u8]) -> Result<Link, StoreError> {
    if link(&previous, bytes) != hash {
        return Err(damaged(seq, "son empreinte ne correspond pas à son contenu"));
    }
    let entry: Entry =
        serde_json::from_slice(bytes).map_err(|error| damaged(seq, format!("illisible ({error})")))?;
    if entry.seq != seq {
        return Err(damaged(seq, format!("elle porte le numéro {}", entry.seq)));
    }
    Ok(Link {
        entry,
        previous,
        hash,
    })
}

/// The damage of one entry of the journal.
pub fn damaged(seq: u64, what: impl Into<String>) -> StoreError {
    StoreError::Damaged {
        place: format!("opération {seq} du journal"),
        what: what.into(),
    }
}

/// Checks that entries follow a head and each other without a gap.
pub fn in_sequence(head: Head, entries: &[Entry]) -> Result<(), StoreError> {
    let misplaced = entries
        .iter()
        .zip(head.seq + 1..)
        .find(|(entry, expected)| entry.seq != *expected);
    match misplaced {
        None => Ok(()),
        Some((entry, expected)) => Err(StoreError::NotNext {
            head: expected - 1,
            offered: entry.seq,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Import, ImportKind};

    fn entry(seq: u64) -> Entry {
        Entry {
            seq,
            at: DateTime::UNIX_EPOCH,
            actor: Actor {
                uid: 1000,
                name: "jdupont".into(),
            },
            command: Command::Undo { entry: 1 },
            order: None,
            edition: Entry::FIRST_EDITION,
            changes: Vec::new(),
        }
    }

    #[test]
    fn an_entry_comes_back_from_its_bytes() {
        let bytes = encode(&entry(3)).unwrap();
        let previous = [7; 32];
        let read = decode(3, previous, link(&previous, &bytes), &bytes).unwrap();
        assert_eq!(read.entry, entry(3));
    }

    #[test]
    fn the_stored_form_is_that_of_the_entry() {
        let numbered = Entry {
            order: Some(OrderId::new(7)),
            ..entry(3)
        };
        for entry in [entry(3), numbered] {
            assert_eq!(encode(&entry).unwrap(), serde_json::to_vec(&entry).unwrap());
        }
        let plain = encode(&entry(3)).unwrap();
        assert!(
            !String::from_utf8_lossy(&plain).contains("order"),
            "old bases keep their bytes"
        );
    }

    #[test]
    fn an_import_is_stored_without_its_records() {
        let solution = serde_json::from_str(
            r#"{"solution":{"code":"one","name":"ONE","provider":"421715731","category":"ENT"}}"#,
        );
        let import = Import {
            kind: ImportKind::Solutions,
            source: "solutions.csv".into(),
            sha256: String::new(),
            records: vec![solution.unwrap()],
            covers: Vec::new(),
            dated: None,
            site: None,
        };
        let entry = Entry {
            command: Command::Import(import),
            ..entry(1)
        };
        let bytes = encode(&entry).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("records"));
        assert_eq!(bytes, encode(&journaled(&entry)).unwrap());
    }

    #[test]
    fn another_byte_another_place_or_another_past_is_damage() {
        let bytes = encode(&entry(3)).unwrap();
        let hash = link(&[0; 32], &bytes);
        let mut other = bytes.clone();
        other[10] ^= 1;
        assert!(decode(3, [0; 32], hash, &other).is_err());
        assert!(decode(4, [0; 32], hash, &bytes).is_err());
        assert!(decode(3, [1; 32], hash, &bytes).is_err());
    }

    #[test]
    fn only_the_next_entries_are_in_sequence() {
        let head = Head {
            seq: 4,
            hash: [0; 32],
        };
        assert!(in_sequence(head, &[entry(5), entry(6)]).is_ok());
        assert!(in_sequence(head, &[]).is_ok());
        for (wrong, at, offered) in [
            (vec![entry(4)], 4, 4),
            (vec![entry(6)], 4, 6),
            (vec![entry(5), entry(7)], 5, 7),
        ] {
            let error = in_sequence(head, &wrong).unwrap_err();
            assert!(
                matches!(error, StoreError::NotNext { head, offered: other } if head == at && other == offered)
            );
        }
    }
}
