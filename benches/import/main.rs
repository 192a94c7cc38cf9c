//! What importing the schools of France costs: reading, planning, deciding, committing, and the whole of it.
//!
//! Budgets: an import of 30,059 schools, durable, at most 1 s; the communes of a new year over France, planned and durable, at
//! most 2 s. Then, by the program itself: France's annuaire as a workbook, and 10,000 dossiers from a file and from a site.
#![allow(clippy::unwrap_used, reason = "a measure that cannot be made fails")]
#![allow(missing_docs, reason = "criterion's macros write undocumented functions")]

mod program;
#[path = "../short/mod.rs"]
mod short;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::path::Path;

use chrono::DateTime;
use criterion::{BatchSize, Criterion, criterion_group};
use preau::domain::command::{Command, ImportKind, Order};
use preau::domain::decide::{Context, decide};
use preau::domain::id::Siren;
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

/// The communes of France of a new year: one in 700 is a commune nouvelle, under a SIREN of its own, with the next one as a
/// déléguée.
fn new_year() -> Source {
    let text = std::fs::read_to_string(COMMUNES).unwrap();
    let mut lines = text.lines();
    let mut out = format!("{};type;chefLieu\n", lines.next().unwrap());
    let mut chief = "";
    for (place, line) in lines.enumerate() {
        let cells: Vec<&str> = line.split(';').collect();
        match place % 700 {
            0 => {
                chief = cells[0];
                let rest = cells[3..].join(";");
                let siren = siren(place / 700);
                writeln!(
                    out,
                    "{chief};{} Nouvelle;{siren};{rest};commune-actuelle;",
                    cells[1]
                )
                .unwrap();
            }
            1 => writeln!(
                out,
                "{};{};;{};commune-deleguee;{chief}",
                cells[0],
                cells[1],
                cells[3..].join(";")
            )
            .unwrap(),
            _ => writeln!(out, "{line};commune-actuelle;").unwrap(),
        }
    }
    let source = Source::from_bytes("communes-2026.csv", out.into_bytes()).unwrap();
    source.effective(Some("2026-01-01".parse().unwrap()))
}

fn siren(place: usize) -> Siren {
    let tried = (0..10).map(|last| Siren::parse(&format!("2009{place:04}{last}")));
    tried.into_iter().find_map(Result::ok).unwrap()
}

/// What a new year of communes costs over France, with its schools.
fn measure_new_year(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = file_store(&folder);
    let mut registry = Registry::default();
    import(ImportKind::Communes, COMMUNES, &mut registry, &mut store);
    import(ImportKind::Annuaire, SCHOOLS, &mut registry, &mut store);
    let source = new_year();
    let read_it = |registry: &Registry| {
        let reading = read(
            ImportKind::Communes,
            &source,
            registry,
            "2026-11-23".parse().unwrap(),
            &[],
        )
        .unwrap();
        assert!(reading.rejects.is_empty(), "{:?}", reading.rejects.first());
        reading
    };
    let mut group = criterion.benchmark_group("import des communes d’une année nouvelle");
    group.sample_size(10);
    group.bench_function("lire et planifier", |bencher| {
        bencher.iter(|| plan(&registry, &read_it(&registry)).unwrap());
    });
    group.bench_function("tout, durable", |bencher| {
        bencher.iter_batched(
            || {
                let folder = tempfile::tempdir().unwrap();
                let mut store = file_store(&folder);
                let mut registry = Registry::default();
                import(ImportKind::Communes, COMMUNES, &mut registry, &mut store);
                import(ImportKind::Annuaire, SCHOOLS, &mut registry, &mut store);
                (folder, registry, store)
            },
            |(folder, mut registry, mut store)| {
                let reading = read_it(&registry);
                assert!(!plan(&registry, &reading).unwrap().is_empty());
                let entry = entry(&registry, reading);
                store.commit(std::slice::from_ref(&entry)).unwrap();
                registry.apply(&entry);
                (folder, registry, store)
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, measure, measure_new_year);

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
    program::measure(short::is_short());
}
