//! What the command line opens the screens on: a record, a view.

use std::path::Path;

use super::start::{BLOCKED, NAME, shows};
use crate::support::pty::{Pty, Spawn};

/// Starts the screens on the base `essai.base` of a home, with other arguments.
fn on(home: &Path, args: &[&str]) -> Pty {
    let base = home.join("essai.base");
    let args = args
        .iter()
        .copied()
        .chain(["--base", base.to_str().unwrap(), "--date", "2026-11-23"]);
    let spawn = Spawn::preau().env("HOME", home.to_str().unwrap());
    spawn.args(args).start()
}

#[test]
fn the_screens_open_on_the_record_and_on_the_view_that_are_named() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let mut pty = on(home, &["demo"]);
    shows(&mut pty, "0381548B").settle();
    assert_eq!(pty.keys("q").exit().code, 0);

    let record = format!("ecole/{BLOCKED}");
    let mut pty = on(home, &["ouvrir", &record]);
    // The page of the first start lies over the record.
    shows(&mut pty, "Bienvenue dans Préau").settle();
    pty.keys("<entrée>");
    shows(&mut pty, &format!("Fiche · {NAME}")).settle();
    assert_eq!(pty.keys("q").exit().code, 0);
    let mut pty = on(home, &["--vue", "au parapheur"]);
    shows(&mut pty, "« au parapheur »").settle();
    assert_eq!(pty.keys("q").exit().code, 0);

    // What is not there is said, without a screen.
    for (args, said) in [
        (["ouvrir", "ecole/0380999X"], "0380999X"),
        (["--vue", "nulle"], "nulle"),
    ] {
        let mut pty = on(home, &args);
        assert_eq!(pty.exit().code, 2, "{args:?}: {}", pty.screen());
        shows(&mut pty, said);
    }
}
