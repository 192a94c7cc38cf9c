//! Two operators over ssh, each in a pseudo-terminal, do the main job at once on one service; the line of one is cut.
//!
//! Where the test is root, the second key runs the program under another account; else both are the account of the test.

use nix::sys::signal::{Signal, kill};

use super::setting::{Operator, Setting, hides, shows};
use super::sshd::{self, Sshd};
use crate::support::pty::Pty;

/// Two schools that only the DASEN's signature keeps out: UAI, convention, commune.
const FIRST: [&str; 3] = ["0381528E", "26-0100", "Agnin"];
const SECOND: [&str; 3] = ["0382080E", "26-0109", "Auberives-sur-Varèze"];

/// Comes in, past the page of the first start.
fn come_in(sshd: &Sshd, operator: &Operator) -> Pty {
    let mut pty = sshd.client(operator).size(160, 40).start();
    shows(&mut pty, "Bienvenue dans Préau").keys("<espace>");
    shows(&mut pty, "2 Écoles 627 (664 lignes)");
    pty
}

fn search(pty: &mut Pty, [uai, _, commune]: [&str; 3]) {
    pty.keys(&format!("/{uai}"));
    shows(pty, "1 résultat").keys("<entrée>");
    shows(pty, &format!("Aucune convention 26 en vigueur avec {commune}"));
}

fn sign(pty: &mut Pty, [_, convention, _]: [&str; 3]) {
    pty.keys("s");
    shows(pty, &format!("Convention {convention}"));
    shows(pty, "Signée par le DASEN").keys("<entrée>");
    shows(pty, "Avancer aussi cette étape").keys("<entrée>");
    hides(pty, "Avancer aussi cette étape");
    hides(pty, "Enregistrement…");
    shows(pty, "signée par le DASEN le 23/11/2026");
}

fn register(pty: &mut Pty, [uai, convention, _]: [&str; 3]) {
    pty.keys("i");
    shows(pty, &format!(", {convention}")).keys("<entrée>");
    shows(pty, &format!("✓ {uai}"));
    hides(pty, "Enregistrement…");
}

/// Types in a form and does not save it.
fn half_type(pty: &mut Pty, text: &str) {
    pty.keys("3m");
    shows(pty, "▸ Nom").keys(text);
    shows(pty, text);
}

/// Takes up what was half typed, which the program offers as it starts, and saves it.
fn resume(pty: &mut Pty, text: &str) {
    shows(pty, "Brouillons").keys("<entrée>");
    shows(pty, "▸ Nom");
    shows(pty, text).keys("<ctrl-s>");
    // Whoever a prestataire's name touches is counted first.
    shows(pty, "Touchées").keys("<entrée>");
    shows(pty, "modifié");
    shows(pty, &format!("{text} · "));
}

#[test]
fn two_over_ssh_do_the_main_job_and_the_cut_line_of_one_is_nothing_to_the_other() {
    if let Some(program) = sshd::missing() {
        println!("skipped: {program} is not there");
        return;
    }
    let setting = Setting::of_the_demo();
    let (one, other) = setting.operators();
    let sshd = Sshd::start(setting.folder(), &setting.socket(), &[&one, &other]);
    let mut first = come_in(&sshd, &one);
    let before = sshd.connections();
    let mut second = come_in(&sshd, &other);
    let line_of_second: Vec<_> = sshd
        .connections()
        .into_iter()
        .filter(|pid| !before.contains(pid))
        .collect();
    shows(&mut first, &format!("avec {}", other.seen_as));

    search(&mut first, FIRST);
    search(&mut second, SECOND);
    sign(&mut first, FIRST);
    sign(&mut second, SECOND);
    register(&mut second, SECOND);
    register(&mut first, FIRST);
    assert_eq!(setting.revision(), 5, "two signatures, two registrations");

    half_type(&mut second, " bis");
    kill(line_of_second[0], Signal::SIGKILL).unwrap();
    second.exit();
    hides(&mut first, &format!("avec {}", other.seen_as));
    first.keys("a");
    shows(&mut first, "Ajouter une note").keys("la suite<entrée>");
    shows(&mut first, "note ajoutée");

    let mut again = sshd.client(&other).size(160, 40).start();
    resume(&mut again, " bis");
    half_type(&mut again, " ter");
    again.signal(Signal::SIGKILL).exit();
    hides(&mut first, &format!("avec {}", other.seen_as));
    let mut again = sshd.client(&other).size(160, 40).start();
    resume(&mut again, " ter");
    assert_eq!(again.keys("q").exit().code, 0, "ssh gives the exit code");
    assert_eq!(first.keys("<ctrl-c>").exit().code, 0);
    assert_eq!(setting.revision(), 8, "a note, and the form twice");
}

#[test]
fn whoever_is_forced_has_the_screens_whatever_their_client_asks_for() {
    if let Some(program) = sshd::missing() {
        println!("skipped: {program} is not there");
        return;
    }
    let setting = Setting::of_the_demo();
    let (operator, _) = setting.operators();
    let sshd = Sshd::forcing(setting.folder(), &setting.socket(), &operator);
    let made = setting.folder().join("made");
    for asked in [&[][..], &["touch", made.to_str().unwrap()], &["-s", "sftp"]] {
        let mut client = sshd.client(&operator);
        for word in asked {
            client = client.arg(*word);
        }
        let mut pty = client.size(160, 40).start();
        if asked.is_empty() {
            shows(&mut pty, "Bienvenue dans Préau").keys("<espace>");
        }
        shows(&mut pty, "2 Écoles 627 (664 lignes)");
        assert_eq!(pty.keys("q").exit().code, 0);
    }
    assert!(!made.exists(), "what was asked for is not run");
}
