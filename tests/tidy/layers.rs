//! Reads the imports of every source file and fails on an arrow that the layers forbid.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A module, and the modules of ours that it may import.
const LAYERS: [(&str, &[&str]); 12] = [
    ("catch_panic", &["catch_panic"]),
    ("system", &["system"]),
    ("text", &["text"]),
    ("domain", &["domain", "text"]),
    ("store", &["store", "domain", "catch_panic", "system"]),
    (
        "exchange",
        &["exchange", "domain", "catch_panic", "system", "text"],
    ),
    (
        "service",
        &["service", "domain", "exchange", "catch_panic", "system", "text"],
    ),
    ("config", &["config", "domain", "system", "text"]),
    (
        "tui",
        &[
            "tui",
            "domain",
            "service",
            "config",
            "catch_panic",
            "system",
            "text",
        ],
    ),
    (
        "cli",
        &[
            "cli",
            "config",
            "domain",
            "exchange",
            "service",
            "catch_panic",
            "store",
            "system",
            "text",
            "tui",
        ],
    ),
    ("main", &["cli"]),
    (
        "lib",
        &[
            "cli",
            "config",
            "domain",
            "exchange",
            "service",
            "catch_panic",
            "store",
            "system",
            "text",
            "tui",
        ],
    ),
];

/// Files that may import one module more: where the store is put behind the desk.
const STORE_USERS: [&str; 4] = [
    "service/local.rs",
    "service/local/",
    "service/server.rs",
    "service/server/",
];

/// The one place under `cli` that names the store.
const OPEN: [&str; 2] = ["cli/open.rs", "cli/open/"];

/// A crate, and the only folders that may name it.
const FENCES: [(&str, &[&str]); 12] = [
    ("ureq", &["cli/api/"]),
    ("tokio", &["service/server/"]),
    ("socket2", &["service/client/"]),
    ("listenfd", &["service/server/"]),
    ("sd_notify", &["service/server/"]),
    ("tracing", &["service/server/", "cli/"]),
    ("ratatui", &["tui/"]),
    ("crossterm", &["tui/"]),
    ("redb", &["store/redb/"]),
    ("clap", &["cli/"]),
    ("indicatif", &["cli/"]),
    ("mimalloc", &["main.rs"]),
];

/// What the domain never names: it has no input, no output, no clock, no environment and no randomness.
const IMPURE: [&str; 8] = [
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "Utc::now",
    "SystemTime",
];

#[test]
fn each_layer_imports_only_those_below_it() {
    assert_eq!(faults(&sources(), layer_faults), Vec::<String>::new());
}

#[test]
fn each_fenced_crate_stays_behind_its_fence() {
    assert_eq!(faults(&sources(), fence_faults), Vec::<String>::new());
}

#[test]
fn the_domain_is_pure() {
    assert_eq!(faults(&sources(), purity_faults), Vec::<String>::new());
}

#[test]
fn no_idea_of_the_domain_needs_one_that_needs_it() {
    assert_eq!(circle(&ideas(&sources())), None);
}

/// What reads the clock of the machine.
const READS_THE_CLOCK: [&str; 4] = ["Utc::now", "Local::now", "SystemTime::now", "clock_gettime"];

#[test]
fn moments_become_local_where_no_moment_is_too_far_for_it() {
    let known = ["cli/calendar.rs", "cli/clock.rs", "system/wall.rs"];
    let others: Vec<String> = sources()
        .into_iter()
        .filter(|(path, _)| !known.contains(&path.as_str()))
        .filter(|(_, text)| code(text).any(|line| line.contains("chrono::Local")))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(others, Vec::<String>::new());
}

#[test]
fn the_clock_is_read_in_one_place() {
    let readers: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| code(text).any(|line| READS_THE_CLOCK.iter().any(|read| line.contains(read))))
        .map(|(path, _)| path)
        .collect();
    assert!(readers.len() <= 1, "the clock is read in {readers:?}");
}

#[test]
fn every_file_opens_with_a_sentence_and_holds_one_idea() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{path} does not say what it is");
        assert!(text.lines().count() <= 500, "{path} is longer than 500 lines");
    }
}

#[test]
fn a_forbidden_arrow_is_found() {
    let wrong = |path: &str, text: &str| layer_faults(path, text).len() + fence_faults(path, text).len();
    assert_eq!(wrong("domain/rule/mod.rs", "use crate::store::Store;"), 1);
    assert_eq!(
        wrong("tui/view.rs", "use crate::{domain::id::Uai, store::Head};"),
        1
    );
    assert_eq!(
        wrong("tui/view.rs", "    let base = crate::store::redb::open();"),
        1
    );
    assert_eq!(wrong("service/mod.rs", "use crate::store::Store;"), 1);
    assert_eq!(wrong("service/local.rs", "use crate::store::Store;"), 0);
    assert_eq!(wrong("cli/check.rs", "use crate::store::verify;"), 1);
    assert_eq!(wrong("cli/open.rs", "use crate::store::verify;"), 0);
    assert_eq!(wrong("store/memory.rs", "use redb::Database;"), 1);
    assert_eq!(wrong("service/local.rs", "use ratatui::Frame;"), 1);
    assert_eq!(
        purity_faults("domain/date/mod.rs", "let now = Utc::now();").len(),
        1
    );
}

#[test]
fn a_circle_of_ideas_is_found() {
    let of = |files: &[(&str, &str)]| {
        let sources: Vec<_> = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        circle(&ideas(&sources))
    };
    let note = ("domain/note/mod.rs", "use super::record::{Kind, RecordId};");
    assert_eq!(
        of(&[note, ("domain/record/mod.rs", "use super::date::Day;")]),
        None
    );
    assert_eq!(
        of(&[note, ("domain/record/id.rs", "use super::note::Number;")]),
        None
    );
    let back = [
        (
            "domain/record/mod.rs",
            "use super::{\n    date::{Day, Month},\n    note::Number,\n};",
        ),
        ("domain/record/id.rs", "use crate::domain::note::Number;"),
        (
            "domain/record/fields/id.rs",
            "let number: super::super::super::note::Number = 1;",
        ),
        ("domain/record.rs", "use super::note::Number;"),
    ];
    for file in back {
        let found = of(&[note, file]).expect(file.0);
        assert_eq!(found, ["note", "record", "note"], "{}", file.0);
    }
}

/// Every source file: its path below `src`, and its text.
pub fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    assert!(found.len() > 50, "the sources were not found");
    found
        .into_iter()
        .map(|path| {
            let name = path
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn faults(sources: &[(String, String)], of: fn(&str, &str) -> Vec<String>) -> Vec<String> {
    sources.iter().flat_map(|(path, text)| of(path, text)).collect()
}

fn layer_faults(path: &str, text: &str) -> Vec<String> {
    let module = path.split(['/', '.']).next().unwrap();
    let allowed = LAYERS
        .iter()
        .find(|(name, _)| *name == module)
        .map(|(_, allowed)| *allowed);
    let allowed = allowed.unwrap_or_else(|| panic!("{path} is in no layer"));
    let starts = |places: &[&str]| places.iter().any(|place| path.starts_with(place));
    imports(text)
        .filter(|(_, import)| {
            !allowed.contains(&import.as_str()) || (import == "store" && module == "cli" && !starts(&OPEN))
        })
        .filter(|(_, import)| !(import == "store" && starts(&STORE_USERS)))
        .map(|(line, import)| format!("{path}: imports {import} ({line})"))
        .collect()
}

fn fence_faults(path: &str, text: &str) -> Vec<String> {
    let outside = |(name, places): &&(&str, &[&str])| {
        !places.iter().any(|place| path.starts_with(place))
            && code(text)
                .any(|line| line.contains(&format!("{name}::")) && !line.contains(&format!("::{name}::")))
    };
    FENCES
        .iter()
        .filter(outside)
        .map(|(name, _)| format!("{path}: names {name}"))
        .collect()
}

fn purity_faults(path: &str, text: &str) -> Vec<String> {
    let named = |name: &&&str| path.starts_with("domain/") && code(text).any(|line| line.contains(**name));
    IMPURE
        .iter()
        .filter(named)
        .map(|name| format!("{path}: names {name}"))
        .collect()
}

/// What each folder of the domain names of the others.
fn ideas(sources: &[(String, String)]) -> BTreeMap<String, BTreeSet<String>> {
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in sources {
        let Some(below) = path
            .strip_prefix("domain/")
            .map(|path| path.trim_end_matches(".rs"))
        else {
            continue;
        };
        let module: Vec<&str> = below.trim_end_matches("/mod").split('/').collect();
        if module == ["mod"] {
            continue;
        }
        let text = code(text).collect::<String>();
        let up = "super::".repeat(module.len());
        // `super::` once more leaves the domain, once less stays in the folder.
        let rises = text
            .match_indices(&up)
            .filter(|(at, _)| !text[..*at].ends_with("super::"))
            .map(|(at, _)| &text[at + up.len()..])
            .filter(|rest| !rest.starts_with("super::"));
        let whole = text.split("crate::domain::").skip(1);
        let others = named.entry(module[0].to_owned()).or_default();
        others.extend(
            rises
                .chain(whole)
                .flat_map(heads)
                .filter(|name| name != module[0]),
        );
    }
    named
}

/// The first way found from a folder back to itself.
pub fn circle(ideas: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn follow(
        ideas: &BTreeMap<String, BTreeSet<String>>,
        way: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> Option<Vec<String>> {
        let last = way.last().cloned()?;
        for next in ideas.get(&last).into_iter().flatten() {
            if let Some(start) = way.iter().position(|idea| idea == next) {
                let mut found = way.split_off(start);
                found.push(next.clone());
                return Some(found);
            }
            if !done.contains(next) {
                way.push(next.clone());
                if let Some(found) = follow(ideas, way, done) {
                    return Some(found);
                }
                way.pop();
            }
        }
        done.insert(last);
        None
    }
    let mut done = BTreeSet::new();
    ideas
        .keys()
        .find_map(|idea| follow(ideas, &mut vec![idea.clone()], &mut done))
}

/// The modules of ours that a file names, with the line that names each.
fn imports(text: &str) -> impl Iterator<Item = (String, String)> {
    code(text).flat_map(|line| {
        line.split("crate::")
            .skip(1)
            .flat_map(heads)
            .map(|head| (line.to_owned(), head))
            .collect::<Vec<_>>()
    })
}

/// The first names after `crate::`: one, or those of a group in braces.
fn heads(rest: &str) -> Vec<String> {
    let name = |text: &str| {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![name(rest)];
    };
    let mut depth = 0;
    let end = group.find(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth < 0
    });
    let mut depth = 0;
    let parts = group[..end.unwrap_or(group.len())].split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth == 0 && c == ','
    });
    parts
        .map(|part| name(part.trim()))
        .filter(|name| !name.is_empty())
        .collect()
}

/// The lines that are code: not a comment, not below the first test module.
pub fn code(text: &str) -> impl Iterator<Item = &str> {
    let tests = text.find("#[cfg(test)]").unwrap_or(text.len());
    text[..tests]
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//"))
}
