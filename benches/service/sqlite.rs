//! The same entries written to `SQLite` by as many processes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use preau::store::{FileStore, Reader, chain};

use crate::support::service::base;
use crate::took::Took;

/// True where `SQLite` can be measured.
pub fn is_there() -> bool {
    let python = Command::new("python3")
        .args(["-c", "import sqlite3"])
        .stderr(Stdio::null())
        .status();
    python.is_ok_and(|status| status.success())
}

/// Writes the entries of the base of a folder, as many programs as wrote them; none where `SQLite` is not there.
pub fn measure(folder: &Path, programs: usize, each: usize) -> Option<Took> {
    if !is_there() {
        return None;
    }
    let entries = folder.join("entries.jsonl");
    fs::write(&entries, lines(&base(folder), programs * each)).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/sqlite.py");
    let out = Command::new("python3")
        .arg(script)
        .arg(folder.join("base.sqlite"))
        .arg(entries)
        .args([programs.to_string(), each.to_string()])
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).unwrap();
    let mut numbers = text.lines().map(|line| line.parse().unwrap());
    let seconds = numbers.next().unwrap();
    Some(Took::new(seconds, numbers))
}

/// The entries that the programs wrote, as they are stored.
fn lines(base: &Path, expected: usize) -> Vec<u8> {
    let mut lines = Vec::new();
    let mut count = 0;
    let store = FileStore::open(base).unwrap();
    store
        .journal(2, &mut |link| {
            lines.extend(chain::encode(&link.entry).unwrap());
            lines.push(b'\n');
            count += 1;
            true
        })
        .unwrap();
    assert_eq!(count, expected);
    lines
}
