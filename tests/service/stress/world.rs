//! Few schools and few conventions, so that thirty operators meet on them.

use std::path::Path;

use chrono::{DateTime, Utc};
use preau::domain::change::Change;
use preau::domain::command::Command;
use preau::domain::deployment::Stage;
use preau::domain::id::Uai;
use preau::domain::journal::{Actor, Entry};
use preau::store::{FileStore, Store};

use crate::support::world::{EDREDON, GRENOBLE, World};

/// How many schools there are.
const SCHOOLS: u32 = 24;

/// The day J of the service.
pub const DAY: &str = "2026-11-23";

/// The schools.
pub fn schools() -> Vec<Uai> {
    (0..SCHOOLS).map(school).collect()
}

fn school(n: u32) -> Uai {
    let digits = 389_000 + n;
    let key = char::from(b"ABCDEFGHJKLMNPRSTUVWXYZ"[(digits % 23) as usize]);
    Uai::parse(&format!("{digits:07}{key}")).unwrap()
}

/// Makes a base: two thirds of the schools have a deployment, one convention waits for its signatures.
pub fn found(base: &Path) {
    let mut world = World::eligible()
        .convention26("26-0002", GRENOBLE, |_| ())
        .convention28("28-0002", EDREDON, |_| ());
    for (n, school) in schools().into_iter().enumerate() {
        world = world.school(&school.to_string(), &format!("École n° {n}"), "38185");
        if n % 3 > 0 {
            world = world.deployment(&school.to_string(), "olm", Stage::BesoinRecense);
        }
    }
    let records: Vec<_> = world.records().cloned().collect();
    let at: DateTime<Utc> = "2026-09-01T08:00:00Z".parse().unwrap();
    let entry: Entry = serde_json::from_value(serde_json::json!({
        "seq": 1, "at": at, "actor": Actor { uid: 1000, name: "jdupont".to_owned() },
        "command": Command::AddNote { about: records[0].id(), text: "reprise".to_owned() },
        "changes": records.into_iter().map(Change::create).collect::<Vec<_>>(),
    }))
    .unwrap();
    FileStore::create_trial(base, at)
        .unwrap()
        .commit(&[entry])
        .unwrap();
}
