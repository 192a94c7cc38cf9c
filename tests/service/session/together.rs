//! Two screens on one base: what one does is on the other's screen, and nothing moves under a hand.

use super::setting::{LANGEVIN, SAVED, Setting, hides, provider_form, reads, selected, shows};
use crate::support::isere::JAURES;

#[test]
fn a_change_by_one_is_on_the_others_screen_and_the_selection_stays() {
    let setting = Setting::new();
    let ((_, mut one), (_, mut other)) = setting.two();
    one.keys("<bas><bas>")
        .wait_for("Fiche · Élém. Jean Jaurès")
        .settle();
    let before = selected(&one);
    assert!(
        before.1.contains("conseil informé"),
        "the line of {JAURES}: {before:?}"
    );
    other.keys("<bas>e");
    shows(&mut other, "Changer l’étape").keys("12/9<entrée>");
    shows(&mut other, "étape « convention 26 envoyée » le 12/09/2026");
    reads(&mut one, LANGEVIN, "conv. 26 envoyée").settle();
    assert_eq!(selected(&one), before, "the cursor is where it was");
    assert_eq!(one.keys("q").exit().code, 0);
    assert_eq!(other.keys("q").exit().code, 0);
}

#[test]
fn the_header_says_who_is_there_and_the_dossier_who_has_it_open() {
    let setting = Setting::new();
    let ((_, mut one), (theirs, mut other)) = setting.two();
    let readers = format!("ouverte aussi par {}", theirs.seen_as);
    let editors = format!("en cours de modification par {}", theirs.seen_as);
    shows(&mut one, &readers);
    other.keys("e");
    shows(&mut one, &editors);
    other.keys("<échap>");
    hides(&mut other, "Changer l’étape").keys("<bas>");
    hides(&mut one, &editors);
    hides(&mut one, &readers);
    other.keys("<haut>");
    shows(&mut one, &readers);
    assert_eq!(other.keys("q").exit().code, 0);
    hides(&mut one, &format!("avec {}", theirs.seen_as));
    hides(&mut one, &readers);
}

#[test]
fn a_form_on_a_record_that_the_colleague_changes_says_by_whom_and_offers_both_values() {
    let mut setting = Setting::new();
    let ((_, mut one), (theirs, mut other)) = setting.two();
    for pty in [&mut one, &mut other] {
        provider_form(pty);
    }
    one.keys("directrice");
    other.keys("dpo<ctrl-s>");
    shows(&mut other, SAVED);
    shows(&mut one, &format!("{} a modifié cette fiche", theirs.name));
    assert!(one.screen().contains("directrice"), "what was typed stays");
    one.keys("<ctrl-s>");
    shows(&mut one, &format!("{} a aussi modifié cette fiche", theirs.name));
    shows(&mut one, "● le mien");
    let screen = one.screen();
    assert!(
        screen.contains("directrice") && screen.contains("dpo"),
        "{screen}"
    );
    assert_eq!(setting.revision(), 2, "nothing is overwritten unseen");
    one.keys("<entrée>");
    shows(&mut one, SAVED);
    assert_eq!(setting.revision(), 3, "the value that was chosen is saved");
    setting.stop();
}
