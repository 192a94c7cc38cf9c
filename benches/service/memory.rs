//! The memory of the service with the whole of France, and of the screens connected to it.

use std::fmt::Display;
use std::fs;

use chrono::Utc;
use preau::store::FileStore;

use crate::support::pty::Spawn;
use crate::support::service::{Service, base, socket};
use crate::world::DAY;

/// The budgets, in MB.
const SERVICE: u64 = 150;
const CLIENT: u64 = 12;

/// How many clients are connected at once.
const CLIENTS: usize = 8;

pub fn measure() {
    let folder = tempfile::tempdir().unwrap();
    drop(FileStore::create_trial(&base(folder.path()), Utc::now()).unwrap());
    for (what, file) in [
        ("communes", "france-communes.csv"),
        ("annuaire", "france-ecoles.csv"),
    ] {
        let import = Spawn::preau().args(["importer", what, &format!("fixtures/france/{file}"), "--base"]);
        assert_eq!(import.arg(base(folder.path())).start().exit().code, 0, "{file}");
    }
    let service = Service::start(folder.path(), DAY);
    let mut screens: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let screen = Spawn::preau().arg("--socket").arg(socket(folder.path()));
            screen.env("HOME", folder.path().to_str().unwrap()).start()
        })
        .collect();
    for screen in &mut screens {
        screen.wait_for("Bienvenue dans Préau").keys("<espace>");
        screen
            .wait_for("2 Écoles 30059")
            .keys("/jaures")
            .wait_for("jaures")
            .settle();
        screen.keys("<entrée><bas>T").wait_for("[Étapes]").settle();
    }
    tell(
        &format!("the service, France, {CLIENTS} clients"),
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
struct Memory {
    /// The most that it had so far.
    peak: u64,
    /// What it has.
    now: u64,
    /// Its share of it: what several programs have in common is parted among them.
    share: u64,
}

impl Memory {
    fn of(pid: impl Display) -> Self {
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

/// The most that one of several processes holds.
fn tell(what: &str, all: &[Memory], budget: u64) {
    let most = |of: fn(&Memory) -> u64| {
        let kilobytes = all.iter().map(of).max().unwrap();
        f64::from(u32::try_from(kilobytes).unwrap()) * 1.024 / 1e3
    };
    println!(
        "memory of {what}: {:.1} MB, at its peak {:.1} MB, its share {:.1} MB   (budget {budget} MB)",
        most(|memory| memory.now),
        most(|memory| memory.peak),
        most(|memory| memory.share),
    );
}
