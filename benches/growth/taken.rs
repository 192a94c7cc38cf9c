//! The measures of one base.

use std::fs;
use std::path::Path;
use std::time::Instant;

use chrono::{DateTime, NaiveDate, Utc};
use preau::domain::change::Change;
use preau::domain::command::{Command, Order};
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::journal::{Actor, Entry};
use preau::domain::query::day_index::{DayIndex, InTurn};
use preau::domain::query::{Pane, Query};
use preau::domain::record::Record;
use preau::domain::rule::Policy;
use preau::service::{Desk, Local};
use preau::store::{FileStore, Store, backup, verify_file};

use crate::busy::day;
use crate::short::is_short;
use crate::typed::TYPED;

/// What is measured.
pub struct Measure {
    pub name: &'static str,
    pub unit: &'static str,
    /// The exponent at most, by the number of schools.
    pub exponent: Option<f64>,
    /// What it is at most with France.
    pub most: Option<f64>,
}

const fn measure(
    name: &'static str,
    unit: &'static str,
    exponent: Option<f64>,
    most: Option<f64>,
) -> Measure {
    Measure {
        name,
        unit,
        exponent,
        most,
    }
}

/// All of them, in the order in which [`taken`] gives them; the first is the number of schools.
pub const MEASURES: [Measure; 13] = [
    measure("schools", "count", None, None),
    measure("file of the base", "MB", Some(1.0), None),
    measure("verifying the file", "ms", Some(1.0), None),
    measure("a verified copy", "ms", Some(1.0), None),
    measure("opening, up to the desk", "ms", Some(1.0), Some(300.0)),
    measure(
        "memory, the search's indexes included",
        "MB",
        Some(1.0),
        Some(150.0),
    ),
    measure("first page of the schools", "ms", Some(1.0), None),
    measure("a keystroke, median", "ms", Some(1.0), Some(1.0)),
    measure("a keystroke, p99", "ms", Some(1.0), Some(2.0)),
    measure("assessing all schools", "ms", Some(1.0), Some(150.0)),
    measure("an order, decided and committed, median", "ms", Some(0.34), None),
    measure("the same while an extract is under way", "ms", Some(0.34), None),
    measure("a change, up to the page that shows it", "ms", None, Some(20.0)),
];

/// Takes every measure of a base, which another process made: what making it took of memory is not counted.
pub fn taken(path: &Path, schools: f64) -> Vec<f64> {
    let file = fs::metadata(path).unwrap().len();
    let mut opened = None;
    let opening = ms(|| opened = Some(desk(path)));
    let mut desk = opened.unwrap();
    let first = ms(|| drop(desk.query(&Query::all(Pane::Schools, 50)).unwrap()));
    let [median, p99] = keystrokes(&desk);
    let memory = memory();
    let assessing = ms(|| {
        drop(DayIndex::build(
            desk.registry(),
            today(),
            Policy::default(),
            &InTurn,
        ));
    });
    let order = orders(&mut desk, Stage::SolutionChoisie);
    let aside = desk.aside().unwrap();
    let beside = orders(&mut desk, Stage::OffreEvaluee);
    drop(aside);
    let seen = seen(&mut desk);
    drop(desk);
    let copy = path.with_extension("copie");
    let copying = ms(|| {
        let store = FileStore::open(path).unwrap();
        backup::backup(&store, &copy, now()).unwrap();
    });
    let verifying = ms(|| assert!(verify_file(&copy, None).unwrap().is_sound()));
    vec![
        schools,
        mb(file),
        verifying,
        copying,
        opening,
        memory,
        first,
        median,
        p99,
        assessing,
        order,
        beside,
        seen,
    ]
}

/// Makes the file of a base; how many schools it has.
#[allow(clippy::cast_precision_loss, reason = "a count of schools")]
pub fn made(path: &Path, records: Vec<Record>) -> f64 {
    let schools = records
        .iter()
        .filter(|record| matches!(record, Record::School(_)))
        .count();
    let entry = Entry {
        seq: 1,
        at: now(),
        actor: actor(),
        command: Command::Undo { entry: 0 },
        changes: records.into_iter().map(Change::create).collect(),
        order: None,
        edition: Entry::FIRST_EDITION,
    };
    let mut store = FileStore::create(path, now()).unwrap();
    store.commit(&[entry]).unwrap();
    schools as f64
}

fn desk(path: &Path) -> Local {
    let store = Box::new(FileStore::open(path).unwrap());
    Local::new(store, actor(), now, today(), Policy::default()).unwrap()
}

/// The median, and what 99 in 100 take at most; each the least of several times.
fn keystrokes(desk: &Local) -> [f64; 2] {
    let mut all = Vec::new();
    for text in TYPED {
        for end in 1..=text.len() {
            let mut typed = text[..end].to_owned();
            let times = (0..rounds(5)).map(|_| {
                typed.push(' ');
                let query = Query {
                    text: typed.clone(),
                    ..Query::all(Pane::Schools, 50)
                };
                ms(|| drop(desk.query(&query)))
            });
            all.push(times.fold(f64::MAX, f64::min));
        }
    }
    [50, 99].map(|percent| at(&mut all, percent))
}

/// The median of orders on schools across the base, each in a commit of its own.
fn orders(desk: &mut Local, to: Stage) -> f64 {
    let mut all: Vec<f64> = used(desk, rounds(100))
        .into_iter()
        .map(|deployment| {
            let order = moved(deployment, to);
            ms(|| drop(desk.execute(&order).unwrap()))
        })
        .collect();
    at(&mut all, 50)
}

/// The median from an order up to the first page that has it.
fn seen(desk: &mut Local) -> f64 {
    let mut all: Vec<f64> = used(desk, rounds(20))
        .into_iter()
        .map(|deployment| {
            let order = moved(deployment, Stage::BesoinRecense);
            ms(|| {
                let before = desk.execute(&order).unwrap().seq - 1;
                let revision = desk.changes(before, std::time::Duration::ZERO).unwrap();
                let page = desk.query(&Query::all(Pane::Schools, 50)).unwrap();
                assert!(page.revision == revision.seq);
            })
        })
        .collect();
    at(&mut all, 50)
}

fn moved(deployment: DeploymentId, to: Stage) -> Order {
    Order::blind(Command::MoveStage {
        deployment,
        to,
        on: today(),
    })
}

/// The uses of schools across the base.
fn used(desk: &Local, count: usize) -> Vec<DeploymentId> {
    let all: Vec<DeploymentId> = desk
        .registry()
        .deployments()
        .iter()
        .map(preau::domain::deployment::Deployment::id)
        .collect();
    let step = (all.len() / count).max(1);
    all.into_iter().step_by(step).take(count).collect()
}

fn rounds(count: usize) -> usize {
    if is_short() { 1 } else { count }
}

fn at(all: &mut [f64], percent: usize) -> f64 {
    all.sort_by(f64::total_cmp);
    all[(all.len() - 1) * percent / 100]
}

/// Milliseconds.
fn ms(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1e3
}

#[allow(clippy::cast_precision_loss, reason = "a size of a file")]
fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// What this process has of memory now, in MB.
fn memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    let kib: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    mb(kib << 10)
}

fn actor() -> Actor {
    Actor {
        uid: 1000,
        name: "banc".to_owned(),
    }
}

/// The clock of the desk, on the day J.
fn now() -> DateTime<Utc> {
    today().and_hms_opt(12, 0, 0).unwrap().and_utc()
}

fn today() -> NaiveDate {
    day("2026-11-23")
}
