//! What an order takes from schools is shown before it is sent, and confirmed by its own key.

use crate::stepper::{Stepper, open};
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
