//! The main job with real keys: why a school is blocked, its stage, its missing signature, its registration, its
//! history, and the way back.

use super::start::{BLOCKED, NAME, SIZES, demo, find_blocked, shows};
use crate::support::pty::Pty;

#[test]
fn a_school_goes_from_blocked_to_registered_and_back() {
    for size in SIZES {
        let mut pty = demo(size);
        find_blocked(&mut pty);
        see_why(&mut pty, size);
        move_stage(&mut pty);
        be_refused(&mut pty);
        sign(&mut pty);
        register(&mut pty);
        see_history(&mut pty);
        undo(&mut pty);
        assert_eq!(pty.keys("q").exit().code, 0);
    }
}

/// The dossier names the rule, the convention's dates and what is missing.
fn see_why(pty: &mut Pty, (columns, _): (u16, u16)) {
    if columns < 100 {
        pty.keys("f");
    }
    shows(pty, "B7  Aucune convention 26 en vigueur avec Agnin");
    let screen = flat(pty);
    for said in [
        "envoyée le 13/08/2026, signée",
        "par la commune le 07/09/2026",
        "signature du DASEN manquante",
        "RGPD art. 26",
    ] {
        assert!(screen.contains(said), "{said:?} is not in {screen}");
    }
    if columns < 100 {
        pty.keys("<gauche>");
        shows(pty, BLOCKED);
    }
}

fn move_stage(pty: &mut Pty) {
    pty.keys("e");
    shows(pty, "▸ convention 26 envoyée");
    pty.wait_until("the moves that are not allowed, with the reason", |screen| {
        screen.contains("✗ inscrite au registre") && screen.contains("B7 Aucune convention 26")
    });
    pty.keys("<entrée>");
    shows(pty, "étape « convention 26 signée »").settle();
    assert!(!pty.screen().contains("▸"), "the dialog is closed");
}

fn be_refused(pty: &mut Pty) {
    pty.keys("i");
    shows(pty, "ne peut pas être inscrite au registre");
    let screen = flat(pty);
    assert!(
        screen.contains("B7 Aucune convention 26 en vigueur avec Agnin"),
        "{screen}"
    );
    assert!(screen.contains("signature du DASEN manquante"), "{screen}");
    pty.keys("<échap>").wait_until("the dialog gone", |screen| {
        !screen.contains("ne peut pas être inscrite")
    });
}

fn sign(pty: &mut Pty) {
    pty.keys("s");
    // The convention that the finding names, without a list.
    shows(pty, "Convention 26-0100");
    shows(pty, "Signée par le DASEN");
    assert!(pty.screen().contains("signature déjà notée au 07/09/2026"));
    pty.keys("<entrée>").wait_for("1 école devient prête");
    pty.keys("<entrée>")
        .wait_until("the signature noted", |screen| {
            screen.contains("signée par le DASEN le 23/11/2026") && !screen.contains("devient prête")
        })
        .settle();
    assert!(
        pty.screen().contains(&format!("» {BLOCKED}")),
        "no longer blocked"
    );
}

fn register(pty: &mut Pty) {
    pty.keys("i");
    shows(pty, "28-0003, 26-0100");
    assert!(pty.screen().contains(NAME));
    pty.keys("<entrée>");
    shows(pty, "n° 194").settle();
    assert!(pty.screen().contains(&format!("✓ {BLOCKED}")), "registered");
}

fn see_history(pty: &mut Pty) {
    pty.keys("h");
    shows(pty, "inscription au registre");
    let screen = flat(pty);
    assert!(
        screen.contains("convention 26 signée → inscrite au registre"),
        "{screen}"
    );
    pty.keys("<échap>")
        .wait_until("the history gone", |screen| !screen.contains("→ inscrite"));
}

fn undo(pty: &mut Pty) {
    pty.keys("u");
    pty.wait_until("the entry closed again", |screen| {
        one_line(screen).contains("inscription n° 194 close")
    });
    pty.keys("o");
    shows(pty, &format!("» {BLOCKED}"));
}

/// The screen as one line: what is wrapped, or framed, reads on.
fn flat(pty: &Pty) -> String {
    one_line(&pty.screen())
}

fn one_line(screen: &str) -> String {
    let screen = screen.replace(['│', '┌', '─', '\u{a0}'], " ");
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}
