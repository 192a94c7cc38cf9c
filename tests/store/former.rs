//! The bases that earlier programs wrote, and what is read of them.

use std::fs;
use std::path::Path;

use preau::domain::command::{Command, Order};
use preau::domain::decide::{Context, decide, edition};
use preau::domain::journal::Entry;
use preau::domain::registry::Registry;
use preau::domain::rule::Policy;
use preau::store::{FileStore, Reader};

use crate::support::values::day;

/// A copy of a base of `fixtures/base`.
pub fn former(folder: &Path, name: &str) -> FileStore {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/base")
        .join(name);
    let path = folder.join("ancienne.preau");
    fs::copy(kept, &path).unwrap();
    FileStore::open(&path).unwrap()
}

pub fn registry(store: &FileStore) -> Registry {
    let loaded = store.load().unwrap();
    Registry::from_records(loaded.records, loaded.head.seq)
}

pub fn journal(store: &FileStore) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut take = |link: preau::store::Link| {
        entries.push(link.entry);
        true
    };
    store.journal(1, &mut take).unwrap();
    entries
}

/// Each record of a registry as it is stored.
pub fn texts(registry: &Registry) -> Vec<String> {
    let records = registry.records();
    records
        .map(|(record, _)| serde_json::to_string(&record).unwrap())
        .collect()
}

/// The records once the last operation of a base is taken back on a day, and those that were there before it.
pub fn undone(store: &FileStore, today: &str) -> (Registry, Registry) {
    let (mut now, entries) = (registry(store), journal(store));
    let (last, earlier) = entries.split_last().unwrap();
    let mut before = Registry::default();
    for entry in earlier {
        before.apply(entry);
    }
    assert_ne!(texts(&now), texts(&before));
    let entry = decided(&now, last, Command::Undo { entry: last.seq }, today);
    now.apply(&entry);
    (now, before)
}

/// The operation of a command on a day, after the last of a base: it is its author's, and what it takes back where it does.
pub fn decided(registry: &Registry, last: &Entry, command: Command, today: &str) -> Entry {
    let today = day(today);
    let context = Context {
        actor: &last.actor,
        now: last.at,
        today,
        calendar: today,
        policy: &Policy::default(),
        past: Some(last),
        kept: &[],
        overwritten: &[],
    };
    let order = Order::blind(command);
    let changes = decide(registry, &order, &context).unwrap();
    Entry {
        seq: last.seq + 1,
        at: last.at,
        actor: last.actor.clone(),
        command: order.command,
        order: None,
        edition: edition(&changes),
        changes,
    }
}
