//! Measures of the shared service: writes of 1, 8 and 30 programs, beside `SQLite` with as many; a push's delay; memory,
//! under the worst clients too.
//!
//! `cargo bench --bench service`; with `-- --test`, little of each. Each program is a process. `SQLite` (`benches/sqlite.py`,
//! left out where there is no python3) writes the same entries with the same durability: WAL, synchronous=FULL. Both run in
//! turn, several times; ratios are medians of those of each turn.
#![allow(
    clippy::unwrap_used,
    reason = "a bench that cannot start its programs has failed"
)]

#[path = "../short/mod.rs"]
mod short;
#[path = "../../tests/support/mod.rs"]
mod support;

mod memory;
mod push;
#[allow(dead_code, reason = "the tests of the service use the rest of it")]
#[path = "../../tests/service/raw.rs"]
mod raw;
mod sqlite;
mod took;
#[path = "../../tests/service/stress/world.rs"]
mod world;
mod worst;
mod writers;

use took::Took;

/// How many programs write, and how many orders each gives: below the burst that the service allows.
const CASES: [(usize, usize); 3] = [(1, 600), (8, 120), (30, 40)];

/// How often each case is measured.
const TURNS: usize = 5;

fn main() {
    if writers::is_one() {
        return writers::write();
    }
    let short = short::is_short();
    if !sqlite::is_there() {
        println!("SQLite is left out: python3 with its module sqlite3 is not installed");
    }
    let count = if short { 1 } else { TURNS };
    let turns: Vec<[(Took, Option<Took>); 3]> = (0..count).map(|_| turn(short)).collect();
    println!("writes, durable; medians of {count} turns");
    println!(
        "{:<26}{:>12}{:>12}{:>12}{:>12}",
        "", "a second", "median", "p99", "slowest"
    );
    for (case, (programs, _)) in CASES.iter().enumerate() {
        tell(
            &format!("preau, {programs} programs"),
            &turns.iter().map(|turn| &turn[case].0).collect::<Vec<_>>(),
        );
        let theirs: Vec<&Took> = turns.iter().filter_map(|turn| turn[case].1.as_ref()).collect();
        if !theirs.is_empty() {
            tell(&format!("SQLite, {programs} programs"), &theirs);
        }
    }
    for (case, (programs, _)) in CASES.iter().enumerate() {
        let single = median(turns.iter().map(|turn| turn[case].0.rate() / turn[0].0.rate()));
        println!("{programs:>2} programs: {single:>5.2} x the writes of a single one");
        let both: Vec<(&Took, &Took)> = turns
            .iter()
            .filter_map(|turn| Some((&turn[case].0, turn[case].1.as_ref()?)))
            .collect();
        if !both.is_empty() {
            let rate = median(both.iter().map(|(ours, theirs)| ours.rate() / theirs.rate()));
            let tail = median(both.iter().map(|(ours, theirs)| theirs.p99() / ours.p99()));
            println!("             {rate:>5.1} x the writes of SQLite; its p99 is {tail:>6.1} x ours");
        }
    }
    push::measure(short);
    let folder = tempfile::tempdir().unwrap();
    memory::found(folder.path());
    memory::measure(folder.path(), short);
    worst::measure(folder.path(), short);
}

/// Every case once, ours and that of `SQLite`.
fn turn(short: bool) -> [(Took, Option<Took>); 3] {
    CASES.map(|(programs, each)| {
        let each = if short { 4 } else { each };
        let folder = tempfile::tempdir().unwrap();
        let ours = writers::measure(folder.path(), programs, each);
        (ours, sqlite::measure(folder.path(), programs, each))
    })
}

fn tell(name: &str, turns: &[&Took]) {
    let milliseconds = |of: fn(&Took) -> f64| format!("{:.2} ms", median(turns.iter().map(|turn| of(turn))));
    println!(
        "{name:<26}{:>12.0}{:>12}{:>12}{:>12}",
        median(turns.iter().map(|turn| turn.rate())),
        milliseconds(Took::median),
        milliseconds(Took::p99),
        milliseconds(Took::slowest),
    );
}

fn median(all: impl Iterator<Item = f64>) -> f64 {
    let mut all: Vec<f64> = all.collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}
