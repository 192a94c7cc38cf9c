//! A small world of records and entries, shared by the tests of the store.
#![allow(dead_code, reason = "each test of the store uses a part of it")]

use chrono::{DateTime, Utc};
use preau::domain::change::Change;
use preau::domain::collectivite::{Collectivite, CollectiviteKind};
use preau::domain::command::Command;
use preau::domain::convention::{Convention, Party};
use preau::domain::decide::edition;
use preau::domain::deployment::{Deployment, DeploymentId};
use preau::domain::id::{ConventionNumber, Siren, SolutionCode, Uai};
use preau::domain::journal::{Actor, Entry};
use preau::domain::provider::{Category, Provider, Solution};
use preau::domain::record::{Note, Record, RecordId};
use preau::domain::school::{Nature, School, SchoolState, Sector};
use preau::store::{Link, Reader, StoreError};

/// The moment at which everything happens.
pub fn now() -> DateTime<Utc> {
    "2026-11-23T08:30:00Z".parse().unwrap()
}

/// The `n`th SIREN of the world.
pub fn siren(n: u32) -> Siren {
    let digits = format!("2{n:07}");
    (0..10)
        .find_map(|key| Siren::parse(&format!("{digits}{key}")).ok())
        .unwrap()
}

/// The `n`th UAI of the world.
pub fn uai(n: u32) -> Uai {
    let keys = b"ABCDEFGHJKLMNPRSTUVWXYZ";
    let letter = char::from(keys[(n % 23) as usize]);
    Uai::parse(&format!("{n:07}{letter}")).unwrap()
}

/// A school.
pub fn school(n: u32, name: &str) -> Record {
    School {
        uai: uai(n),
        name: name.into(),
        nature: Nature(151),
        sector: Sector::Public,
        insee: None,
        territoire: None,
        commune: "Grenoble".into(),
        departement: None,
        address: "1 rue des Écoles 38000 Grenoble".into(),
        postcode: "38000".into(),
        email: format!("ce.{}@ac-grenoble.fr", uai(n)),
        telephone: "04 76 00 00 00".into(),
        circonscription: "Grenoble 1".into(),
        circonscription_code: None,
        mother: None,
        rpi: None,
        state: SchoolState::Open,
        opened: None,
        closed: None,
        successors: Vec::new(),
        by_hand: false,
    }
    .into()
}

/// A commune.
pub fn commune(n: u32) -> Record {
    Collectivite::new(siren(n), CollectiviteKind::Commune, format!("Commune {n}")).into()
}

/// A prestataire.
pub fn provider(n: u32) -> Record {
    Provider::new(siren(n), format!("Prestataire {n}")).into()
}

/// A solution of a prestataire.
pub fn solution(code: &str, of: u32) -> Record {
    Solution {
        code: SolutionCode::parse(code).unwrap(),
        name: code.to_uppercase(),
        provider: siren(of),
        category: Category::Ent,
        opinions: Vec::new(),
    }
    .into()
}

/// A convention with a prestataire.
pub fn convention(number: &str, with: u32) -> Record {
    let number = ConventionNumber::parse(number).unwrap();
    Convention::draft(number, Party::Provider(siren(with))).into()
}

/// The deployment of a solution in a school.
pub fn deployment(school: u32, solution: Option<&str>) -> Record {
    Deployment {
        solution: solution.map(|code| SolutionCode::parse(code).unwrap()),
        ..Deployment::new(DeploymentId::first(uai(school), Category::Ent))
    }
    .into()
}

/// A note on a school.
pub fn note(number: u32, about: u32, text: &str) -> Record {
    Note {
        number,
        about: RecordId::School(uai(about)),
        text: text.into(),
        date: now().date_naive(),
        by: "jdupont".into(),
    }
    .into()
}

/// An entry of the journal.
pub fn entry(seq: u64, changes: Vec<Change>) -> Entry {
    Entry {
        seq,
        at: now(),
        actor: Actor {
            uid: 1000,
            name: "jdupont".into(),
        },
        command: Command::AddNote {
            about: RecordId::School(uai(1)),
            text: format!("opération {seq}"),
        },
        order: None,
        edition: edition(&changes),
        changes,
    }
}

/// An entry that creates records.
pub fn creation(seq: u64, records: impl IntoIterator<Item = Record>) -> Entry {
    entry(seq, records.into_iter().map(Change::create).collect())
}

/// An entry that removes a record.
pub fn removal(seq: u64, before: Record) -> Entry {
    let change = Change {
        before: Some(before),
        after: None,
    };
    entry(seq, vec![change])
}

/// A base of some dozen records of several kinds, created, changed and removed in a handful of entries.
pub fn story() -> Vec<Entry> {
    vec![
        creation(
            1,
            (1..12).map(commune).chain([provider(900), solution("one", 900)]),
        ),
        creation(2, (1..30).map(|n| school(n, &format!("École n° {n}")))),
        creation(
            3,
            [
                convention("28-0001", 900),
                deployment(4, Some("one")),
                note(1, 4, "à revoir"),
            ],
        ),
        entry(
            4,
            vec![Change::update(
                school(4, "École n° 4"),
                school(4, "École Jean-Jaurès"),
            )],
        ),
        removal(5, note(1, 4, "à revoir")),
        creation(6, [note(2, 5, "vu")]),
    ]
}

/// All that a store gives: the records, the head, the journal, and the history of every record it has or had.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    pub head: preau::store::Head,
    pub records: Vec<(Record, u64)>,
    pub journal: Vec<Link>,
    pub histories: Vec<(RecordId, Vec<u64>)>,
}

/// Reads all that a store or a snapshot gives.
pub fn contents(store: &dyn Reader) -> Result<Contents, StoreError> {
    let loaded = store.load()?;
    let mut journal = Vec::new();
    store.journal(1, &mut |link| {
        journal.push(link);
        true
    })?;
    let mut ids: Vec<RecordId> = journal
        .iter()
        .flat_map(|link| link.entry.changes.iter().filter_map(Change::id))
        .collect();
    ids.sort();
    ids.dedup();
    let histories: Result<Vec<_>, StoreError> = ids
        .into_iter()
        .map(|id| store.history(&id).map(|seqs| (id, seqs)))
        .collect();
    Ok(Contents {
        head: loaded.head,
        records: loaded.records,
        journal,
        histories: histories?,
    })
}
