//! The contract of the store: one story, told to every implementation.

use std::thread;

use crate::entries::*;
use preau::domain::change::Change;
use preau::domain::command::{Command, Import, ImportKind};
use preau::domain::journal::Entry;
use preau::domain::record::{Record, RecordId};
use preau::store::{FileStore, Head, MemoryStore, Reader, Store, StoreError, chain, copy, verify};

/// Runs a test on a new store of each kind.
fn on_each(test: impl Fn(&mut dyn Store)) {
    test(&mut MemoryStore::new());
    let folder = tempfile::tempdir().unwrap();
    test(&mut FileStore::create(&folder.path().join("base.preau"), now()).unwrap());
}

/// A store of each kind that has been told the story, opened again where that means something.
fn after_the_story(test: impl Fn(&mut dyn Store)) {
    let mut memory = MemoryStore::new();
    memory.commit(&story()).unwrap();
    test(&mut memory);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base.preau");
    let mut file = FileStore::create(&path, now()).unwrap();
    for entry in story() {
        file.commit(&[entry]).unwrap();
    }
    drop(file);
    test(&mut FileStore::open(&path).unwrap());
}

fn names(store: &dyn Reader) -> Vec<String> {
    let loaded = store.load().unwrap();
    loaded
        .records
        .iter()
        .map(|(record, _)| record.id().to_string())
        .collect()
}

#[test]
fn a_new_store_is_empty_and_sound() {
    on_each(|store| {
        assert_eq!(store.head().unwrap(), Head::EMPTY);
        let all = contents(store).unwrap();
        assert!(all.records.is_empty() && all.journal.is_empty());
        assert!(store.history(&RecordId::School(uai(1))).unwrap().is_empty());
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn a_commit_gives_its_records_their_version_and_moves_the_head() {
    on_each(|store| {
        let head = store
            .commit(&[creation(1, [school(1, "Jaurès"), commune(1)])])
            .unwrap();
        assert_eq!(head.seq, 1);
        assert_eq!(store.head().unwrap(), head);
        let loaded = store.load().unwrap();
        assert_eq!(loaded.records, [(commune(1), 1), (school(1, "Jaurès"), 1)]);
        assert_eq!(loaded.head, head);
    });
}

#[test]
fn an_update_replaces_a_record_and_a_removal_takes_it_away() {
    on_each(|store| {
        store
            .commit(&[creation(1, [school(1, "Jaurès"), school(2, "Ferry")])])
            .unwrap();
        let update = Change::update(school(1, "Jaurès"), school(1, "Jean-Jaurès"));
        store.commit(&[entry(2, vec![update])]).unwrap();
        store.commit(&[removal(3, school(2, "Ferry"))]).unwrap();
        assert_eq!(store.load().unwrap().records, [(school(1, "Jean-Jaurès"), 2)]);
        assert_eq!(store.history(&RecordId::School(uai(1))).unwrap(), [1, 2]);
        assert_eq!(store.history(&RecordId::School(uai(2))).unwrap(), [1, 3]);
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn records_are_loaded_by_kind_and_then_by_key() {
    on_each(|store| {
        let records = [
            note(1, 1, "vu"),
            school(2, "b"),
            provider(3),
            school(1, "a"),
            commune(4),
            commune(2),
        ];
        store.commit(&[creation(1, records)]).unwrap();
        let expected = [
            format!("collectivite/{}", siren(2)),
            format!("collectivite/{}", siren(4)),
            format!("ecole/{}", uai(1)),
            format!("ecole/{}", uai(2)),
            format!("prestataire/{}", siren(3)),
            "note/0000000001".to_owned(),
        ];
        assert_eq!(names(store), expected);
    });
}

#[test]
fn several_entries_make_one_commit() {
    on_each(|store| {
        let head = store.commit(&story()).unwrap();
        assert_eq!(head.seq, 6);
        let mut one_by_one = MemoryStore::new();
        for entry in story() {
            one_by_one.commit(&[entry]).unwrap();
        }
        assert_eq!(contents(store).unwrap(), contents(&one_by_one).unwrap());
    });
}

#[test]
fn a_commit_of_nothing_changes_nothing() {
    after_the_story(|store| {
        let head = store.head().unwrap();
        assert_eq!(store.commit(&[]).unwrap(), head);
        assert_eq!(store.head().unwrap(), head);
    });
}

#[test]
fn an_entry_that_is_not_the_next_is_refused_and_writes_nothing() {
    after_the_story(|store| {
        let before = contents(store).unwrap();
        let offers: [(Vec<Entry>, u64, u64); 4] = [
            (vec![entry(6, vec![])], 6, 6),
            (vec![entry(8, vec![])], 6, 8),
            (vec![creation(7, [commune(50)]), entry(7, vec![])], 7, 7),
            (vec![creation(7, [commune(50)]), entry(9, vec![])], 7, 9),
        ];
        for (entries, at, offer) in offers {
            let error = store.commit(&entries).unwrap_err();
            let StoreError::NotNext { head, offered } = error else {
                panic!("{error}");
            };
            assert_eq!((head, offered), (at, offer));
            assert_eq!(contents(store).unwrap(), before);
        }
        assert_eq!(store.commit(&[creation(7, [commune(50)])]).unwrap().seq, 7);
    });
}

#[test]
fn the_journal_gives_back_each_entry_linked_to_the_one_before() {
    after_the_story(|store| {
        let links = contents(store).unwrap().journal;
        let entries: Vec<Entry> = links.iter().map(|link| link.entry.clone()).collect();
        assert_eq!(entries, story());
        let mut previous = Head::EMPTY.hash;
        for link in &links {
            assert_eq!(link.previous, previous);
            assert_eq!(
                link.hash,
                chain::link(&previous, &chain::encode(&link.entry).unwrap())
            );
            previous = link.hash;
        }
        assert_eq!(store.head().unwrap().hash, previous);
    });
}

#[test]
fn the_journal_is_read_from_an_entry_on_until_told_to_stop() {
    after_the_story(|store| {
        let read = |from: u64, count: usize| {
            let mut seqs = Vec::new();
            let mut each = |link: preau::store::Link| {
                seqs.push(link.entry.seq);
                seqs.len() < count
            };
            store.journal(from, &mut each).unwrap();
            seqs
        };
        assert_eq!(read(0, 9), [1, 2, 3, 4, 5, 6]);
        assert_eq!(read(4, 9), [4, 5, 6]);
        assert_eq!(read(2, 2), [2, 3]);
        assert_eq!(read(7, 9), [0; 0]);
    });
}

#[test]
fn the_journal_keeps_an_import_without_its_records() {
    on_each(|store| {
        let import = Import {
            kind: ImportKind::Annuaire,
            source: "annuaire.csv".into(),
            sha256: "ab".repeat(32),
            records: vec![school(1, "Jaurès")],
            covers: Vec::new(),
            dated: None,
            site: None,
        };
        let command = Command::Import(import.clone());
        let whole = Entry {
            command,
            ..creation(1, [school(1, "Jaurès")])
        };
        store.commit(&[whole]).unwrap();
        let links = contents(store).unwrap().journal;
        assert_eq!(links[0].entry.command, Command::Import(import.summary()));
        assert_eq!(links[0].entry.changes, [Change::create(school(1, "Jaurès"))]);
    });
}

#[test]
fn an_entry_that_changes_a_record_twice_is_once_in_its_history() {
    on_each(|store| {
        let twice = vec![
            Change::create(school(1, "a")),
            Change::update(school(1, "a"), school(1, "b")),
        ];
        store.commit(&[entry(1, twice)]).unwrap();
        assert_eq!(store.history(&RecordId::School(uai(1))).unwrap(), [1]);
        assert_eq!(store.load().unwrap().records, [(school(1, "b"), 1)]);
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn a_large_entry_comes_back_whole() {
    on_each(|store| {
        let many: Vec<Record> = (1..5000).map(|n| school(n, "École du bourg")).collect();
        let large = creation(1, many);
        store.commit(std::slice::from_ref(&large)).unwrap();
        let all = contents(store).unwrap();
        assert_eq!(all.journal[0].entry, large);
        assert_eq!(all.records.len(), 4999);
        assert!(all.histories.iter().all(|(_, seqs)| seqs == &[1]));
    });
}

#[test]
fn every_implementation_has_the_same_hashes() {
    let heads = std::cell::RefCell::new(Vec::new());
    after_the_story(|store| heads.borrow_mut().push(store.head().unwrap()));
    let heads = heads.into_inner();
    assert_eq!(heads[0], heads[1]);
}

#[test]
fn a_snapshot_is_the_base_as_of_its_entry_whatever_is_written_since() {
    after_the_story(|store| {
        let before = contents(store).unwrap();
        let snapshot = store.snapshot().unwrap();
        let update = Change::update(school(5, "École n° 5"), school(5, "École Ferry"));
        store.commit(&[entry(7, vec![update])]).unwrap();
        store.commit(&[removal(8, note(2, 5, "vu"))]).unwrap();
        let later = store.snapshot().unwrap();
        store.commit(&[creation(9, [commune(50)])]).unwrap();
        assert_eq!(store.check().unwrap(), [], "a snapshot is no damage");
        assert_eq!(later.head().unwrap().seq, 8);
        let read = thread::spawn(move || contents(&*snapshot).unwrap());
        assert_eq!(read.join().unwrap(), before);
        assert_eq!(contents(store).unwrap().head.seq, 9);
    });
}

#[test]
fn a_snapshot_is_copied_as_a_store_is() {
    after_the_story(|store| {
        let snapshot = store.snapshot().unwrap();
        store.commit(&[creation(7, [commune(50)])]).unwrap();
        let mut copied = MemoryStore::new();
        assert_eq!(copy(&*snapshot, &mut copied).unwrap(), snapshot.head().unwrap());
        assert_eq!(contents(&copied).unwrap(), contents(&*snapshot).unwrap());
    });
}

#[test]
fn the_mark_of_a_base_for_trials_is_given_with_it_and_no_copy_into_another_carries_it() {
    on_each(|store| assert!(!store.is_trial() && !store.snapshot().unwrap().is_trial()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("essai.preau");
    let file = FileStore::create_trial(&path, now()).unwrap();
    for mut store in [Box::new(MemoryStore::trial()) as Box<dyn Store>, Box::new(file)] {
        store.commit(&story()).unwrap();
        assert!(store.is_trial() && store.snapshot().unwrap().is_trial());
        assert!(verify(store.as_mut()).trial);
        let mut other = MemoryStore::new();
        copy(store.as_ref(), &mut other).unwrap();
        assert!(!other.is_trial() && !verify(&mut other).trial);
    }
    assert!(FileStore::open(&path).unwrap().is_trial(), "opened again");
}
