//! Terminals that cannot do all: one that only writes on, one that is not in UTF-8, one without an alternate screen.

use super::start::{demo, ready, shows, spawn};
use crate::support::pty::{Pty, Spawn};

/// The first byte that the program wrote and that is not ASCII, with what is around it.
fn beyond_ascii(pty: &Pty) -> Option<String> {
    let raw = pty.raw(0);
    let at = raw.iter().position(|byte| !byte.is_ascii())?;
    let near = &raw[at.saturating_sub(20)..(at + 20).min(raw.len())];
    Some(String::from_utf8_lossy(near).into_owned())
}

#[test]
fn a_terminal_that_only_writes_on_is_said_without_an_escape_sequence() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("preau.base");
    for (term, said) in [
        ("dumb", "TERM=dumb"),
        ("unknown", "TERM=unknown"),
        ("", "TERM n’est pas donné"),
    ] {
        for spawn in [
            Spawn::preau().arg("demo"),
            Spawn::preau().arg("--base").arg(&base),
        ] {
            let mut pty = spawn.env("TERM", term).start();
            assert_eq!(pty.exit().code, 2);
            shows(&mut pty, said);
            shows(&mut pty, "« TERM=xterm preau »");
            let raw = pty.raw(0);
            assert!(!raw.contains(&0x1b), "{}", String::from_utf8_lossy(&raw));
        }
    }
    assert!(!base.exists(), "no base is made for nothing");
}

#[test]
fn a_command_in_a_terminal_that_only_writes_on_sends_no_escape_sequence() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("preau.base");
    let import = Spawn::preau().args([
        "importer",
        "communes",
        "fixtures/france/france-communes.csv",
        "--base",
    ]);
    let mut pty = import.arg(&base).env("TERM", "dumb").start();
    assert_eq!(pty.exit().code, 0, "{}", pty.screen());
    assert!(
        !pty.raw(0).contains(&0x1b),
        "{}",
        String::from_utf8_lossy(&pty.raw(0))
    );
    let mut pty = Spawn::preau().arg("--help").env("TERM", "dumb").start();
    assert_eq!(pty.exit().code, 0);
    assert!(!pty.raw(0).contains(&0x1b));
}

#[test]
fn commands_write_ascii_to_a_terminal_that_is_not_in_utf8_and_say_what_to_do() {
    let commands: [&[&str]; 4] = [
        &["--help"],
        &["importer", "--help"],
        &["modele", "contacts-inconnu"],
        &["modele", "touches"],
    ];
    for locale in ["fr_FR.ISO-8859-15", "C"] {
        for args in commands {
            let mut pty = Spawn::preau()
                .args(args.iter().copied())
                .env("LANG", locale)
                .start();
            pty.exit();
            assert_eq!(beyond_ascii(&pty), None, "{args:?}");
            assert!(
                pty.screen().contains("LANG=C.UTF-8"),
                "{args:?}: {}",
                pty.screen()
            );
        }
    }
    let mut pty = Spawn::preau().args(["modele", "touches"]).start();
    pty.exit();
    assert!(
        beyond_ascii(&pty).is_some() && !pty.screen().contains("LANG="),
        "in UTF-8 nothing changes"
    );
}

#[test]
fn in_a_locale_that_is_not_utf8_letters_are_keys_and_the_first_frame_says_what_to_do() {
    let mut pty = spawn().env("LANG", "fr_FR.ISO-8859-15").size(120, 40).start();
    pty.wait_for("0381548B");
    shows(&mut pty, "Locale sans UTF-8 : accents et signes reduits").settle();
    pty.send(b"'").wait_for("26-0100").settle();
    // The letter of the second pane, then a search that it must not eat.
    pty.send(b"\xe9/0381528E").wait_for("1 resultat");
    assert_eq!(beyond_ascii(&pty), None);
    assert_eq!(pty.keys("<ctrl-c>").exit().code, 0);
}

#[test]
fn a_terminal_that_is_not_in_utf8_where_the_locale_is_is_said_and_eats_no_key() {
    let mut pty = demo((120, 40));
    pty.send(b"\xe9/0381528E");
    shows(&mut pty, "1 résultat");
    pty.keys("<échap>").settle().send(b"\xe9");
    shows(&mut pty, "Ce terminal n’écrit pas en UTF-8 : réglez-le en UTF-8");
    assert_eq!(pty.keys("q").exit().code, 0);
}

#[test]
fn where_there_is_one_screen_only_no_school_stays_on_it() {
    for key in ["q", "<ctrl-c>"] {
        let mut pty = demo((120, 40));
        pty.keys("<bas>/ecole").settle().keys("<échap>").settle();
        assert_eq!(pty.keys(key).exit().code, 0);
        let raw = String::from_utf8_lossy(&pty.raw(0))
            .replace("\x1b[?1049h", "")
            .replace("\x1b[?1049l", "");
        let (rows, columns) = (40_u16.try_into().unwrap(), 120_u16.try_into().unwrap());
        let mut one = vt100::Parser::new(rows, columns, 0);
        one.process(raw.as_bytes());
        assert_eq!(one.screen().contents().trim(), "", "after {key}");
    }
}

#[test]
fn the_keypad_in_application_mode_answers() {
    let mut pty = ready(spawn());
    pty.keys("/")
        .send(b"\x1bOp\x1bOs\x1bOx\x1bOq\x1bOu\x1bOr\x1bOxE\x1bOM");
    shows(&mut pty, "Recherche 0381528E");
    assert_eq!(pty.keys("q").exit().code, 0);
}

#[test]
fn the_caret_is_behind_what_was_typed_whatever_characters_it_joins() {
    for text in [
        "👩\u{200d}💻",
        "👍🏽",
        "🇫🇷",
        "e\u{301}",
        "⚠\u{fe0f}",
        "👨\u{200d}👩\u{200d}👧",
        "日本",
    ] {
        let mut pty = demo((120, 40));
        pty.keys("/")
            .wait_for("Écoles / ")
            .keys(&format!("{text}x"))
            .settle();
        let (row, column) = pty.terminal(vt100::Screen::cursor_position);
        let before = pty.terminal(|screen| screen.cell(row, column - 1).unwrap().contents().to_owned());
        assert_eq!(before, "x", "{text}: {}", pty.screen());
        pty.keys("<gauche><gauche>y").settle();
        let (row, column) = pty.terminal(vt100::Screen::cursor_position);
        let before = pty.terminal(|screen| screen.cell(row, column - 1).unwrap().contents().to_owned());
        assert_eq!(before, "y", "{text}: {}", pty.screen());
    }
}
