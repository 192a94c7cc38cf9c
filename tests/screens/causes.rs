//! What keeps schools out, gathered by cause: each with its count, and its list.

use preau::tui::model::dialog::Dialog;

use crate::many::choose;
use crate::stepper::open;
use crate::support::isere::isere;

#[test]
fn the_causes_of_the_list_are_counted_and_lead_to_their_schools() {
    let mut stepper = open(&isere().edit_convention("26-0001", |found| found.signed_dasen = None));
    stepper.press("B");
    for said in [
        "Ce qui retient les écoles",
        "26-0001 (Grenoble), signature du DASEN",
        "3 écoles · B7",
        "26-0002 (Voiron), signatures de la collectivité et du DASEN",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    choose(&mut stepper, "26-0001 (Grenoble)");
    stepper.press("entrée");
    assert!(stepper.shows("2 Écoles 3 sur 5"), "{}", stepper.screen());
    assert!(stepper.shows("cause=\"26-0001\" regle="), "{}", stepper.screen());
    // Within the list as it is narrowed, and said so.
    stepper.press("échap /").write("voiron").press("entrée B");
    assert!(
        stepper.line("26-0002 (Voiron)").contains("école"),
        "{}",
        stepper.screen()
    );
    let dialog = match &stepper.model.dialog {
        Some(Dialog::Chooser(chooser)) => chooser.about.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(dialog, "voiron");
    assert!(!stepper.shows("26-0001 (Grenoble)"), "{}", stepper.screen());
    stepper.write("dasen");
    assert!(stepper.shows("26-0002"), "{}", stepper.screen());
    stepper.write("zz");
    assert!(stepper.shows("Aucune cause de ce nom"), "{}", stepper.screen());
}

#[test]
fn where_nothing_keeps_them_out_the_search_is_named() {
    let mut stepper = open(&isere());
    stepper.press("/").write("uai:0380123C").press("entrée B");
    assert!(
        stepper.shows("Rien ne retient les écoles de la liste (uai:0380123C)"),
        "{}",
        stepper.screen()
    );
}
