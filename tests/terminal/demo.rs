//! The demo, as the README starts it: a known screen at both sizes, and out again.
//!
//! `PREAU_DEMO` holds another command line to start in its place, such as `cargo run --release -- demo`.

use crate::support::pty::{Exit, Pty, Spawn};

/// What a build tool needs of the caller's environment.
const PASSED: [&str; 6] = [
    "HOME",
    "CARGO_HOME",
    "RUSTUP_HOME",
    "RUSTUP_TOOLCHAIN",
    "CARGO_TARGET_DIR",
    "LD_LIBRARY_PATH",
];

/// Starts the demo, and waits until its schools are shown.
fn demo(columns: u16, rows: u16) -> Pty {
    let line = std::env::var("PREAU_DEMO").unwrap_or_default();
    let mut words = line.split_whitespace();
    let mut spawn = match words.next() {
        Some(program) => Spawn::program(program).args(words),
        None => Spawn::preau().arg("demo"),
    };
    for name in PASSED {
        if let Ok(value) = std::env::var(name) {
            spawn = spawn.env(name, &value);
        }
    }
    let mut pty = spawn.size(columns, rows).start();
    pty.wait_for("0381548B").settle();
    pty
}

const DONE: Exit = Exit {
    code: 0,
    killed: false,
};

#[test]
fn it_opens_on_four_panes_and_a_dossier() {
    let mut pty = demo(120, 40);
    let screen = pty.screen();
    for shown in [
        "données inventées",
        " bloquées   ! ",
        " à régulariser   » ",
        " prêtes   ✓ ",
        " inscrites ",
        "lun. 23 nov. 2026",
        "1 Collectivités ",
        "2 Écoles ",
        "3 Prestataires 10",
        "4 Conventions ",
        "Fiche · ",
        "/ chercher",
    ] {
        assert!(screen.contains(shown), "{shown:?} is not in\n{screen}");
    }
    assert_eq!(pty.keys("q").exit(), DONE);
}

#[test]
fn it_opens_on_one_pane_where_there_is_less_room() {
    let mut pty = demo(80, 24);
    let screen = pty.screen();
    for shown in [
        "[2 Écoles ",
        "1 Collectivités",
        "4 Conventions",
        "lun. 23 nov. 2026",
        "/ chercher",
    ] {
        assert!(screen.contains(shown), "{shown:?} is not in\n{screen}");
    }
    assert_eq!(pty.keys("q").exit(), DONE);
}

/// The first line of a screen.
fn first(pty: &Pty) -> String {
    pty.screen().lines().next().unwrap_or_default().to_owned()
}

#[test]
fn each_of_its_screens_says_that_the_data_are_invented() {
    for (columns, rows, sober) in [(120, 40, false), (72, 18, false), (80, 24, true), (30, 8, true)] {
        let args = ["demo", "--sobre"];
        let args = &args[..=usize::from(sober)];
        let mut pty = Spawn::preau()
            .args(args.iter().copied())
            .size(columns, rows)
            .start();
        pty.wait_for("données inventées").settle();
        for keys in [
            "3", "4", "2", "R", "\x1b", "T", "\x1b", "?", "\x1b", ":", "\x1b", "n",
        ] {
            pty.keys(keys).settle();
            let said = first(&pty);
            assert!(
                said.contains("données inventées"),
                "{columns}x{rows} {keys:?}: {}",
                pty.screen()
            );
        }
        pty.resize(20, 6).settle();
        let small: String = pty.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(small.contains("données inventées"), "{small}");
    }
}

#[test]
fn its_day_is_the_one_that_is_said_before_or_after_its_name() {
    for args in [["--date", "2027-01-04", "demo"], ["demo", "--date", "2027-01-04"]] {
        let mut pty = Spawn::preau().args(args).size(120, 40).start();
        pty.wait_for("lun. 4 janv. 2027").settle();
        assert_eq!(pty.keys("q").exit(), DONE);
    }
}

#[test]
fn the_picture_of_the_readme_is_the_screen() {
    let mut pty = demo(120, 40);
    let screen = pty.screen();
    assert_eq!(pty.keys("q").exit(), DONE);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (before, rest) = text.split_once(OPEN).unwrap();
    let (shown, after) = rest.split_once(CLOSE).unwrap();
    let picture = format!("\n```\n{}\n```\n", without_account(&screen));
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path, format!("{before}{OPEN}{picture}{CLOSE}{after}")).unwrap();
        return;
    }
    assert_eq!(
        shown, picture,
        "run UPDATE_README=1 cargo test --test terminal readme"
    );
}

/// The screen with a last line of its first verbs alone: the account at its end leaves more or less room to the others.
fn without_account(screen: &str) -> String {
    let (lines, footer) = screen.trim_end().rsplit_once('\n').unwrap();
    let verbs: Vec<&str> = footer.trim_start().split("  ").take(FIRST_VERBS).collect();
    format!("{lines}\n {}", verbs.join("  "))
}

/// How many verbs of the footer are in the picture.
const FIRST_VERBS: usize = 5;

/// Where the picture starts in the README.
const OPEN: &str = "<!-- screen -->";

/// Where it ends.
const CLOSE: &str = "<!-- /screen -->";
