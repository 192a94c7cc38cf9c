//! A desk in process over a store in memory, with an operator who may change.

use chrono::{DateTime, TimeZone, Utc};
use preau::domain::change::Change;
use preau::domain::command::Command;
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::id::Uai;
use preau::domain::journal::{Actor, Entry};
use preau::domain::provider::Category;
use preau::domain::query::page::Row;
use preau::domain::query::{Pane, Query};
use preau::domain::record::Record;
use preau::domain::refusal::Refusal;
use preau::domain::rule::Policy;
use preau::service::{Desk, DeskError, Local, Receipt};
use preau::store::{MemoryStore, Store};

use crate::support::seeing::seeing;
use crate::support::values::{day, uai};
use crate::support::world::{SCHOOL, TODAY, World};

/// A desk for one operator at a time.
pub struct Office(pub Local);

impl Office {
    /// A world, as one entry of the journal, and jdupont at the desk.
    #[allow(clippy::needless_pass_by_value, reason = "a test writes its world in place")]
    pub fn of(world: World) -> Self {
        Self::holding(world.records().cloned())
    }

    /// Records, as one entry of the journal.
    pub fn holding(records: impl IntoIterator<Item = Record>) -> Self {
        Self::on(records, TODAY)
    }

    /// Records on a day J.
    pub fn on(records: impl IntoIterator<Item = Record>, today: &str) -> Self {
        Self::under(Policy::default(), records, today)
    }

    /// The same, under a policy.
    pub fn under(policy: Policy, records: impl IntoIterator<Item = Record>, today: &str) -> Self {
        let mut store = MemoryStore::new();
        let first = Entry {
            seq: 1,
            at: now(),
            actor: actor("chargement"),
            command: Command::Undo { entry: 0 },
            changes: records.into_iter().map(Change::create).collect(),
            order: None,
            edition: Entry::FIRST_EDITION,
        };
        store.commit(&[first]).unwrap();
        let store = Box::new(store);
        Self(Local::new(store, actor("jdupont"), now, day(today), policy).unwrap())
    }

    /// The same desk, another operator.
    pub fn by(self, name: &str) -> Self {
        Self(self.0.acting_as(actor(name)))
    }

    pub fn does(&mut self, command: Command) -> Receipt {
        let order = seeing(self.0.registry(), command);
        self.0.execute(&order).unwrap()
    }

    pub fn refuses(&mut self, command: Command) -> Refusal {
        let order = seeing(self.0.registry(), command);
        match self.0.execute(&order) {
            Err(DeskError::Refused(refusal)) => *refusal,
            other => panic!("not refused: {other:?}"),
        }
    }

    pub fn stage(&self, school: Uai) -> Stage {
        self.0.registry().deployments().get(&ent(school)).unwrap().stage
    }
}

/// The deployment of a school in the category ENT.
pub fn ent(school: Uai) -> DeploymentId {
    DeploymentId::first(school, Category::Ent)
}

/// The UAI of a number, with its key.
pub fn numbered(number: u32) -> Uai {
    let letters = b"ABCDEFGHJKLMNPRSTUVWXYZ";
    let letter = char::from(letters[(number % 23) as usize]);
    uai(&format!("{number:07}{letter}"))
}

/// [`World::eligible`] with so many more schools like its own, numbered from 380500.
pub fn class(more: u32) -> World {
    (0..more).fold(World::eligible(), |world, at| {
        let school = numbered(380_500 + at);
        world
            .school(school.as_str(), &format!("École {at}"), "38185")
            .deployment(school.as_str(), "olm", Stage::ConseilInforme)
    })
}

/// The schools that [`class`] adds.
pub fn pupils(count: u32) -> Vec<Uai> {
    (0..count).map(|at| numbered(380_500 + at)).collect()
}

fn actor(name: &str) -> Actor {
    let uid = name.bytes().fold(1000, |uid, byte| uid + u32::from(byte));
    Actor {
        uid,
        name: name.to_owned(),
    }
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap()
}

/// The schools of the rows that a filter keeps, each once, in the order of the list; of conventions, one for each.
pub fn found(office: &Office, pane: Pane, text: &str) -> Vec<Uai> {
    let query = Query {
        text: text.to_owned(),
        ..Query::all(pane, 1_000)
    };
    let rows = office.0.query(&query).unwrap().rows;
    let mut schools: Vec<Uai> = rows
        .iter()
        .map(|row| match row {
            Row::School(row) => row.uai,
            _ => uai(SCHOOL),
        })
        .collect();
    if pane == Pane::Schools {
        schools.dedup();
    }
    schools
}
