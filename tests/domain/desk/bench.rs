//! A desk over a world, and short ways to ask it.

use chrono::{DateTime, TimeZone, Utc};
use preau::domain::change::Change;
use preau::domain::command::Command;
use preau::domain::journal::{Actor, Entry};
use preau::domain::query::page::{Page, Row};
use preau::domain::query::{Pane, Query};
use preau::domain::record::RecordId;
use preau::domain::rule::Policy;
use preau::service::{Desk, DeskError, Local, Receipt};
use preau::store::{MemoryStore, Store};

use crate::support::seeing::seeing;
use crate::support::world::{World, today};

/// A moment in the morning of J.
pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap()
}

pub fn actor() -> Actor {
    Actor {
        uid: 1001,
        name: "jdupont".to_owned(),
    }
}

/// A store whose first entry creates a world's records.
pub fn store(world: &World) -> MemoryStore {
    let mut store = MemoryStore::new();
    let changes = world.records().cloned().map(Change::create).collect();
    let entry = Entry {
        seq: 1,
        at: Utc.with_ymd_and_hms(2026, 9, 2, 8, 0, 0).unwrap(),
        actor: actor(),
        command: Command::AddNote {
            about: world.records().next().expect("a record").id(),
            text: "reprise".to_owned(),
        },
        changes,
        order: None,
        edition: Entry::FIRST_EDITION,
    };
    store.commit(&[entry]).expect("a first entry");
    store
}

/// A desk over a world on J.
pub fn desk(world: &World) -> Local {
    over(Box::new(store(world)))
}

pub fn over(store: Box<dyn Store>) -> Local {
    Local::new(store, actor(), now, today(), Policy::default()).expect("a desk")
}

pub fn query(pane: Pane, text: &str) -> Query {
    Query {
        text: text.to_owned(),
        ..Query::all(pane, 1_000)
    }
}

pub fn page(desk: &Local, pane: Pane, text: &str) -> Page {
    desk.query(&query(pane, text))
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The keys of the rows that a text finds, without the category of deployments.
pub fn keys(desk: &Local, pane: Pane, text: &str) -> Vec<String> {
    page(desk, pane, text).rows.iter().map(key).collect()
}

/// The keys of the rows of a pane under pinned records.
pub fn tied(desk: &Local, pane: Pane, scope: &[RecordId]) -> Vec<String> {
    let query = Query {
        scope: scope.to_vec(),
        ..Query::all(pane, 1_000)
    };
    let found = desk.query(&query).expect("a page");
    found.rows.iter().map(key).collect()
}

pub fn key(row: &Row) -> String {
    let id = match row {
        Row::School(row) => RecordId::School(row.uai),
        other => other.id(),
    };
    id.key()
}

/// What is said of a text that cannot be read, and the part of it that is wrong.
pub fn problem(desk: &Local, pane: Pane, text: &str) -> (String, String) {
    match desk.query(&query(pane, text)) {
        Err(DeskError::Filter { message, span }) => (message, text[span.0..span.1].to_owned()),
        other => panic!("{text}: {other:?}"),
    }
}

pub fn does(desk: &mut Local, command: Command) -> Receipt {
    desk.execute(&seeing(desk.registry(), command))
        .unwrap_or_else(|error| panic!("{error}"))
}
