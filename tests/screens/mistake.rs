//! Records made by mistake, from the screens: withdrawn, or given the key that they should have had.

use preau::domain::record::RecordId;

use crate::forms::select_convention;
use crate::stepper::{Stepper, open};
use crate::support::isere::isere;
use crate::support::values::number;
use crate::support::world::GRENOBLE;

fn said(stepper: &mut Stepper, text: &str) {
    assert!(stepper.shows(text), "{text}\n{}", stepper.screen());
}

fn is_there(stepper: &Stepper, text: &str) -> bool {
    let id = RecordId::Convention(number(text));
    stepper.desk.registry().version(&id).is_some()
}

#[test]
fn a_convention_on_which_entries_rest_is_not_withdrawn_and_they_are_named() {
    let mut stepper = open(&isere());
    stepper.press("4 X");
    said(&mut stepper, "Retirer : le motif");
    stepper.write("saisie deux fois").press("entrée");
    said(&mut stepper, "ne se retire pas");
    assert_eq!(stepper.written(), 0);
}

#[test]
fn a_reason_is_needed() {
    let mut stepper = open(&isere());
    stepper.press("4 X entrée");
    said(&mut stepper, "il faut un motif");
    assert_eq!(stepper.written(), 0);
}

#[test]
fn a_conseil_reached_from_its_school_is_withdrawn_and_given_back() {
    let mut stepper = open(&isere());
    stepper.press("2 n").write("conseil").press("entrée");
    stepper.press("ctrl-s");
    let made = stepper.written();
    assert_eq!(made, 1, "{}", stepper.screen());
    stepper.press("échap X").write("conseil").press("entrée");
    stepper.write("noté pour l’autre école").press("entrée");
    said(&mut stepper, "Motif : noté pour l’autre école");
    stepper.press("entrée");
    assert_eq!(
        stepper.written(),
        made,
        "Enter alone withdraws nothing: {}",
        stepper.screen()
    );
    stepper.press("o");
    assert_eq!(stepper.written(), made + 1, "{}", stepper.screen());
    stepper.press("u entrée");
    assert_eq!(stepper.written(), made + 2, "{}", stepper.screen());
}

#[test]
fn what_one_school_loses_by_a_withdrawal_is_shown_before_it() {
    let mut stepper = open(&isere());
    stepper
        .press("2 bas X entrée")
        .write("saisie deux fois")
        .press("entrée");
    said(&mut stepper, "1 école n’est plus prête");
    stepper.press("entrée");
    assert_eq!(stepper.written(), 0);
    stepper.press("o");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
}

#[test]
fn a_number_is_corrected_with_what_names_it_and_the_old_one_opens_the_record() {
    let mut stepper = open(&isere());
    stepper.press("4 K");
    said(&mut stepper, "Corriger une clé");
    stepper.write("26-0021").press("entrée");
    said(&mut stepper, "devient convention 26-0021");
    stepper.write("chiffres inversés").press("entrée");
    said(
        &mut stepper,
        "Clé récrite aussi dans : inscription au registre n° 1.",
    );
    stepper.press("entrée");
    assert_eq!(stepper.written(), 0, "an entry is touched: {}", stepper.screen());
    stepper.press("o");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    assert!(is_there(&stepper, "26-0021"));
    stepper.press("u");
    said(&mut stepper, "correction de clé");
    stepper.press("o");
    assert_eq!(stepper.written(), 2, "{}", stepper.screen());
    assert!(!is_there(&stepper, "26-0021"));
}

#[test]
fn a_key_that_is_none_or_is_taken_is_said_where_it_is_typed() {
    let mut stepper = open(&isere());
    stepper.press("4 K").press("entrée");
    said(&mut stepper, "c’est la clé qu’il a");
    stepper.press("ctrl-u").write("26-0002").press("entrée");
    said(&mut stepper, "existe déjà");
    said(&mut stepper, "26-0002");
    assert!(!stepper.shows("le motif"), "{}", stepper.screen());
    stepper.press("ctrl-u").write("26-0921").press("entrée");
    said(&mut stepper, "Corriger une clé : le motif");
    assert!(!stepper.shows("ligne de commande"), "{}", stepper.screen());
    assert_eq!(stepper.written(), 0);
}

#[test]
fn a_withdrawn_number_that_is_searched_says_when_and_why() {
    let world = isere().convention26("26-0900", GRENOBLE, |_| {});
    let mut stepper = open(&world);
    select_convention(&mut stepper, "26-0900");
    stepper.press("X").write("saisie deux fois").press("entrée");
    said(&mut stepper, "son numéro ne se redonne");
    stepper.press("o");
    assert!(!is_there(&stepper, "26-0900"));
    let why = "convention 26-0900, retirée le 23/11/2026 : saisie deux fois";
    stepper.press("échap échap 4 /").write("26-0900");
    said(&mut stepper, why);
    stepper.press("échap échap ctrl-p").write("26-0900");
    said(&mut stepper, why);
}
