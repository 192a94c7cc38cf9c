//! The mouse of a real terminal: clicks and the wheel, no byte for a move, and no report taken for keys.

use vt100::MouseProtocolMode;

use super::start::{demo, shows};
use crate::support::pty::Pty;

/// Sends a report of the mouse at a column and a row, from 1.
fn report(pty: &mut Pty, code: u8, (x, y): (usize, usize), end: char) -> &mut Pty {
    pty.send(format!("\x1b[<{code};{x};{y}{end}").as_bytes())
}

/// Presses and releases the first button on a text.
fn click<'a>(pty: &'a mut Pty, text: &str) -> &'a mut Pty {
    let screen = pty.settle().screen();
    let found = screen.lines().zip(1..).find_map(|(line, y)| {
        let at = line.find(text)?;
        Some((line[..at].chars().count() + 1, y))
    });
    let at = found.unwrap_or_else(|| panic!("{text:?} is not in\n{screen}"));
    report(pty, 0, at, 'M');
    report(pty, 0, at, 'm')
}

fn mode(pty: &Pty) -> MouseProtocolMode {
    pty.terminal(vt100::Screen::mouse_protocol_mode)
}

#[test]
fn a_school_is_chosen_and_read_and_a_dialog_answered_with_the_mouse_alone() {
    let mut pty = demo((120, 40));
    assert_eq!(
        mode(&pty),
        MouseProtocolMode::PressRelease,
        "moves are not asked for"
    );
    click(&mut pty, "0381922H");
    shows(&mut pty, "Fiche · ECOLE PRIMAIRE PIERRE RAMBAUD");
    click(&mut pty, "4 Conventions");
    click(&mut pty, "0381922H");
    click(&mut pty, "0381922H").settle();
    report(&mut pty, 65, (60, 10), 'M').settle();
    pty.keys("<échap>").settle();
    pty.keys("w");
    shows(&mut pty, "Ouvrir une vue");
    click(&mut pty, "RPI divergents");
    click(&mut pty, "RPI divergents");
    shows(&mut pty, "· « RPI divergents »");
    assert_eq!(pty.keys("q").exit().code, 0);
    assert_eq!(mode(&pty), MouseProtocolMode::None, "given back");
}

#[test]
fn a_move_or_a_release_draws_nothing_and_is_no_key() {
    let mut pty = demo((80, 24));
    pty.settle();
    let before = (pty.screen(), pty.written());
    for code in [35, 32, 2, 1, 39] {
        report(&mut pty, code, (30, 8), 'M');
        report(&mut pty, 0, (10, 11), 'm');
    }
    pty.settle();
    assert_eq!((pty.screen(), pty.written()), before);
    // In a field too, a report types nothing.
    pty.keys("/").settle();
    report(&mut pty, 35, (30, 8), 'M');
    report(&mut pty, 65, (30, 8), 'M').settle();
    let screen = pty.screen();
    let bar = screen.lines().find(|line| line.contains("Écoles / ")).unwrap();
    assert!(bar.trim_end().ends_with('/'), "{bar}");
    pty.keys("<échap>").settle();
    assert_eq!(pty.keys("q").exit().code, 0);
}

#[test]
fn left_to_the_terminal_it_is_asked_for_no_more() {
    let mut pty = demo((120, 40));
    pty.send(b"\x1b[19~");
    shows(&mut pty, "Souris laissée au terminal, pour copier").settle();
    assert_eq!(mode(&pty), MouseProtocolMode::None);
    pty.send(b"\x1b[19~");
    shows(&mut pty, "Souris écoutée").settle();
    assert_eq!(mode(&pty), MouseProtocolMode::PressRelease);
    assert_eq!(pty.keys("q").exit().code, 0);
}

#[test]
fn the_configuration_leaves_it_to_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    std::fs::write(&config, "[ecran]\nsouris = \"non\"\n").unwrap();
    let spawn = crate::support::pty::Spawn::preau()
        .args(["demo", "--config"])
        .arg(config);
    let mut pty = spawn.start();
    pty.wait_for("0381548B").settle();
    assert_eq!(mode(&pty), MouseProtocolMode::None);
    let raw = String::from_utf8_lossy(&pty.raw(0)).into_owned();
    assert!(!raw.contains("\x1b[?1000"), "not a byte of it");
    assert_eq!(pty.keys("q").exit().code, 0);
}
