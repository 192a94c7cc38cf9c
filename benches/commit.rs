//! What the store costs: a commit beside a bare commit of the engine, the import of France, opening and loading it.
//!
//! Budgets: a commit at most twice the bare one, an import of 30,059 schools or 34,875 communes at most 1 s.
#![allow(clippy::unwrap_used, reason = "a measure that cannot be made fails")]
#![allow(missing_docs, reason = "criterion's macros write undocumented functions")]

use std::path::Path;

use chrono::{DateTime, Utc};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use preau::domain::change::Change;
use preau::domain::collectivite::{Collectivite, CollectiviteKind};
use preau::domain::command::{Command, Import, ImportKind};
use preau::domain::id::{InseeCode, Siren, Uai};
use preau::domain::journal::{Actor, Entry};
use preau::domain::record::{Note, Record, RecordId};
use preau::domain::school::{Nature, School, SchoolState, Sector};
use preau::store::{FileStore, Reader, Store, chain};
use redb::{Database, TableDefinition};
use tempfile::TempDir;

const SCHOOLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/france/france-ecoles.csv");
const COMMUNES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/france/france-communes.csv");

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH
}

/// The rows of a file that `read` makes a record of.
fn records(path: &str, read: fn(&csv::StringRecord) -> Option<Record>) -> Vec<Record> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path).unwrap();
    reader.records().filter_map(|row| read(&row.unwrap())).collect()
}

/// A school as full as those of an annuaire: the columns that the fixture lacks are made up.
fn school(row: &csv::StringRecord) -> Option<Record> {
    let uai = Uai::parse(&row[0]).ok()?;
    let school = School {
        uai,
        name: row[1].into(),
        nature: Nature(row[7].parse().ok()?),
        sector: Sector::Public,
        insee: InseeCode::parse(&row[4]).ok(),
        territoire: None,
        commune: row[5].into(),
        departement: uai.departement(),
        address: format!("12 rue de l’École, 38000 {}", &row[5]),
        postcode: "38000".into(),
        email: format!("ce.{uai}@ac-grenoble.fr"),
        telephone: "04 76 00 00 00".into(),
        circonscription: "Circonscription de Grenoble 1".into(),
        circonscription_code: None,
        mother: None,
        rpi: None,
        state: SchoolState::Open,
        opened: "1985-09-01".parse().ok(),
        closed: None,
        successors: Vec::new(),
        by_hand: false,
    };
    Some(school.into())
}

fn commune(row: &csv::StringRecord) -> Option<Record> {
    let siren = Siren::parse(&row[2]).ok()?;
    let mut commune = Collectivite::new(siren, CollectiviteKind::Commune, &row[1]);
    commune.insee = InseeCode::parse(&row[0]).ok();
    commune.departement = row[3].parse().ok();
    Some(commune.into())
}

fn entry(seq: u64, command: Command, changes: Vec<Change>) -> Entry {
    let actor = Actor {
        uid: 1000,
        name: "jdupont".into(),
    };
    Entry {
        seq,
        at: now(),
        actor,
        command,
        changes,
        order: None,
        edition: Entry::FIRST_EDITION,
    }
}

/// The import of a file that creates all its records.
fn import(seq: u64, kind: ImportKind, records: &[Record]) -> Entry {
    let changes = records.iter().cloned().map(Change::create).collect();
    let import = Import {
        kind,
        source: "france.csv".into(),
        sha256: "0".repeat(64),
        records: Vec::new(),
        covers: Vec::new(),
        dated: None,
        site: None,
    };
    entry(seq, Command::Import(import), changes)
}

/// A small entry: a note on a school.
fn note(seq: u64) -> Entry {
    let about = RecordId::School(Uai::parse("0380123C").unwrap());
    let note = Note {
        number: u32::try_from(seq).unwrap(),
        about: about.clone(),
        text: "Le directeur rappelle jeudi.".into(),
        date: now().date_naive(),
        by: "jdupont".into(),
    };
    let text = note.text.clone();
    entry(seq, Command::AddNote { about, text }, vec![Change::create(note)])
}

fn france(path: &Path) -> FileStore {
    let mut store = FileStore::create(path, now()).unwrap();
    store
        .commit(&[import(1, ImportKind::Communes, &records(COMMUNES, commune))])
        .unwrap();
    store
        .commit(&[import(2, ImportKind::Annuaire, &records(SCHOOLS, school))])
        .unwrap();
    store
}

/// The same bytes as a note's entry, its record and its history, put in one table by the engine alone.
fn bare(folder: &TempDir) -> impl FnMut() {
    const TABLE: TableDefinition<u64, &[u8]> = TableDefinition::new("bare");
    let engine = Database::create(folder.path().join("bare.redb")).unwrap();
    let mut seq = 0;
    move || {
        seq += 1;
        let entry = note(seq);
        let bytes = chain::encode(&entry).unwrap();
        let record = serde_json::to_vec(&entry.changes[0].after).unwrap();
        let txn = engine.begin_write().unwrap();
        {
            let mut table = txn.open_table(TABLE).unwrap();
            table.insert(seq * 2, bytes.as_slice()).unwrap();
            table.insert(seq * 2 + 1, record.as_slice()).unwrap();
        }
        txn.commit().unwrap();
    }
}

fn commit(c: &mut Criterion) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut group = c.benchmark_group("commit");
    group.bench_function("bare engine", |b| b.iter(bare(&folder)));
    let mut small = FileStore::create(&folder.path().join("small.preau"), now()).unwrap();
    let mut large = france(&folder.path().join("france.preau"));
    for (name, store) in [("one note", &mut small), ("one note, France loaded", &mut large)] {
        let mut seq = store.head().unwrap().seq;
        group.bench_function(name, |b| {
            b.iter(|| {
                seq += 1;
                store.commit(&[note(seq)]).unwrap();
            });
        });
    }
    let mut seq = small.head().unwrap().seq;
    group.bench_function("ten notes, one commit", |b| {
        b.iter(|| {
            let entries: Vec<Entry> = (seq + 1..=seq + 10).map(note).collect();
            seq = small.commit(&entries).unwrap().seq;
        });
    });
}

fn imports(c: &mut Criterion) {
    let mut group = c.benchmark_group("import");
    group.sample_size(10);
    for (name, kind, records) in [
        ("30,059 schools", ImportKind::Annuaire, records(SCHOOLS, school)),
        (
            "34,875 communes",
            ImportKind::Communes,
            records(COMMUNES, commune),
        ),
    ] {
        let entry = [import(1, kind, &records)];
        let new = || {
            let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
            let store = FileStore::create(&folder.path().join("base.preau"), now()).unwrap();
            (folder, store)
        };
        let run = |(folder, mut store): (TempDir, FileStore)| {
            store.commit(&entry).unwrap();
            (folder, store)
        };
        group.bench_function(name, |b| b.iter_batched(new, run, BatchSize::PerIteration));
    }
}

fn reading(c: &mut Criterion) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let path = folder.path().join("france.preau");
    drop(france(&path));
    let mut group = c.benchmark_group("France");
    group.sample_size(20);
    group.bench_function("open", |b| {
        // One at a time: a base that is open refuses a second opener.
        b.iter(|| drop(FileStore::open(&path).unwrap()));
    });
    let store = FileStore::open(&path).unwrap();
    group.bench_function("load", |b| b.iter_with_large_drop(|| store.load().unwrap()));
}

criterion_group!(benches, commit, imports, reading);
criterion_main!(benches);
