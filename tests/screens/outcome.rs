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
        .press("entrée")
        .write("fin du marché")
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
    // All that have the solution come last, then what becomes of some of them is above.
    stepper.press("fin");
    for _ in 0..200 {
        if !stepper.shows("10 écoles ne sont plus prêtes") {
            stepper.press("haut");
        }
    }
    said(&mut stepper, "10 écoles ne sont plus prêtes");
    stepper.press("échap");
    said(&mut stepper, "et 65 autres");
    assert_eq!(stepper.written(), 0);
    stepper.press("o");
    assert_eq!(stepper.written(), 1);
}

/// The conventions of the demo, with the one of a number chosen.
fn convention(number: &str) -> Stepper {
    let records: Vec<_> = demo().records().map(|(record, _)| record).collect();
    let mut stepper = open_on(records, 120, 40, Right::Administration);
    stepper.press("4 /").write(number).press("entrée");
    stepper
}

/// True where the list of the schools of a commune shows a stage.
fn stands_at(stepper: &mut Stepper, commune: &str, stage: &str) -> bool {
    stepper.press("2 /").write(commune).press("entrée");
    stepper.shows(stage)
}

#[test]
fn a_signature_moves_the_stage_of_its_school_unless_the_operator_says_no() {
    for (keys, stage) in [
        ("entrée", "conv. 26 signée"),
        ("espace entrée", "conv. 26 envoyée"),
    ] {
        let mut stepper = convention("26-0100");
        stepper.press("s entrée");
        said(&mut stepper, "1 école passe à « convention 26 signée »");
        said(&mut stepper, "Avancer aussi cette étape : oui");
        assert_eq!(stepper.written(), 0);
        stepper.press(keys);
        assert_eq!(stepper.written(), 1, "{}", stepper.screen());
        assert!(stepper.model.dialog.is_none(), "{}", stepper.screen());
        assert!(stands_at(&mut stepper, "agnin", stage), "{}", stepper.screen());
    }
}

#[test]
fn the_signature_and_the_stage_are_taken_back_as_one() {
    let mut stepper = convention("26-0100");
    stepper.press("s entrée entrée u");
    said(&mut stepper, "conv");
    stepper.press("entrée");
    if stepper.written() < 2 {
        stepper.press("o");
    }
    assert_eq!(stepper.written(), 2, "{}", stepper.screen());
    assert!(
        stands_at(&mut stepper, "agnin", "conv. 26 envoyée"),
        "{}",
        stepper.screen()
    );
}

#[test]
fn the_stages_of_several_schools_take_their_own_key_and_the_signature_alone_does_not() {
    let mut stepper = convention("26-0012");
    stepper.press("s entrée");
    said(&mut stepper, "Avancer aussi l’étape de ces");
    stepper.press("entrée");
    assert_eq!(stepper.written(), 0, "Enter alone is not enough");
    said(&mut stepper, "Plusieurs enregistrements");
    stepper.press("espace");
    said(&mut stepper, ": non");
    stepper.press("entrée");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    let mut stepper = convention("26-0012");
    stepper.press("s entrée o");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
}

#[test]
fn at_80_columns_the_keys_of_a_preview_are_shown_and_help_lies_over_it() {
    let records = demo().records().map(|(record, _)| record).collect();
    let mut stepper = open_on(records, 80, 24, Right::Gestion);
    stepper.press("4 /").write("26-0100").press("entrée s entrée");
    said(&mut stepper, "Avancer aussi cette étape : oui");
    said(&mut stepper, "Espace sans l’étape");
    stepper.press("?");
    said(&mut stepper, "Aide");
    stepper.press("échap");
    said(&mut stepper, "Avancer aussi cette étape : oui");
    assert_eq!(stepper.written(), 0);
}
