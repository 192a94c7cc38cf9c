//! Measures of the search over the whole of France: each keystroke against nucleo, building, changing one
//! record.
//!
//! `cargo bench --bench search` prints the table, then criterion's measures; with `-- --test`, each measure is taken once.
//! It also writes the list and the keystrokes under `target/search/`, where `benches/fzf.sh` reads them.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::Criterion;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use preau::domain::query::search::{Document, Index};
use short::is_short;

mod short;

/// Rows of one page of results.
const PAGE: usize = 50;

/// Typed besides the table of queries: what finds most of the list.
const BROAD: &[&str] = &[
    "ecol pri",
    "saint martin",
    "école élémentaire publique",
    "les",
    "jean",
    "2",
];

/// One line of the list: a school or a commune.
struct Line {
    identifier: String,
    name: String,
    place: String,
}

impl Line {
    fn document<'a>(&'a self, identifiers: &'a [&'a str]) -> Document<'a> {
        Document {
            identifiers,
            name: &self.name,
            place: &self.place,
        }
    }

    fn label(&self) -> String {
        format!("{} {} {}", self.identifier, self.name, self.place)
    }
}

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)
}

/// The columns of a fixture that make a line; the place may be none.
fn read(path: &str, [identifier, name, place]: [Option<usize>; 3]) -> Vec<Line> {
    let path = fixture(path);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_path(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = reader.records().map(|row| {
        let row = row.expect("a fixture reads");
        let column = |at: Option<usize>| at.map_or_else(String::new, |at| row[at].to_owned());
        Line {
            identifier: column(identifier),
            name: column(name),
            place: column(place),
        }
    });
    lines.collect()
}

fn france() -> Vec<Line> {
    let mut lines = read("france/france-ecoles.csv", [Some(0), Some(1), Some(5)]);
    lines.extend(read("france/france-communes.csv", [Some(2), Some(1), None]));
    lines
}

fn build(lines: &[Line]) -> Index {
    let identifiers: Vec<[&str; 1]> = lines.iter().map(|line| [line.identifier.as_str()]).collect();
    Index::build(
        lines
            .iter()
            .zip(&identifiers)
            .map(|(line, identifiers)| line.document(identifiers)),
    )
}

/// Every text that is in the bar while the queries are typed, one keystroke after the other.
fn keystrokes() -> Vec<String> {
    let queries = read("search/queries.csv", [None, Some(1), None]);
    let texts = queries
        .iter()
        .map(|query| query.name.as_str())
        .chain(BROAD.iter().copied());
    texts
        .flat_map(|text| {
            text.char_indices()
                .map(|(at, last)| text[..at + last.len_utf8()].to_owned())
        })
        .collect()
}

/// The time of each keystroke: the middle one of `rounds`, which other work on the machine disturbs least.
fn times(keystrokes: &[String], rounds: usize, mut search: impl FnMut(&str) -> usize) -> Vec<Duration> {
    let mut rows: Vec<Vec<Duration>> = vec![Vec::with_capacity(rounds); keystrokes.len()];
    for _ in 0..rounds {
        for (keystroke, row) in keystrokes.iter().zip(&mut rows) {
            let start = Instant::now();
            black_box(search(keystroke));
            row.push(start.elapsed());
        }
    }
    rows.iter().map(|row| summary(row)[0]).collect()
}

/// The same list in nucleo, prepared once; each keystroke scores every line and sorts a page.
fn nucleo(lines: &[Line]) -> impl FnMut(&str) -> usize {
    let labels: Vec<Utf32String> = lines.iter().map(|line| Utf32String::from(line.label())).collect();
    let mut matcher = Matcher::new(Config::DEFAULT);
    move |text| {
        let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
        let scored = labels.iter().enumerate();
        let mut found: Vec<_> = scored
            .filter_map(|(at, label)| Some((u32::MAX - pattern.score(label.slice(..), &mut matcher)?, at)))
            .collect();
        let page = PAGE.min(found.len());
        if page < found.len() {
            found.select_nth_unstable(page);
        }
        found[..page].sort_unstable();
        found.len()
    }
}

/// The median, the 99th percentile and the highest of some times.
fn summary(times: &[Duration]) -> [Duration; 3] {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = |percent: usize| sorted[(sorted.len() - 1) * percent / 100];
    [at(50), at(99), at(100)]
}

fn print_summary(name: &str, times: &[Duration]) {
    let [median, p99, highest] = summary(times);
    println!("{name:28} {median:>10.1?} {p99:>10.1?} {highest:>10.1?}");
}

fn print_table(lines: &[Line], index: &Index, keystrokes: &[String]) {
    let page = |text: &str| index.search(text, |_| true).page(0, PAGE).len();
    let [own_rounds, peer_rounds] = if is_short() { [1, 1] } else { [5, 3] };
    let ours = times(keystrokes, own_rounds, page);
    let theirs = times(keystrokes, peer_rounds, nucleo(lines));
    println!("{} lines, {} keystrokes", lines.len(), keystrokes.len());
    println!(
        "{:28} {:>10} {:>10} {:>10}",
        "keystroke -> page", "median", "p99", "highest"
    );
    println!("{:28} {:>10} {:>10}", "budget", "1 ms", "2 ms");
    print_summary("preau", &ours);
    print_summary("nucleo in process", &theirs);
    let ratio = |at: usize| summary(&theirs)[at].as_secs_f64() / summary(&ours)[at].as_secs_f64();
    println!("nucleo / preau: median {:.1}, p99 {:.1}", ratio(0), ratio(1));
    let slower = ours
        .iter()
        .zip(&theirs)
        .filter(|(ours, theirs)| ours > theirs)
        .count();
    println!("keystrokes where nucleo is faster: {slower}");
    let mut slowest: Vec<_> = ours.iter().zip(keystrokes).collect();
    slowest.sort_unstable_by(|a, b| b.cmp(a));
    for (time, text) in slowest.iter().take(5) {
        println!("  slowest: {time:>10.1?}  {text}");
    }
}

/// The list and the keystrokes, for `benches/fzf.sh`.
fn write_for_fzf(lines: &[Line], keystrokes: &[String]) -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/search");
    fs::create_dir_all(&folder)?;
    let mut list = String::new();
    for line in lines {
        writeln!(list, "{}", line.label()).expect("a string takes all");
    }
    fs::write(folder.join("list.txt"), list)?;
    fs::write(folder.join("keystrokes.txt"), keystrokes.join("\n") + "\n")
}

fn measure(criterion: &mut Criterion, lines: &[Line], index: &mut Index) {
    criterion.bench_function("search/build", |bencher| bencher.iter(|| build(lines)));
    for text in ["e", "ecol pri", "jaures gre", "jaurse grenb", "jnjrs"] {
        criterion.bench_function(&format!("search/page/{text}"), |bencher| {
            bencher.iter(|| index.search(text, |_| true).page(0, PAGE));
        });
    }
    let identifier = [lines[0].identifier.as_str()];
    criterion.bench_function("search/replace", |bencher| {
        bencher.iter(|| index.replace(0, lines[0].document(&identifier)));
    });
}

fn main() -> std::io::Result<()> {
    let lines = france();
    let keystrokes = keystrokes();
    write_for_fzf(&lines, &keystrokes)?;
    let mut index = build(&lines);
    print_table(&lines, &index, &keystrokes);
    let mut criterion = Criterion::default().configure_from_args();
    measure(&mut criterion, &lines, &mut index);
    criterion.final_summary();
    Ok(())
}
