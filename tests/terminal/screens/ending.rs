//! Every way out gives the terminal back, and Ctrl-Z gives it to the shell in between.

use nix::sys::signal::Signal;
use preau::tui::terminal::LEAVE;

use super::start::{SIZES, demo};
use crate::support::pty::{Pty, Spawn};

/// Checks that the terminal is as a shell wants it.
fn assert_given_back(pty: &Pty) {
    let raw = String::from_utf8_lossy(&pty.raw(0)).into_owned();
    assert_eq!(raw.matches(LEAVE).count(), 1, "given back once: {raw:?}");
    pty.terminal(|terminal| {
        assert!(!terminal.alternate_screen() && !terminal.hide_cursor());
        assert!(!terminal.bracketed_paste());
    });
}

#[test]
fn q_and_ctrl_c_quit() {
    for size in SIZES {
        for key in ["q", "<ctrl-c>"] {
            let mut pty = demo(size);
            let exit = pty.keys(key).exit();
            assert_eq!((exit.code, exit.killed), (0, false), "{key}");
            assert_given_back(&pty);
        }
    }
}

#[test]
fn a_letter_typed_in_a_field_does_not_quit() {
    let mut pty = demo((120, 40));
    pty.keys("/q").wait_for("/ q").settle();
    assert!(pty.screen().contains("2 Écoles"));
    assert_eq!(pty.keys("<échap>").settle().keys("q").exit().code, 0);
}

#[test]
fn a_request_to_end_gives_the_terminal_back() {
    for keys in ["", "/jau", "?"] {
        let mut pty = demo((120, 40));
        pty.keys(keys).settle();
        let exit = pty.signal(Signal::SIGTERM).exit();
        assert_eq!((exit.code, exit.killed), (143, false), "ended by itself");
        assert_given_back(&pty);
    }
}

#[test]
fn two_requests_to_end_at_once_give_the_terminal_back_too() {
    let mut pty = demo((120, 40));
    // Two of one signal may come as one.
    let exit = pty.signal(Signal::SIGTERM).signal(Signal::SIGINT).exit();
    assert!(!exit.killed && [143, 130].contains(&exit.code), "{}", exit.code);
    assert_given_back(&pty);
}

#[test]
fn a_hang_up_while_the_terminal_is_there_gives_it_back() {
    let mut pty = demo((120, 40));
    let exit = pty.signal(Signal::SIGHUP).exit();
    assert_eq!((exit.code, exit.killed), (129, false), "ended by itself");
    assert_given_back(&pty);
}

#[test]
fn a_cut_line_ends_the_program_without_a_byte_more() {
    let mut pty = demo((120, 40));
    pty.hang_up();
    assert!(!pty.exit().killed);
    let raw = String::from_utf8_lossy(&pty.raw(0)).into_owned();
    assert!(!raw.contains(LEAVE), "nothing is written to a line that is gone");
}

#[test]
fn under_a_shell_ctrl_z_stops_and_fg_goes_on() {
    let mut shell = Spawn::program("sh")
        .arg("-i")
        .env("PS1", "invite> ")
        .env("ENV", "")
        .start();
    shell.wait_for("invite> ").settle();
    let modes = shell.modes();
    let line = format!("{} demo<entrée>", env!("CARGO_BIN_EXE_preau"));
    shell.keys(&line).wait_for("0381548B").settle();
    let screen = shell.screen();
    shell
        .keys("<ctrl-z>")
        .wait_until("the shell", |screen| screen.contains("Stopped"))
        .settle();
    shell.terminal(|terminal| assert!(!terminal.alternate_screen() && !terminal.hide_cursor()));
    shell.keys("echo coucou$((1+1))<entrée>").wait_for("coucou2");
    shell
        .keys("fg<entrée>")
        .wait_until("the screen of before", |now| now == screen);
    shell.keys("q").wait_for("coucou2").settle();
    assert_eq!(shell.modes(), modes, "the line is as before");
}
