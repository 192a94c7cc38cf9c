//! Another size at any moment: the panes, and a dialog that is open, are drawn again.

use super::start::{NAME, demo, find_blocked, shows};

#[test]
fn a_dialog_survives_another_size() {
    let mut pty = demo((120, 40));
    find_blocked(&mut pty);
    pty.keys("e").wait_for("▸ convention 26 envoyée");
    pty.resize(80, 24)
        .wait_until("the dialog in less room", |screen| {
            !screen.contains("3 Prestat")
                && screen.contains("▸ convention 26 envoyée")
                && screen.contains("↓ suite")
        });
    pty.resize(120, 40)
        .wait_until("the dialog in more room", |screen| {
            screen.contains("3 Prestat") && screen.contains("▸ convention 26 envoyée")
        });
    pty.keys("<entrée>");
    shows(&mut pty, "étape « convention 26 signée »");
    assert!(pty.screen().contains(NAME));
    assert_eq!(pty.keys("q").exit().code, 0);
}

#[test]
fn too_small_a_terminal_gets_a_sentence_and_the_screen_comes_back() {
    let mut pty = demo((80, 24));
    let before = pty.screen();
    shows(pty.resize(40, 10), "Écran trop petit : 40 × 10. Il faut");
    shows(&mut pty, "Ctrl-C quitte.");
    assert!(!pty.screen().contains("[2 Écoles"));
    pty.resize(80, 23)
        .wait_until("the panes in a line less, as inside tmux", |screen| {
            screen.contains("[2 Écoles 627]")
        });
    pty.resize(80, 24)
        .wait_until("the screen of before", |screen| screen == before);
    assert_eq!(pty.keys("q").exit().code, 0);
}
