//! What the terminal is sent: nothing while idle, and little at each key. The bounds hold on a line of 64 kbit/s.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::start::{SIZES, demo};
use crate::support::pty::{Pty, Spawn};

const MOVE: usize = 400;
const LETTER: usize = 3_500;
const FIRST: usize = 9_000;

#[test]
fn idle_it_writes_nothing_and_is_never_woken() {
    for size in SIZES {
        for keys in ["", "/jau", "?"] {
            let mut pty = demo(size);
            pty.keys(keys).settle();
            let before = (pty.wake_ups(), pty.written());
            pty.settle().settle().settle();
            assert_eq!((pty.wake_ups(), pty.written()), before, "after {keys:?}");
        }
    }
}

#[test]
fn keys_cost_few_bytes_on_the_demo() {
    for size in SIZES {
        let mut pty = demo(size);
        within_budget(&mut pty, size);
    }
}

#[test]
fn keys_cost_few_bytes_on_the_whole_of_france() {
    let base = france();
    for (columns, rows) in SIZES {
        let spawn = Spawn::preau().arg("--base").arg(base.clone());
        let spawn = spawn.env("XDG_STATE_HOME", base.parent().and_then(Path::to_str).unwrap());
        let mut pty = spawn.size(columns, rows).start();
        pty.wait_for("2 Écoles 30059").settle();
        within_budget(&mut pty, (columns, rows));
        pty.keys("<ctrl-c>").exit();
    }
}

fn within_budget(pty: &mut Pty, size: (u16, u16)) {
    pty.settle();
    let mut costs = vec![("first frame", FIRST, pty.written())];
    for key in ["<bas>", "<bas>", "<haut>", "<bas>"] {
        costs.push((key, MOVE, bytes_of_a_move(pty, key)));
    }
    pty.keys("/").settle();
    for letter in ["j", "e", "a", "n", " ", "j", "a", "u", "<retour>"] {
        costs.push((letter, LETTER, pty.bytes_of(letter)));
    }
    let over: Vec<_> = costs.iter().filter(|(_, bound, bytes)| bytes > bound).collect();
    assert!(
        over.is_empty(),
        "over their bound at {size:?}: {over:?} of {costs:?}"
    );
}

/// Counts the bytes of a move of the selection, without those of the dossier that follows it once it rests.
fn bytes_of_a_move(pty: &mut Pty, key: &str) -> usize {
    let top = pty.screen().lines().position(|line| line.contains("┌Fiche"));
    let before = pty.settle().written();
    pty.bytes_of(key);
    let written = String::from_utf8_lossy(&pty.raw(before)).into_owned();
    let dossier = top.and_then(|top| first_below(&written, top + 1));
    dossier.unwrap_or(written.len())
}

/// The place of the first jump of the cursor to a row, counted from 1, or to one below it.
fn first_below(written: &str, row: usize) -> Option<usize> {
    written.match_indices("\x1b[").map(|(at, _)| at).find(|at| {
        let (place, _) = written[at + 2..].split_once('H').unwrap_or_default();
        let jump = place
            .split_once(';')
            .and_then(|(row, _)| row.parse::<usize>().ok());
        jump.is_some_and(|jump| jump >= row)
    })
}

/// A base with all schools and communes of France, made once for the whole run.
fn france() -> PathBuf {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("france");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let base = folder.join("preau.base");
        for (what, file) in [
            ("communes", "france-communes.csv"),
            ("annuaire", "france-ecoles.csv"),
        ] {
            let import =
                Spawn::preau().args(["importer", what, &format!("fixtures/france/{file}"), "--base"]);
            let exit = import.arg(base.clone()).start().exit();
            assert_eq!(exit.code, 0, "{file}");
        }
        let state = folder.join("preau");
        std::fs::create_dir_all(&state).unwrap();
        std::fs::write(state.join("etat.json"), r#"{"welcomed": true}"#).unwrap();
        base
    })
    .clone()
}
