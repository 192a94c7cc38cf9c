//! The memory of the service with the whole of France, and of the screens connected to it.

use std::fs;

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
        screen
            .wait_for("2 Écoles 30059")
            .keys("/jaures")
            .wait_for("jaures")
            .settle();
    }
    let client = screens.iter().map(|screen| memory(screen.pid())).max().unwrap();
    println!(
        "memory of the service, France, {CLIENTS} clients: {} MB   (budget {SERVICE} MB)",
        memory(service.pid())
    );
    println!("memory of a client, at most: {client} MB   (budget {CLIENT} MB)");
    for mut screen in screens {
        screen.keys("<ctrl-c>").exit();
    }
    service.stop();
}

/// The most memory that a process had so far, in MB.
fn memory(pid: impl std::fmt::Display) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kilobytes / 1_000
}
