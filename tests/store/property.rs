//! Random histories: the file, closed and opened again at will, gives what the reference in memory gives.

use crate::entries::{contents, convention, deployment, entry, note, now, school};
use preau::domain::change::Change;
use preau::domain::journal::Entry;
use preau::domain::record::Record;
use preau::store::{FileStore, MemoryStore, Store, verify};
use proptest::collection::vec;
use proptest::prelude::*;

/// One record of a small world, in one of its states; none where it is removed.
#[derive(Debug, Clone, Copy)]
struct Touch {
    key: u32,
    state: Option<u8>,
}

/// A commit: its entries, each a list of records touched, and whether the file is opened again after it.
type Step = (Vec<Vec<Touch>>, bool);

fn record(key: u32, state: u8) -> Record {
    match key {
        0..4 => school(key, &format!("École {state}")),
        4..7 => note(key, 1, &format!("note {state} \u{1b}[31m é ’ \"\\")),
        7 => convention("26-é/0001", u32::from(state)),
        _ => deployment(key, [None, Some("olm"), Some("embruns")][usize::from(state % 3)]),
    }
}

fn touches() -> impl Strategy<Value = Vec<Touch>> {
    let touch = (0..10_u32, prop::option::weighted(0.8, any::<u8>()));
    vec(touch.prop_map(|(key, state)| Touch { key, state }), 0..6)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    vec((vec(touches(), 0..4), prop::bool::weighted(0.2)), 1..10)
}

/// Turns touches into the changes of an entry, each starting from the state that the world is in.
fn changes(world: &mut [Option<Record>], touches: &[Touch]) -> Vec<Change> {
    let mut changes = Vec::new();
    for touch in touches {
        let place = &mut world[touch.key as usize];
        let after = touch.state.map(|state| record(touch.key, state));
        let before = std::mem::replace(place, after.clone());
        if before.is_some() || after.is_some() {
            changes.push(Change { before, after });
        }
    }
    changes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_file_gives_what_the_memory_gives(steps in steps()) {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let path = folder.path().join("base.preau");
        let mut file = FileStore::create(&path, now()).unwrap();
        let mut memory = MemoryStore::new();
        let mut world = vec![None; 10];
        let mut seq = 0;
        for (lists, again) in steps {
            let entries: Vec<Entry> = lists
                .iter()
                .map(|touches| {
                    seq += 1;
                    entry(seq, changes(&mut world, touches))
                })
                .collect();
            prop_assert_eq!(file.commit(&entries).unwrap(), memory.commit(&entries).unwrap());
            if again {
                drop(file);
                file = FileStore::open(&path).unwrap();
            }
            prop_assert_eq!(contents(&file).unwrap(), contents(&memory).unwrap());
        }
        prop_assert_eq!(file.check().unwrap(), vec![]);
        prop_assert_eq!(verify(&mut file), verify(&mut memory));
    }
}
