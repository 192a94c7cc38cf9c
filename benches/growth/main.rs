//! What grows with the base, and how quickly: a département, a région, France, three times France.
//!
//! `cargo bench --bench growth` measures each size in a process of its own, prints a table with the exponent of each
//! measure between the least and the largest base, and writes the curves to `target/growth.html`. With `-- --test` the
//! least two are measured, each thing once. Schools and communes are real; of the three Frances, two have made keys.
#![allow(clippy::unwrap_used, reason = "a measure that cannot be made fails")]

#[path = "../busy/mod.rs"]
mod busy;
mod page;
#[path = "../short/mod.rs"]
mod short;
mod sizes;
mod taken;
#[path = "../typed/mod.rs"]
mod typed;

use std::path::Path;
use std::process::Command;

use sizes::Size;
use taken::{MEASURES, Measure, made, taken};

/// What tells a process which size it makes, and how many schools another one made; the file is in the other.
const MAKE: &str = "PREAU_GROWTH_MAKE";
const TAKE: &str = "PREAU_GROWTH_TAKE";
const FILE: &str = "PREAU_GROWTH_FILE";

fn main() {
    if let Ok(file) = std::env::var(FILE) {
        part(Path::new(&file));
        return;
    }
    let sizes = if short::is_short() {
        &Size::ALL[..2]
    } else {
        &Size::ALL[..]
    };
    let all: Vec<(Size, Vec<f64>)> = sizes.iter().map(|size| (*size, measured(*size))).collect();
    table(&all);
    if !short::is_short() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/target/growth.html");
        std::fs::write(path, page::page(&all)).unwrap();
        println!("\ncurves: {path}");
    }
}

/// What a process of its own does with a file: it makes a base, or measures one.
fn part(file: &Path) {
    if let Ok(name) = std::env::var(MAKE) {
        let size = Size::ALL.into_iter().find(|size| size.name() == name).unwrap();
        println!("{}", made(file, size.records()));
        return;
    }
    let schools = std::env::var(TAKE).unwrap().parse().unwrap();
    println!("{}", serde_json::to_string(&taken(file, schools)).unwrap());
}

/// What is measured of a size.
fn measured(size: Size) -> Vec<f64> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("base");
    let schools = told(&file, MAKE, size.name());
    serde_json::from_str(&told(&file, TAKE, schools.trim())).unwrap()
}

/// What a process of its own says.
fn told(file: &Path, what: &str, value: &str) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(std::env::args().skip(1))
        .env(FILE, file)
        .env(what, value)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn table(all: &[(Size, Vec<f64>)]) {
    print!("{:<46}", "");
    for (size, _) in all {
        print!("{:>14}", size.name());
    }
    println!("{:>10}  budget", "exponent");
    for (place, measure) in MEASURES.iter().enumerate() {
        print!("{:<46}", format!("{} ({})", measure.name, measure.unit));
        for (_, values) in all {
            print!("{:>14.3}", values[place]);
        }
        let exponent = exponent(all, place);
        println!("{exponent:>10.2}  {}", budget(measure));
    }
}

fn budget(measure: &Measure) -> String {
    let exponent = measure.exponent.map(|most| format!("exponent {most:.2}"));
    let most = measure
        .most
        .map(|most| format!("{most} {} at France", measure.unit));
    let both: Vec<String> = exponent.into_iter().chain(most).collect();
    if both.is_empty() {
        "-".to_owned()
    } else {
        both.join(", ")
    }
}

/// The exponent of a measure between the least and the largest base, by their schools: 1 where it grows as they do.
fn exponent(all: &[(Size, Vec<f64>)], place: usize) -> f64 {
    let [first, last] = [all.first(), all.last()].map(Option::unwrap);
    let schools = last.1[0] / first.1[0];
    (last.1[place] / first.1[place]).ln() / schools.ln()
}
