//! What keeps schools out, gathered by cause: each with its count, and its list.

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
    // Within the list as it is narrowed.
    stepper.press("échap /").write("voiron").press("entrée B");
    assert!(!stepper.shows("26-0001 (Grenoble)"), "{}", stepper.screen());
    stepper.write("dasen");
    assert!(stepper.shows("26-0002"), "{}", stepper.screen());
    stepper.write("zz");
    assert!(stepper.shows("Aucune cause de ce nom"), "{}", stepper.screen());
}
