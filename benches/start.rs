//! Measures of the program itself: from its start to the first screen with its schools, and the memory it took.
//!
//! Budgets on two cores: 30 ms for one département, 300 ms and 150 MB for the whole of France. With `-- --test`, each start
//! is measured once.
#![allow(
    clippy::unwrap_used,
    reason = "a bench that cannot start its program has failed"
)]

mod short;
#[path = "../tests/support/mod.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use short::is_short;
use support::pty::{Pty, Spawn};

/// The day that is looked at.
const DAY: &str = "2026-11-23";

/// How often each start is measured.
fn times() -> usize {
    if is_short() { 1 } else { 15 }
}

/// What is started, what its first screen shows, and the budgets: time, and memory in MB.
struct Case {
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    shown: &'static str,
    time: Duration,
    memory: u64,
}

const CASES: [Case; 2] = [
    Case {
        name: "one département",
        files: &[
            ("communes", "demo/communes-038.json"),
            ("annuaire", "demo/annuaire-038.csv"),
        ],
        shown: "2 Écoles 627",
        time: Duration::from_millis(30),
        memory: 150,
    },
    Case {
        name: "France",
        files: &[
            ("communes", "france/france-communes.csv"),
            ("annuaire", "france/france-ecoles.csv"),
        ],
        shown: "2 Écoles 30059",
        time: Duration::from_millis(300),
        memory: 150,
    },
];

fn main() {
    println!(
        "start to the first screen with its schools, 120x40; median and slowest of {}",
        times()
    );
    for case in CASES {
        measure(&case);
    }
    let starts = starts(|| Spawn::preau().arg("demo"), "2 Écoles 627");
    tell("the demo, built in memory", &starts, Duration::from_millis(500));
}

fn measure(case: &Case) {
    let folder = tempfile::tempdir().unwrap();
    let base = base(folder.path(), case);
    let spawn = || Spawn::preau().args(["--date", DAY, "--base"]).arg(base.clone());
    let starts = starts(spawn, case.shown);
    tell(case.name, &starts, case.time);
    let most = starts.iter().map(|start| start.memory).max().unwrap();
    println!(
        "{:<28}{most:>8} MB                    budget {:>6} MB",
        "", case.memory
    );
}

/// Makes a base of some files, as an operator would.
fn base(folder: &Path, case: &Case) -> PathBuf {
    let base = folder.join("preau.base");
    for (what, file) in case.files {
        let import = Spawn::preau().args(["importer", what, &format!("fixtures/{file}"), "--base"]);
        assert_eq!(import.arg(base.clone()).start().exit().code, 0, "{file}");
    }
    base
}

/// One start: how long it took, and the most memory that the program had, in MB.
struct Start {
    time: Duration,
    memory: u64,
}

fn starts(spawn: impl Fn() -> Spawn, shown: &str) -> Vec<Start> {
    let mut starts: Vec<Start> = (0..times()).map(|_| start(spawn(), shown)).collect();
    starts.sort_by_key(|start| start.time);
    starts
}

fn start(spawn: Spawn, shown: &str) -> Start {
    let from = Instant::now();
    let mut pty = spawn.start();
    pty.wait_for(shown);
    let time = from.elapsed();
    let memory = memory(pty.settle());
    pty.keys("<ctrl-c>").exit();
    Start { time, memory }
}

/// The most memory that a program had so far, in MB.
fn memory(pty: &Pty) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", pty.pid())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kilobytes * 1_024 / 1_000_000
}

fn tell(name: &str, starts: &[Start], budget: Duration) {
    let (median, slowest) = (starts[starts.len() / 2].time, starts[starts.len() - 1].time);
    println!("{name:<28}{median:>10.1?} {slowest:>10.1?}   budget {budget:>10.1?}");
}
