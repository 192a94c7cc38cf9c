//! What is copied reaches the terminal: the bytes, and tmux's own buffer.

use std::process::Command;

use super::start::{BLOCKED, demo, find_blocked, ready, shows, spawn};
use crate::support::pty::{Pty, Spawn};

/// [`BLOCKED`] in the sequence that asks for the clipboard.
const SEQUENCE: &str = "\x1b]52;c;MDM4MTUyOEU=\x1b\\";

/// The same in a device control string of GNU screen.
const IN_SCREEN: &str = "\x1bP\x1b]52;c;MDM4MTUyOEU=\x07\x1b\\";

/// Copies the UAI of [`BLOCKED`]; what the program wrote from then on.
fn copied(pty: &mut Pty) -> String {
    find_blocked(pty);
    let before = pty.written();
    pty.keys("Y");
    shows(pty, "Envoyer au presse-papiers");
    pty.keys("<entrée>");
    shows(pty, "UAI : envoyé au terminal").settle();
    String::from_utf8_lossy(&pty.raw(before)).into_owned()
}

#[test]
fn the_terminal_is_asked_with_osc_52_once() {
    let written = copied(&mut demo((120, 40)));
    assert_eq!(written.matches(SEQUENCE).count(), 1);
    assert_eq!(written.matches("]52;").count(), 1);
}

#[test]
fn within_screen_the_sequence_is_handed_through() {
    let mut pty = ready(spawn().env("TERM", "screen").env("STY", "1.tty"));
    let written = copied(&mut pty);
    assert!(written.contains(IN_SCREEN) && !written.contains(SEQUENCE));
}

#[test]
fn where_the_configuration_says_no_nothing_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    std::fs::write(&config, "[ecran]\ncopie = \"non\"\n").unwrap();
    let mut pty = ready(spawn().arg("--config").arg(&config));
    find_blocked(&mut pty);
    pty.keys("Y");
    shows(&mut pty, "copie = \"non\"").settle();
    assert!(!String::from_utf8_lossy(&pty.raw(0)).contains("]52;"));
}

#[test]
fn tmux_takes_it_where_it_is_told_to() {
    if Command::new("tmux").arg("-V").output().is_err() {
        println!("skipped: tmux is not there");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("socket");
    let tmux = |words: &[&str]| {
        let mut command = Command::new("tmux");
        command.arg("-S").arg(&socket).args(words);
        command.output().unwrap()
    };
    let config = folder.path().join("tmux.conf");
    std::fs::write(&config, "set -s set-clipboard on\nset -g status off\n").unwrap();
    let program = format!("{} demo", env!("CARGO_BIN_EXE_preau"));
    let mut pty = Spawn::program("tmux")
        .arg("-u")
        .arg("-S")
        .arg(&socket)
        .arg("-f")
        .arg(&config)
        .args(["new-session", &program])
        .start();
    pty.wait_for("0381548B").settle();
    copied(&mut pty);
    let held = tmux(&["show-buffer"]);
    tmux(&["kill-server"]);
    assert_eq!(String::from_utf8_lossy(&held.stdout), BLOCKED);
}
