//! A whole base as one file: the same bytes after a round trip.

use chrono::DateTime;
use preau::domain::change::Change;
use preau::domain::command::Command;
use preau::domain::id::SolutionCode;
use preau::domain::journal::{Actor, Entry};
use preau::domain::provider::{Opinion, Stance};
use preau::domain::record::Record;
use preau::exchange::base::{BaseFile, BaseJournalWriter, read_base};
use preau::exchange::source::Source;
use preau::store::{MemoryStore, Reader, Store};

use crate::support::values::{day, opinion};
use crate::world::{Base, FILES};

/// A store that holds the demo's records in a few entries.
fn demo() -> MemoryStore {
    let mut base = Base::with(&FILES);
    base.register();
    let code = SolutionCode::parse("one").unwrap();
    let mut one = base.registry.solutions().get(&code).unwrap().clone();
    one.opinions.push(Opinion {
        text: "durées à préciser".to_owned(),
        next_review: Some(day("2027-03-12")),
        ..opinion("DPD", "2026-03-12", Stance::Reserved)
    });
    base.order(Command::Save { record: one.into() });
    let records: Vec<Record> = base.registry.records().map(|(record, _)| record).collect();
    let mut store = MemoryStore::new();
    for (at, some) in records.chunks(700).enumerate() {
        let entry = Entry {
            seq: at as u64 + 1,
            at: DateTime::UNIX_EPOCH,
            actor: Actor {
                uid: 1000,
                name: "jdupont".to_owned(),
            },
            command: Command::Undo { entry: 0 },
            changes: some.iter().cloned().map(Change::create).collect(),
            order: None,
            edition: Entry::FIRST_EDITION,
        };
        store.commit(&[entry]).unwrap();
    }
    store
}

fn written(store: &MemoryStore) -> Vec<u8> {
    let mut writer = BaseJournalWriter::new(Vec::new(), store.is_trial()).unwrap();
    let mut links = Vec::new();
    let keep = &mut |link| {
        links.push(link);
        true
    };
    store.journal(1, keep).unwrap();
    for link in links {
        writer.link(&link.entry, &link.previous, &link.hash).unwrap();
    }
    let mut writer = writer.records().unwrap();
    for (record, version) in store.load().unwrap().records {
        writer.record(&record, version).unwrap();
    }
    writer.finish().unwrap()
}

fn read(bytes: &[u8]) -> Result<BaseFile, String> {
    let source = Source::from_bytes("base.json", bytes.to_vec()).unwrap();
    read_base(&source).map_err(|error| error.to_string())
}

#[test]
fn exporting_importing_and_exporting_again_gives_the_same_bytes() {
    let store = demo();
    let bytes = written(&store);
    let file = read(&bytes).unwrap();
    assert_eq!(file.records, store.load().unwrap().records);
    let mut copy = MemoryStore::new();
    for link in &file.journal {
        let head = copy.commit(std::slice::from_ref(&link.entry)).unwrap();
        assert_eq!(head.hash, link.hash, "the chain is that of the entries");
    }
    assert_eq!(written(&copy), bytes);
}

#[test]
fn an_empty_base_is_a_file_too() {
    let bytes = written(&MemoryStore::new());
    assert_eq!(
        String::from_utf8(bytes.clone()).unwrap(),
        "{\"format\":1,\n\"journal\":[],\n\"records\":[]}\n"
    );
    assert_eq!(read(&bytes).unwrap(), BaseFile::default());
}

#[test]
fn the_file_of_a_base_for_trials_says_so() {
    let bytes = written(&MemoryStore::trial());
    assert_eq!(
        String::from_utf8(bytes.clone()).unwrap(),
        "{\"format\":1,\n\"essai\":true,\n\"journal\":[],\n\"records\":[]}\n"
    );
    assert!(read(&bytes).unwrap().trial);
}

#[test]
fn a_damaged_file_says_where() {
    let cases = [
        (
            r#"{"format":1,"journal":[],"records":[{"version":1,"record":{"ecole":{}}}]}"#,
            "ligne 1, colonne",
        ),
        (
            "{\"format\":1,\n\"journal\":[{\"entry\":3}],\"records\":[]}",
            "ligne 2, colonne",
        ),
        (
            r#"{"format":2,"tables":[]}"#,
            "au format 2, ce programme connaît le format 1",
        ),
        (
            r#"{"format":1,"journal":[],"records":[]"#,
            "le fichier s’arrête avant la fin",
        ),
        (
            r#"{"format":1,"journal":[],"records":[],"plus":1}"#,
            "champ inconnu",
        ),
        ("[]", "une liste se trouve là où un objet est attendu"),
    ];
    for (text, said) in cases {
        let error = read(text.as_bytes()).unwrap_err();
        assert!(
            error.starts_with("base.json") && error.contains(said),
            "{text}: {error}"
        );
    }
    let store = demo();
    let text = String::from_utf8(written(&store)).unwrap();
    let hash = text.find("\"hash\":\"").unwrap() + 8;
    let damaged = format!("{}x{}", &text[..hash], &text[hash + 1..]);
    assert!(
        read(damaged.as_bytes()).unwrap_err().contains("64 chiffres"),
        "a digest that is none"
    );
}
