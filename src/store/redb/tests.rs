//! Records changed through the engine itself, whose own checksums then say nothing.

use redb::{Database, ReadableDatabase, ReadableTable};
use tempfile::TempDir;

use super::tables::{HISTORY, JOURNAL, LINKS, META, RECORDS};
use super::{FileStore, codec};
use crate::domain::journal::Entry;
use crate::domain::record::Record;
use crate::store::{Reader, Store, StoreError, verify};

const STORY: &str = r#"{"seq":1,"at":"2026-11-23T08:30:00Z","actor":{"uid":1000,"name":"jdupont"},
    "command":{"undo":{"entry":1}},"changes":[
    {"after":{"provider":{"siren":"213801855","name":"EDIFICE"}}},
    {"after":{"solution":{"code":"one","name":"ONE","provider":"213801855","category":"ENT"}}},
    {"after":{"solution":{"code":"two","name":"TWO","provider":"213801855","category":"ENT"}}}]}"#;

const ONE: &str = "solution/one";
const TWO: &str = "solution/two";

fn base_of_two() -> (TempDir, FileStore) {
    let folder = tempfile::tempdir().unwrap();
    let entry: Entry = serde_json::from_str(STORY).unwrap();
    let mut store = FileStore::create(&folder.path().join("base.preau"), entry.at).unwrap();
    store.commit(&[entry]).unwrap();
    (folder, store)
}

fn value(engine: &Database, key: &str) -> Vec<u8> {
    let table = engine.begin_read().unwrap().open_table(RECORDS).unwrap();
    let value = ReadableTable::get(&table, key).unwrap().unwrap();
    value.value().to_vec()
}

/// Writes a value, or removes it, behind the store's back.
fn put(engine: &Database, key: &str, value: Option<&[u8]>) {
    let txn = engine.begin_write().unwrap();
    {
        let mut table = txn.open_table(RECORDS).unwrap();
        match value {
            Some(value) => drop(table.insert(key, value).unwrap()),
            None => drop(table.remove(key).unwrap()),
        }
    }
    txn.commit().unwrap();
}

/// The value of a record as the store would write it.
fn sound(key: &str, name: &str) -> Vec<u8> {
    let record: Record = serde_json::from_value(serde_json::json!({
        "solution": {"code": "one", "name": name, "provider": "213801855", "category": "ENT"}
    }))
    .unwrap();
    let mut bytes = Vec::new();
    codec::encode(key, &record, 1, &mut bytes).unwrap();
    bytes
}

/// What a load and a check say after a change.
fn load_and_check(change: impl FnOnce(&Database)) -> String {
    let (_folder, mut store) = base_of_two();
    store.load().unwrap();
    change(store.engine().unwrap());
    store.seal().unwrap();
    let error = store.load().unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert!(!store.check().unwrap().is_empty(), "{error}");
    assert!(!verify(&mut store).is_sound(), "{error}");
    error.to_string()
}

#[test]
fn a_record_missing_or_added_is_found() {
    let missing = load_and_check(|engine| put(engine, TWO, None));
    assert!(missing.contains("la base en annonce 3, il y en a 2"), "{missing}");
    let added = load_and_check(|engine| put(engine, "solution/zzz", Some(&value(engine, TWO))));
    assert!(added.contains("enregistrement solution/zzz"), "{added}");
    let unknown = load_and_check(|engine| put(engine, "zzz/1", Some(b"")));
    assert!(unknown.contains("une clé n’est d’aucun type connu"), "{unknown}");
}

#[test]
fn a_record_changed_is_named() {
    let flipped = load_and_check(|engine| {
        let mut bytes = value(engine, ONE);
        bytes[30] ^= 1;
        put(engine, ONE, Some(&bytes));
    });
    assert!(flipped.contains("enregistrement solution/one"), "{flipped}");
    let short = load_and_check(|engine| put(engine, ONE, Some(b"\x01")));
    assert!(
        short.contains("enregistrement solution/one\u{a0}: valeur tronquée"),
        "{short}"
    );
    let other = load_and_check(|engine| put(engine, ONE, Some(&value(engine, TWO))));
    assert!(other.contains("enregistrement solution/one"), "{other}");
}

#[test]
fn a_record_rewritten_with_its_checksum_is_found_by_the_sum() {
    let rewritten = load_and_check(|engine| put(engine, ONE, Some(&sound(ONE, "UNE"))));
    assert!(rewritten.contains("leur somme de contrôle"), "{rewritten}");
}

#[test]
fn a_value_under_the_key_of_another_is_named() {
    let elsewhere = load_and_check(|engine| put(engine, TWO, Some(&sound(TWO, "ONE"))));
    assert!(
        elsewhere.contains("enregistrement solution/two\u{a0}: il contient solution/one"),
        "{elsewhere}"
    );
}

#[test]
fn an_entry_of_the_journal_missing_or_changed_is_named() {
    type Harm = fn(&redb::WriteTransaction);
    let table: [(Harm, &str); 4] = [
        (
            |txn| drop(txn.open_table(LINKS).unwrap().remove(1).unwrap()),
            "opération 1 du journal\u{a0}: elle manque",
        ),
        (
            |txn| drop(txn.open_table(LINKS).unwrap().insert(1, &[7; 64]).unwrap()),
            "opération 1 du journal\u{a0}: son empreinte",
        ),
        (
            |txn| drop(txn.open_table(JOURNAL).unwrap().remove((1, 0)).unwrap()),
            "opération 1 du journal\u{a0}: son empreinte",
        ),
        (
            |txn| drop(txn.open_table(HISTORY).unwrap().remove(ONE).unwrap()),
            "solution one\u{a0}: son historique",
        ),
    ];
    for (harm, expected) in table {
        let (_folder, mut store) = base_of_two();
        let txn = store.engine().unwrap().begin_write().unwrap();
        harm(&txn);
        txn.commit().unwrap();
        store.seal().unwrap();
        let report = verify(&mut store).to_string();
        assert!(report.contains(expected), "{expected}\n{report}");
    }
}

#[test]
fn a_meta_row_that_is_gone_is_found() {
    let (_folder, store) = base_of_two();
    let txn = store.engine().unwrap().begin_write().unwrap();
    txn.open_table(META).unwrap().remove("meta").unwrap();
    txn.commit().unwrap();
    let error = store.load().unwrap_err();
    assert!(error.to_string().contains("table «\u{a0}meta\u{a0}»"), "{error}");
}

#[test]
fn a_base_whose_journal_lost_its_end_does_not_open() {
    let (folder, store) = base_of_two();
    let txn = store.engine().unwrap().begin_write().unwrap();
    txn.open_table(LINKS).unwrap().remove(1).unwrap();
    txn.commit().unwrap();
    drop(store);
    let error = FileStore::open(&folder.path().join("base.preau")).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
}

#[test]
fn a_snapshot_of_an_engine_that_was_closed_gives_nothing() {
    let (_folder, mut store) = base_of_two();
    let snapshot = store.snapshot().unwrap();
    assert_eq!(snapshot.load().unwrap().records.len(), 3);
    store.discard();
    store.open_again().unwrap();
    assert!(matches!(snapshot.load(), Err(StoreError::Engine(_))));
    assert!(matches!(
        snapshot.journal(1, &mut |_| true),
        Err(StoreError::Engine(_))
    ));
    let again = store.snapshot().unwrap();
    assert_eq!(again.load().unwrap().records, store.load().unwrap().records);
}

#[test]
fn a_table_that_is_lost_is_told_in_french() {
    let lost = redb::TableError::TableDoesNotExist("records".to_owned());
    let said = StoreError::from(lost).to_string();
    assert!(said.contains("la table «\u{a0}records\u{a0}» manque"), "{said}");
}
