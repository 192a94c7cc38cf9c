//! Typing slips: a key too many, a key that two hands use, a digit without Shift.

use std::time::{Duration, Instant};

use crate::stepper::open;
use crate::support::isere::isere;

/// The status line, without the line of the keys.
fn said(stepper: &crate::stepper::Stepper) -> String {
    stepper
        .model
        .status
        .as_ref()
        .map(|status| status.text.clone())
        .unwrap_or_default()
}

#[test]
fn leaving_with_marks_is_asked_for_twice() {
    let mut stepper = open(&isere());
    stepper.press("espace q");
    assert!(!stepper.left);
    assert_eq!(
        said(&stepper),
        "1 ligne est cochée et ne le sera plus\u{a0}: q encore pour quitter"
    );
    stepper.press("bas q");
    assert!(!stepper.left, "another key takes it back");
    stepper.press("q");
    assert!(stepper.left);
    let mut stepper = open(&isere());
    stepper.press("espace espace ctrl-c ctrl-c");
    assert!(stepper.left);
    let mut stepper = open(&isere());
    stepper.press("q");
    assert!(stepper.left, "at once where nothing is marked");
}

#[test]
fn a_search_that_goes_says_which_marks_stay() {
    let mut stepper = open(&isere());
    stepper.press("/ j a u r e s entrée espace échap");
    assert_eq!(
        said(&stepper),
        "Recherche retirée\u{a0}; 1 ligne reste cochée (- les décoche)"
    );
    stepper.press("- / j a u r e s entrée échap");
    assert_eq!(said(&stepper), "");
}

#[test]
fn what_is_typed_after_a_filter_is_a_word_of_its_own() {
    let mut stepper = open(&isere());
    stepper.press("/ b l o q u e : o u i entrée / m a r t i n");
    assert_eq!(stepper.model.focused().search.text(), "bloque:oui martin");
    let mut stepper = open(&isere());
    stepper.press("/ j a u entrée / r e s");
    assert_eq!(stepper.model.focused().search.text(), "jaures", "a word goes on");
}

#[test]
fn digits_without_shift_are_digits_of_a_day() {
    let mut stepper = open(&isere());
    stepper.press("bas bas e tab ctrl-u");
    stepper.press("é à / & &");
    assert!(
        stepper.screen().contains("ven. 20 nov. 2026"),
        "{}",
        stepper.screen()
    );
}

#[test]
fn enter_once_too_often_after_an_answer_pins_nothing() {
    let mut stepper = open(&isere());
    let start = Instant::now();
    stepper.model.moment = Some(start);
    stepper.press("a");
    stepper.press("x entrée");
    assert!(stepper.model.dialog.is_none(), "{}", stepper.screen());
    stepper.model.moment = Some(start + Duration::from_millis(299));
    stepper.press("entrée");
    assert!(stepper.model.scope.is_empty());
    stepper.model.moment = Some(start + Duration::from_millis(300));
    stepper.press("entrée");
    assert_eq!(stepper.model.scope.len(), 1);
}

#[test]
fn saving_while_the_answer_is_awaited_is_said() {
    let mut stepper = open(&isere());
    stepper.press("a x");
    stepper.slow = true;
    stepper.press("entrée entrée");
    assert_eq!(said(&stepper), "Un enregistrement est déjà en cours");
}
