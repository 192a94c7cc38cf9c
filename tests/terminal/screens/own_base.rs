//! The screens on the operator's own base: made where there is none, kept from one run to the next.

use std::os::unix::fs::PermissionsExt;

use nix::sys::signal::Signal;

use super::start::shows;
use crate::support::pty::{Pty, Spawn};

/// The base of an account, in its home.
pub const OWN: &str = ".local/share/preau/preau.base";

/// Starts the program in a home that has no base, up to the question whether to make one.
fn asked(home: &std::path::Path, args: &[&str]) -> Pty {
    let spawn = Spawn::preau().args(args.iter().copied());
    let mut pty = spawn.env("HOME", home.to_str().unwrap()).start();
    pty.wait_for("en créer une, vide").settle();
    let base = home.join(OWN);
    let screen = pty.screen().replace('\n', "");
    assert!(screen.contains(base.to_str().unwrap()), "{screen}");
    assert!(!base.exists());
    pty
}

/// Starts on a base made in a home, past the page of the first start.
pub fn open(home: &std::path::Path) -> Pty {
    let mut pty = asked(home, &[]);
    pty.keys("oui<entrée>");
    pty.wait_for("Bienvenue dans Préau").settle();
    pty.keys("<espace>").wait_for("La base est vide").settle();
    pty
}

#[test]
fn the_page_of_the_first_start_is_shown_once() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(open(home.path()).keys("q").exit().code, 0);
    let mut pty = Spawn::preau().env("HOME", home.path().to_str().unwrap()).start();
    pty.wait_for("La base est vide").settle();
    assert!(!pty.screen().contains("Bienvenue"), "{}", pty.screen());
    assert_eq!(pty.keys("q").exit().code, 0);
}

#[test]
fn no_base_is_made_until_the_operator_says_oui() {
    let communes = "fixtures/demo/communes-038.json";
    let import: &[&str] = &["importer", "communes", communes];
    for args in [&[][..], import] {
        let home = tempfile::tempdir().unwrap();
        for answer in ["non<entrée>", "<entrée>", "ouin<entrée>", "<ctrl-d>"] {
            let mut pty = asked(home.path(), args);
            assert_eq!(pty.keys(answer).exit().code, 1, "{}", pty.screen());
            shows(&mut pty, "aucune base n’a été créée");
            assert!(!home.path().join(".local").exists(), "{args:?} {answer}");
        }
    }
    let home = tempfile::tempdir().unwrap();
    let mut pty = asked(home.path(), import);
    assert_eq!(pty.keys("oui<entrée>").exit().code, 0, "{}", pty.screen());
    assert!(home.path().join(OWN).exists());
    // A base that is named is asked for, but to the screens: a slip in a name would open an empty one.
    let named = home.path().join("nommée.base");
    let mut pty = Spawn::preau()
        .args(import.iter().copied())
        .arg("--base")
        .arg(&named)
        .start();
    assert_eq!(pty.exit().code, 0, "{}", pty.screen());
    let mut pty = Spawn::preau()
        .arg("--base")
        .arg(home.path().join("nomée.base"))
        .start();
    pty.wait_for("en créer une, vide");
    assert_eq!(pty.keys("n<entrée>").exit().code, 1);
    // Where a day is looked at, none is made and nothing is asked.
    let mut pty = Spawn::preau()
        .args(["--date", "2026-11-23", "--base"])
        .arg(home.path().join("nomée.base"))
        .start();
    assert_eq!(pty.exit().code, 2);
    shows(&mut pty, "il n’y a pas de base");
}

#[test]
fn the_first_start_makes_a_base_that_its_owner_alone_reads() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = open(home.path());
    assert_eq!(pty.keys("q").exit().code, 0);
    let base = home.path().join(OWN);
    let rights = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(rights(base.parent().unwrap()), 0o700);
    assert_eq!(rights(&base), 0o600);
}

#[test]
fn while_the_screens_hold_the_base_a_second_program_is_told_so() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = open(home.path());
    let home_of = home.path().to_str().unwrap();
    let mut second = Spawn::preau().arg("journal").env("HOME", home_of).start();
    assert_eq!(second.exit().code, 2);
    let said = second.screen();
    assert!(
        said.contains("preau.base est ouverte par un autre programme"),
        "{said}"
    );
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let process = format!("processus {}, terminal pts/", pty.pid());
    assert!(said.contains(&process), "{said}");
    assert_eq!(pty.keys("q").exit().code, 0);
}

#[test]
fn a_form_outlives_a_program_that_is_killed() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = open(home.path());
    pty.keys("1n");
    shows(&mut pty, "collectivité");
    pty.keys("collect<entrée>");
    shows(&mut pty, "Nouvelle collectivité");
    pty.keys("200000172<bas>");
    shows(&mut pty, "▸ Nom");
    assert!(pty.signal(Signal::SIGKILL).exit().killed);
    let mut pty = Spawn::preau().env("HOME", home.path().to_str().unwrap()).start();
    shows(&mut pty, "collectivité · 200000172");
    pty.keys("<entrée>");
    shows(&mut pty, "Nouvelle collectivité");
    assert!(pty.screen().contains("200000172"), "{}", pty.screen());
    assert!(pty.signal(Signal::SIGKILL).exit().killed);
}

#[test]
fn a_copy_that_is_there_is_replaced_where_the_operator_says_so() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(open(home.path()).keys("q").exit().code, 0);
    let copy = home.path().join("copie.base");
    let save = || {
        let spawn = Spawn::preau().args(["sauvegarder", copy.to_str().unwrap()]);
        spawn.env("HOME", home.path().to_str().unwrap()).start()
    };
    assert_eq!(save().exit().code, 0);
    let made = || std::os::unix::fs::MetadataExt::ino(&copy.metadata().unwrap());
    let first = made();
    for (answer, code, same) in [
        ("n<entrée>", 1, true),
        ("<entrée>", 1, true),
        ("o<entrée>", 0, false),
    ] {
        let mut asked = save();
        asked.wait_for("existe déjà").settle();
        assert_eq!(asked.keys(answer).exit().code, code, "{}", asked.screen());
        assert_eq!(made() == first, same, "{answer}");
    }
}

#[test]
fn where_a_service_is_declared_and_away_the_screens_say_so_and_make_no_base() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("etc/preau");
    std::fs::create_dir_all(&folder).unwrap();
    let config = "[service]\nsocket = \"/nulle/part/preau.sock\"\n";
    std::fs::write(folder.join("config.toml"), config).unwrap();
    let start = |args: &[&str]| {
        let spawn = Spawn::preau().args(args.iter().copied());
        let spawn = spawn.env("XDG_CONFIG_DIRS", home.path().join("etc").to_str().unwrap());
        spawn.env("HOME", home.path().to_str().unwrap()).start()
    };
    let mut pty = start(&[]);
    assert_eq!(pty.exit().code, 2);
    let said = pty.screen().replace('\n', "");
    for text in ["/nulle/part/preau.sock", "config.toml déclare ce service"] {
        assert!(said.contains(text), "{text:?} is not in {said}");
    }
    assert!(!home.path().join(".local").exists());
    let mut pty = start(&["demo"]);
    pty.wait_for("0381548B").settle();
    assert_eq!(pty.keys("q").exit().code, 0);
}
