//! The README: its keys are the keymap's, its commands run as written.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use preau::config::Config;
use preau::tui::keymap::{Context, Keymap, Verb, VerbKeys};

use crate::support::place::{Place, ran};

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// The text between the marks of a part.
fn part<'a>(text: &'a str, name: &str) -> &'a str {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (_, rest) = text.split_once(&open).unwrap_or_else(|| panic!("no mark {open}"));
    rest.split_once(&close)
        .unwrap_or_else(|| panic!("no mark {close}"))
        .0
}

#[test]
fn its_keys_are_those_of_the_keymap() {
    let text = fs::read_to_string(path()).unwrap();
    let (written, wanted) = (part(&text, "keys"), table());
    if std::env::var_os("UPDATE_README").is_some() {
        let whole = |keys: &str| format!("<!-- keys -->\n{keys}<!-- /keys -->");
        fs::write(path(), text.replace(&whole(written), &whole(&wanted))).unwrap();
        return;
    }
    assert_eq!(
        written, wanted,
        "run UPDATE_README=1 cargo test --test cli readme"
    );
}

#[test]
fn its_section_of_keys_is_one_that_the_keymap_takes() {
    let text = fs::read_to_string(path()).unwrap();
    let (_, rest) = text.split_once("## Keys of the first day").unwrap();
    let block = rest.split("```").nth(1).unwrap().trim_start_matches("toml\n");
    let config = Config::parse(block).unwrap();
    assert_eq!(config.keys.len(), 4, "{block}");
    let keymap = Keymap::new(&config.keys).unwrap();
    assert_eq!(keymap.shown(Context::List, Verb::Register), "F5");
    assert_eq!(keymap.shown(Context::Review, Verb::Register), "F5");
}

/// The verbs that a newcomer takes first.
const FIRST: [Verb; 16] = [
    Verb::DayWork,
    Verb::Search,
    Verb::Pin,
    Verb::Back,
    Verb::Dossier,
    Verb::Mark,
    Verb::Stage,
    Verb::Register,
    Verb::ConventionSigned,
    Verb::Modify,
    Verb::New,
    Verb::Note,
    Verb::Undo,
    Verb::Copy,
    Verb::Palette,
    Verb::Help,
];

/// The first verbs as a table: a line each.
fn table() -> String {
    let keymap = Keymap::new(&[]).unwrap();
    let mut lines = vec!["| keys | what they do |".to_owned(), "| --- | --- |".to_owned()];
    for verb in FIRST {
        let entry = keymap.entry(verb);
        lines.push(format!("| {} | {} |", keys(entry), entry.sentence));
    }
    lines.join("\n") + "\n"
}

/// The keys of a verb, with where they serve unless that is the panes.
fn keys(entry: &VerbKeys) -> String {
    let served = entry.served(Context::List);
    let said = served.iter().map(|one| {
        let keys = one.keys(|key| format!("`{key}`"));
        if one.places.contains(&Context::List) {
            keys
        } else {
            format!("{keys} ({})", one.places())
        }
    });
    said.collect::<Vec<_>>().join("; ")
}

#[test]
fn the_lines_of_its_real_use_run_as_written() {
    let text = fs::read_to_string(path()).unwrap();
    let block = part(&text, "real use");
    let lines = block.trim().trim_start_matches("```sh\n").trim_end_matches("```");
    assert!(
        lines.contains("preau inscrire") && lines.contains("preau exporter"),
        "{lines}"
    );
    let place = Place::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    symlink(root.join("fixtures"), place.path("fixtures")).unwrap();
    symlink(env!("CARGO_BIN_EXE_preau"), place.path("preau")).unwrap();
    let script = format!("{RULED}\n{lines}");
    let shell = Command::new("sh")
        .args(["-euc", &script])
        .current_dir(place.path("."))
        .env_clear()
        .env("HOME", place.path("."))
        .env("HERE", place.path("."))
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .output()
        .unwrap();
    ran(&shell).expect(0);
    for made in [
        "registre.ods",
        "bloquees.csv",
        "exemple-copie.base",
        "controle.json",
        "controle-du-23.txt",
        "essai.base",
    ] {
        let size = fs::metadata(place.path(made)).unwrap().len();
        assert_ne!(size, 0, "{made}");
    }
}

/// `preau`; `controler` says 1 where a school is blocked.
const RULED: &str = r#"
preau() {
    "$HERE/preau" "$@" && status=0 || status=$?
    case "$1 $status" in
        "controler 1" | *" 0") ;;
        *) echo "preau $*: $status" >&2; exit 9 ;;
    esac
}
"#;

#[test]
fn its_two_commands_stand_alone_on_their_lines() {
    let text = fs::read_to_string(path()).unwrap();
    for command in ["cargo run --release -- demo", "cargo test"] {
        assert_eq!(
            text.lines().filter(|line| *line == command).count(),
            1,
            "{command}"
        );
    }
}
