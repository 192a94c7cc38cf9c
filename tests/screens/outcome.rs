//! What an order takes from schools is shown before it is sent, and confirmed by its own key.

use preau::domain::permit::Right;

use crate::forms::to_field;
use crate::stepper::{Stepper, open, open_on};
use crate::support::demo::demo;
use crate::support::isere::isere;

fn said(stepper: &mut Stepper, text: &str) {
    assert!(stepper.shows(text), "{text}\n{}", stepper.screen());
}

#[test]
fn a_termination_says_which_registered_schools_are_to_put_right() {
    let mut stepper = open(&isere());
    stepper.press("4 t entrée");
    said(&mut stepper, "1 école inscrite devient à régulariser");
    assert_eq!(stepper.written(), 0);
    stepper.press("entrée");
    said(&mut stepper, "Des écoles y perdent");
    assert_eq!(stepper.written(), 0);
    stepper.press("échap");
    said(&mut stepper, "Résilier une convention");
    stepper.press("entrée o");
    assert_eq!(stepper.written(), 1);
    assert!(stepper.model.dialog.is_none(), "{}", stepper.screen());
    stepper.press("u");
    said(&mut stepper, "1 école n’est plus à régulariser");
    stepper.press("entrée");
    assert_eq!(stepper.written(), 2);
}

#[test]
fn an_order_that_takes_nothing_is_sent_at_once() {
    let mut stepper = open(&isere());
    stepper.press("bas e entrée");
    assert_eq!(stepper.written(), 1);
    assert!(stepper.model.dialog.is_none());
}

#[test]
fn what_is_refused_is_said_in_the_dialog_that_asked() {
    let mut stepper = open(&isere());
    stepper.press("4 t").write("01/01/2000").press("entrée");
    assert_eq!(stepper.written(), 0);
    said(&mut stepper, "Résilier une convention");
    said(&mut stepper, "la résiliation (01/01/2000) ne peut pas");
}

#[test]
fn one_marked_line_that_loses_its_entry_takes_its_own_key() {
    let mut stepper = open(&isere());
    stepper
        .press("/")
        .write("saint-martin inscrite:oui")
        .press("entrée espace e")
        .press(&"bas ".repeat(13))
        .press("entrée");
    said(&mut stepper, "1 école n’est plus inscrite");
    stepper.press("entrée");
    assert_eq!(stepper.written(), 0, "Enter alone is not enough");
    stepper.press("o");
    assert_eq!(stepper.written(), 1);
}

/// The form of the school that is registered, with a day on which it closed.
fn closing() -> Stepper {
    let mut stepper = open(&isere());
    stepper.press("2 m").write("école").press("entrée");
    to_field(&mut stepper, "Fermée le");
    // The day asks for the state, to which saving goes.
    stepper.write("1/9/2026").press("ctrl-s");
    stepper.press("espace").write("fermée").press("entrée");
    stepper
}

#[test]
fn a_form_that_takes_an_entry_is_given_back_as_it_was_typed() {
    let mut stepper = closing();
    stepper.press("ctrl-s");
    said(&mut stepper, "1 école inscrite devient à régulariser");
    stepper.press("échap");
    said(&mut stepper, "01/09/2026");
    assert_eq!(stepper.written(), 0);
    stepper.press("ctrl-s entrée o");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    assert!(stepper.model.dialog.is_none(), "{}", stepper.screen());
    assert!(stepper.memory.0.drafts.is_empty(), "nothing is left to take up");
}

#[test]
fn a_form_is_not_lost_where_one_does_not_wait_for_what_it_takes() {
    let mut stepper = closing();
    stepper.slow = true;
    stepper.press("ctrl-s échap");
    stepper.slow = false;
    stepper.settle();
    assert_eq!(stepper.written(), 0);
    said(&mut stepper, "01/09/2026");
}

#[test]
fn a_form_that_takes_nothing_is_saved_with_one_key() {
    let mut stepper = open(&isere());
    stepper.press("2 m").write("école").press("entrée");
    to_field(&mut stepper, "Téléphone");
    stepper.write("04 76 00 00 01").press("ctrl-s");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    assert!(stepper.model.dialog.is_none());
}

/// The preview of the termination of a convention on which seventy registered schools of the sample rest.
fn terminating() -> Stepper {
    let records = demo().records().map(|(record, _)| record).collect();
    let mut stepper = open_on(records, 120, 40, Right::Gestion);
    stepper.press("4 /").write("28-0001").press("entrée t entrée");
    said(&mut stepper, "70 écoles inscrites deviennent à régulariser");
    stepper
}

#[test]
fn the_schools_that_are_counted_and_not_named_are_one_key_away() {
    let mut stepper = terminating();
    said(&mut stepper, "l les écoles");
    stepper.press("l");
    said(&mut stepper, "Les écoles que cela touche");
    said(&mut stepper, "0380536B");
    stepper.press("fin");
    said(&mut stepper, "10 écoles ne sont plus prêtes");
    stepper.press("échap");
    said(&mut stepper, "et 65 autres");
    assert_eq!(stepper.written(), 0);
    stepper.press("o");
    assert_eq!(stepper.written(), 1);
}
