//! What the command line opens the screens on: a record, a view.

use super::start::{BLOCKED, NAME, shows};
use crate::support::pty::{Pty, Spawn};

/// Starts the screens on a base with other arguments.
fn on(base: &str, args: &[&str]) -> Pty {
    let args = args
        .iter()
        .copied()
        .chain(["--base", base, "--date", "2026-11-23"]);
    Spawn::preau().args(args).start()
}

#[test]
fn the_screens_open_on_the_record_and_on_the_view_that_are_named() {
    let home = tempfile::tempdir().unwrap();
    let base = home.path().join("essai.base");
    let base = base.to_str().unwrap();
    let mut pty = on(base, &["demo"]);
    shows(&mut pty, "0381548B").settle();
    assert_eq!(pty.keys("q").exit().code, 0);

    let record = format!("ecole/{BLOCKED}");
    let mut pty = on(base, &["ouvrir", &record]);
    shows(&mut pty, &format!("Fiche · {NAME}")).settle();
    assert_eq!(pty.keys("q").exit().code, 0);
    let mut pty = on(base, &["--vue", "au parapheur"]);
    shows(&mut pty, "« au parapheur »").settle();
    assert_eq!(pty.keys("q").exit().code, 0);

    // What is not there is said, without a screen.
    for (args, said) in [
        (["ouvrir", "ecole/0380999X"], "0380999X"),
        (["--vue", "nulle"], "nulle"),
    ] {
        let mut pty = on(base, &args);
        assert_eq!(pty.exit().code, 2, "{args:?}: {}", pty.screen());
        shows(&mut pty, said);
    }
}
