//! A solution that is filed under another category in its form.

use preau::domain::deployment::{DeploymentId, Rank, Stage};
use preau::domain::provider::Category;

use crate::stepper::{Stepper, open};
use crate::support::values::{siren, uai};
use crate::support::world::{EDREDON, SCHOOL, World};

#[test]
fn the_form_says_what_goes_with_it_and_is_confirmed_by_its_own_key() {
    let mut stepper = open(&World::registered("2026-11-20"));
    stepper
        .press("ctrl-p")
        .write("olm")
        .press("entrée m bas bas espace")
        .write("vie")
        .press("entrée ctrl-s");
    for said in [
        "Ce que cela change",
        "La solution olm passe de la catégorie « ENT » à « vie scolaire ».",
        "1 usage la suit",
        "inscription au registre n° 1",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("entrée");
    assert_eq!(stepper.written(), 0, "Enter alone does not confirm");
    stepper.press("o");
    let id = DeploymentId {
        school: uai(SCHOOL),
        category: Category::VieScolaire,
        rank: Rank::FIRST,
    };
    let registry = stepper.desk.registry();
    assert!(registry.deployments().get(&id).is_some());
    assert_eq!(registry.entries().get(&1).unwrap().deployment(), id);
}

/// The prestataire that absorbed another is noted in the form of that one: its convention 28 goes on.
#[test]
fn who_absorbed_a_prestataire_is_noted_in_its_form() {
    let buyer = "999000201";
    let world = World::eligible().provider(buyer, "ACQUÉREUR");
    let world = world.edit_solution("olm", |found| found.provider = siren(buyer));
    let mut stepper = open(&world);
    let convention_lacks = |stepper: &mut Stepper| stepper.line("0380123C").contains('⚑');
    assert!(convention_lacks(&mut stepper), "{}", stepper.screen());
    stepper
        .press("3 /")
        .write("edredon")
        .press("entrée m bas bas bas bas bas")
        .write(buyer)
        .press("entrée")
        .write("1/10/2026")
        .press("bas espace")
        .write("fusion")
        .press("entrée ctrl-s");
    let held = stepper.desk.registry().providers().get(&siren(EDREDON)).unwrap();
    assert_eq!(held.successors.len(), 1);
    assert!(!convention_lacks(&mut stepper), "{}", stepper.screen());
}

#[test]
fn a_school_that_would_have_two_uses_is_named_under_the_category() {
    let world = World::eligible()
        .solution_of(Category::VieScolaire, "autre", "AUTRE", EDREDON)
        .deployment(SCHOOL, "autre", Stage::OffreEvaluee);
    let mut stepper = open(&world);
    stepper
        .press("ctrl-p")
        .write("olm")
        .press("entrée m bas bas espace")
        .write("vie")
        .press("entrée ctrl-s");
    assert!(
        stepper.shows("aurait deux solutions en cours"),
        "{}",
        stepper.screen()
    );
    assert_eq!(stepper.written(), 0);
}
