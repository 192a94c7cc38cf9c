//! The service dies or is replaced under open screens: they say so, keep what was typed, come back by themselves, and
//! nothing is done twice.

use preau::domain::record::RecordId;
use preau::service::{Client, Desk, HistoryLine};

use super::proxy::Proxy;
use super::setting::{LANGEVIN, SAVED, Setting, hides, past_the_first_page, provider_form, reads, shows};
use crate::support::values::uai;

const AWAY: &str = "Le service ne répond pas";
const BACK: &str = "Le service répond de nouveau ; rien n’a été changé : recommencez";

/// What was recorded of the school [`LANGEVIN`] since the base was made.
fn recorded(setting: &Setting) -> Vec<HistoryLine> {
    let client = Client::connect(&setting.socket()).unwrap();
    let school = RecordId::School(uai("0380126F"));
    let mut lines = client.history(&school).unwrap();
    lines.retain(|line| line.seq > 1);
    lines
}

#[test]
fn a_service_that_is_killed_under_a_half_typed_form_comes_back_under_it() {
    let mut setting = Setting::new();
    let ((_, mut one), (_, mut other)) = setting.two();
    provider_form(&mut one);
    one.keys("direc");
    setting.kill();
    for pty in [&mut one, &mut other] {
        shows(pty, AWAY);
    }
    one.keys("trice");
    shows(&mut one, "directrice");
    assert!(one.screen().contains("n’est perdu"), "{}", one.screen());
    one.keys("<ctrl-s>");
    shows(&mut one, "rien n’a été changé. Recommencez dès son retour");
    setting.start();
    for pty in [&mut one, &mut other] {
        hides(pty, AWAY);
    }
    shows(&mut one, BACK);
    shows(&mut one, "directrice").keys("<ctrl-s>");
    shows(&mut one, SAVED);
    assert_eq!(setting.revision(), 2, "once");
    shows(&mut one, "avec ");
    shows(&mut other, "avec ");
    other.keys("2<bas>e");
    shows(&mut other, "Changer l’étape").keys("12/9<entrée>");
    reads(&mut one, LANGEVIN, "conv. 26 envoyée");
    assert_eq!(setting.revision(), 3);
}

#[test]
fn an_upgrade_of_the_service_is_a_pause() {
    let mut setting = Setting::new();
    let ((_, mut one), (_, mut other)) = setting.two();
    provider_form(&mut one);
    one.keys("directrice");
    shows(&mut one, "directrice");
    setting.stop();
    shows(&mut one, AWAY);
    setting.start();
    hides(&mut one, AWAY);
    hides(&mut other, AWAY);
    shows(&mut one, "directrice").keys("<ctrl-s>");
    shows(&mut one, SAVED);
    assert_eq!(setting.revision(), 2);
    assert_eq!(other.keys("q").exit().code, 0);
}

#[test]
fn an_order_that_dies_with_the_service_is_asked_again_and_done_once() {
    let mut setting = Setting::new();
    let (operator, _) = setting.operators();
    let between = setting.folder().join("between.sock");
    let proxy = Proxy::start(&between, &setting.socket());
    let mut one = past_the_first_page(operator.spawn(&between).start());
    one.keys("<bas>e");
    shows(&mut one, "Changer l’étape").keys("12/9");
    shows(&mut one, "sam. 12 sept. 2026");
    proxy.keep_questions();
    one.keys("<entrée>");
    shows(&mut one, "Enregistrement…");
    proxy.until_asked("2026-09-12");
    setting.kill();
    proxy.cut();
    shows(&mut one, "lui sera redemandé à son retour, une seule fois");
    setting.start();
    shows(
        &mut one,
        "✓ Confirmé : École primaire Paul Langevin, Grenoble · ENT : étape « convention 26 envoyée »",
    );
    reads(&mut one, LANGEVIN, "conv. 26 envoyée");
    assert_eq!(setting.revision(), 2, "once");
}

#[test]
fn an_order_that_was_done_but_never_acknowledged_is_asked_about_and_not_done_again() {
    let mut setting = Setting::new();
    let (operator, _) = setting.operators();
    let between = setting.folder().join("between.sock");
    let proxy = Proxy::start(&between, &setting.socket());
    let mut one = past_the_first_page(operator.spawn(&between).start());
    one.keys("<bas>e");
    shows(&mut one, "Changer l’étape").keys("12/9");
    shows(&mut one, "sam. 12 sept. 2026");
    proxy.swallow_answers();
    one.keys("<entrée>");
    let watch = Client::connect(&setting.socket()).unwrap();
    let done = watch.changes(1, std::time::Duration::from_secs(25)).unwrap();
    assert_eq!(done.seq, 2, "done");
    shows(&mut one, "Enregistrement…");
    setting.kill();
    proxy.cut();
    shows(&mut one, "lui sera redemandé à son retour, une seule fois");
    setting.start();
    shows(
        &mut one,
        "✓ Confirmé : École primaire Paul Langevin, Grenoble · ENT : étape « convention 26 envoyée »",
    );
    assert_eq!(setting.revision(), 2, "not done again");
    let lines = recorded(&setting);
    assert!(lines.iter().all(|line| line.seq == 2), "{lines:?}");
}
