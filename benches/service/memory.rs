//! The memory of the service with the whole of France, and of the screens connected to it.

use std::fmt::Display;
use std::fs;
use std::path::Path;

use preau::store::FileStore;

use crate::support::pty::Spawn;
use crate::support::service::{Service, base, socket};
use crate::world::DAY;

/// The budgets, in MB: what the service has, and a client's share.
const SERVICE: u64 = 150;
const CLIENT: u64 = 4;

/// How many clients are connected at once.
const CLIENTS: usize = 30;

/// Makes a base of the whole of France in a folder.
pub fn found(folder: &Path) {
    drop(FileStore::create_trial(&base(folder), "2026-09-01T08:00:00Z".parse().unwrap()).unwrap());
    for (what, file) in [
        ("communes", "france-communes.csv"),
        ("annuaire", "france-ecoles.csv"),
    ] {
        let import = Spawn::preau().args(["importer", what, &format!("fixtures/france/{file}"), "--base"]);
        assert_eq!(import.arg(base(folder)).start().exit().code, 0, "{file}");
    }
}

/// Has the screens of a folder remember that they greeted their operator.
fn greeted(folder: &Path) {
    let state = folder.join("preau");
    fs::create_dir_all(&state).unwrap();
    fs::write(state.join("etat.json"), r#"{"welcomed": true}"#).unwrap();
}

/// Measures a service of the base of a folder, and the screens on it.
pub fn measure(folder: &Path, short: bool) {
    let count = if short { 2 } else { CLIENTS };
    greeted(folder);
    let service = Service::start(folder, DAY);
    let mut screens: Vec<_> = (0..count)
        .map(|_| {
            let screen = Spawn::preau().arg("--socket").arg(socket(folder));
            screen.env("XDG_STATE_HOME", folder.to_str().unwrap()).start()
        })
        .collect();
    for screen in &mut screens {
        screen
            .wait_for("2 Écoles 30059")
            .keys("/jaures")
            .wait_for("jaures")
            .settle();
        screen.keys("<entrée><bas>T").wait_for("[Étapes]").settle();
    }
    tell(
        &format!("the service, France, {count} clients"),
        &[Memory::of(service.pid())],
        SERVICE,
    );
    let clients: Vec<Memory> = screens.iter().map(|screen| Memory::of(screen.pid())).collect();
    tell("a client", &clients, CLIENT);
    for mut screen in screens {
        screen.keys("<ctrl-c>").exit();
    }
    service.stop();
}

/// What a process holds, in kilobytes.
pub struct Memory {
    /// The most that it had so far.
    pub peak: u64,
    /// What it has.
    pub now: u64,
    /// Its share of it: what several programs have in common is parted among them.
    share: u64,
}

impl Memory {
    /// That of a process.
    pub fn of(pid: impl Display) -> Self {
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
        let shares = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap();
        Self {
            peak: field(&status, "VmHWM:"),
            now: field(&status, "VmRSS:"),
            share: field(&shares, "Pss:"),
        }
    }
}

fn field(text: &str, name: &str) -> u64 {
    let line = text.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Kilobytes of the system, in MB.
pub fn megabytes(kilobytes: u64) -> f64 {
    f64::from(u32::try_from(kilobytes).unwrap()) * 1.024 / 1e3
}

/// The most that one of several processes holds.
fn tell(what: &str, all: &[Memory], budget: u64) {
    let most = |of: fn(&Memory) -> u64| megabytes(all.iter().map(of).max().unwrap());
    println!(
        "memory of {what}: {:.1} MB, at its peak {:.1} MB, its share {:.1} MB   (budget {budget} MB)",
        most(|memory| memory.now),
        most(|memory| memory.peak),
        most(|memory| memory.share),
    );
}
