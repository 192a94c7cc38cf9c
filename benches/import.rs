//! What importing the schools of France costs: reading, planning, deciding, committing, and the whole of it.
//!
//! Budget: an import of 30,059 schools, durable, at most 1 s.
#![allow(clippy::unwrap_used, reason = "a measure that cannot be made fails")]
#![allow(missing_docs, reason = "criterion's macros write undocumented functions")]

use std::path::Path;

use chrono::DateTime;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use preau::domain::command::{Command, ImportKind, Order};
use preau::domain::decide::{Context, decide};
use preau::domain::journal::{Actor, Entry};
use preau::domain::registry::Registry;
use preau::domain::rule::Policy;
use preau::exchange::source::Source;
use preau::exchange::{Reading, plan, read};
use preau::store::{FileStore, MemoryStore, Store};

const SCHOOLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/france/france-ecoles.csv");
const COMMUNES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/france/france-communes.csv");

/// Reads a file from the disk.
fn reading(kind: ImportKind, path: &str, registry: &Registry) -> Reading {
    let source = Source::open(Path::new(path)).unwrap();
    let reading = read(kind, &source, registry, "2026-11-23".parse().unwrap(), &[]).unwrap();
    assert!(reading.rejects.is_empty());
    reading
}

/// Decides an import as the entry that follows the registry.
fn entry(registry: &Registry, reading: Reading) -> Entry {
    let actor = Actor {
        uid: 1000,
        name: "jdupont".to_owned(),
    };
    let order = Order::blind(Command::Import(reading.import));
    let context = Context {
        actor: &actor,
        now: DateTime::UNIX_EPOCH,
        today: "2026-11-23".parse().unwrap(),
        calendar: "2026-11-23".parse().unwrap(),
        policy: &Policy::default(),
        past: None,
        kept: &[],
        overwritten: &[],
    };
    let changes = decide(registry, &order, &context).unwrap();
    let command = order.command;
    Entry {
        seq: registry.revision() + 1,
        at: context.now,
        actor,
        command,
        changes,
        order: None,
        edition: Entry::FIRST_EDITION,
    }
}

/// Imports a file as the command line does: read, plan, decide, commit, apply.
fn import(kind: ImportKind, path: &str, registry: &mut Registry, store: &mut dyn Store) {
    let reading = reading(kind, path, registry);
    let plan = plan(registry, &reading).unwrap();
    assert!(!plan.is_empty());
    let entry = entry(registry, reading);
    store.commit(std::slice::from_ref(&entry)).unwrap();
    registry.apply(&entry);
}

/// A registry and a store that hold the communes of France.
fn with_communes(mut store: impl Store) -> (Registry, impl Store) {
    let mut registry = Registry::default();
    import(ImportKind::Communes, COMMUNES, &mut registry, &mut store);
    (registry, store)
}

fn file_store(folder: &tempfile::TempDir) -> FileStore {
    FileStore::create(&folder.path().join("base.redb"), DateTime::UNIX_EPOCH).unwrap()
}

fn measure(criterion: &mut Criterion) {
    let (registry, _) = with_communes(MemoryStore::new());
    let mut group = criterion.benchmark_group("import des écoles de France");
    group.sample_size(10);
    group.bench_function("lire", |bencher| {
        bencher.iter(|| reading(ImportKind::Annuaire, SCHOOLS, &registry));
    });
    let ready = reading(ImportKind::Annuaire, SCHOOLS, &registry);
    group.bench_function("planifier", |bencher| {
        bencher.iter(|| plan(&registry, &ready).unwrap());
    });
    group.bench_function("décider", |bencher| {
        bencher.iter_batched(
            || ready.clone(),
            |ready| entry(&registry, ready),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("tout, en mémoire", |bencher| {
        bencher.iter_batched(
            || with_communes(MemoryStore::new()),
            |(mut registry, mut store)| import(ImportKind::Annuaire, SCHOOLS, &mut registry, &mut store),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("tout, durable", |bencher| {
        bencher.iter_batched(
            || {
                let folder = tempfile::tempdir().unwrap();
                let (registry, store) = with_communes(file_store(&folder));
                (folder, registry, store)
            },
            |(folder, mut registry, mut store)| {
                import(ImportKind::Annuaire, SCHOOLS, &mut registry, &mut store);
                (folder, registry, store)
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, measure);
criterion_main!(benches);
