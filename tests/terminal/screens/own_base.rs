//! The screens on the operator's own base: made where there is none, kept from one run to the next.

use std::os::unix::fs::PermissionsExt;

use nix::sys::signal::Signal;

use super::start::shows;
use crate::support::pty::{Pty, Spawn};

/// Starts on a base made in a home, past the page of the first start.
pub fn open(home: &std::path::Path) -> Pty {
    let spawn = Spawn::preau().env("HOME", home.to_str().unwrap());
    let mut pty = spawn.start();
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
fn the_first_start_makes_a_base_that_its_owner_alone_reads() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = open(home.path());
    assert_eq!(pty.keys("q").exit().code, 0);
    let folder = home.path().join(".local/share/preau");
    let rights = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(rights(&folder), 0o700);
    assert_eq!(rights(&folder.join("preau.base")), 0o600);
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
