//! A program that is stopped (Ctrl-Z) delays nobody, and is up to date once it goes on.

use super::setting::{LANGEVIN, Setting, past_the_first_page, reads, shows};
use crate::support::pty::Spawn;

/// What the other does meanwhile.
const NOTES: u64 = 12;

#[test]
fn a_stopped_program_delays_nobody_and_goes_on_with_what_others_did() {
    let setting = Setting::new();
    let (one, other) = setting.operators();
    let mut shell = Spawn::program("sh")
        .arg("-i")
        .env("PS1", "invite> ")
        .env("ENV", "")
        .env("HOME", one.home().to_str().unwrap())
        .start();
    shell.wait_for("invite> ").settle();
    let program = env!("CARGO_BIN_EXE_preau");
    shell.keys(&format!(
        "{program} --socket {}<entrée>",
        setting.socket().display()
    ));
    let mut shell = past_the_first_page(shell);
    let mut other = setting.open(&other);
    shell.keys("<ctrl-z>").wait_for("Stopped");
    for number in 1..=NOTES {
        other.keys("a");
        shows(&mut other, "Ajouter une note").keys(&format!("rappel {number}<entrée>"));
        shows(&mut other, "note ajoutée").keys("<bas>");
        assert_eq!(setting.revision(), 1 + number);
    }
    other.keys("<début><bas>e");
    shows(&mut other, "Changer l’étape").keys("12/9<entrée>");
    reads(&mut other, LANGEVIN, "conv. 26 envoyée");
    shell.keys("fg<entrée>");
    reads(&mut shell, LANGEVIN, "conv. 26 envoyée");
    shell.wait_until("the colleague", |screen| {
        screen.contains("avec ") || screen.contains("+1")
    });
    shell.keys("q").wait_for("invite> ");
}
