//! Undo and redo: named before they are done, refused with names where somebody changed the record since.

use preau::domain::command::{Command, Order};
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::id::Uai;
use preau::domain::permit::Right;
use preau::domain::provider::Category;
use preau::service::Desk;

use crate::isere::isere;
use crate::stepper::{Stepper, open, open_as};
use crate::support::values::{day, uai};

fn moved(school: &str, to: Stage) -> Command {
    Command::MoveStage {
        deployment: ent(uai(school)),
        to,
        on: day("2026-11-20"),
    }
}

fn ent(school: Uai) -> DeploymentId {
    DeploymentId {
        school,
        category: Category::Ent,
    }
}

fn stage(stepper: &Stepper, school: &str) -> Stage {
    let registry = stepper.desk.registry();
    registry.deployments().get(&ent(uai(school))).unwrap().stage
}

const LANGEVIN: &str = "0380126F";

#[test]
fn what_is_undone_is_named_before_and_redone_after() {
    let mut stepper = open(&isere());
    stepper.press("bas e entrée");
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ConventionEnvoyee);
    stepper.press("u");
    for said in [
        "étape « convention 26 envoyée » · École primaire Paul Langevin, Grenoble",
        "Opération n° 2 du journal, 23/11/2026",
        "convention 26 envoyée → contrat souscrit",
        "Entrée défaire",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("entrée");
    assert!(stepper.shows("✓ défait : étape « convention 26 envoyée »"));
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ContratSouscrit);
    stepper.press("U");
    assert!(stepper.shows("contrat souscrit → convention 26 envoyée"));
    stepper.press("o");
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ConventionEnvoyee);
}

#[test]
fn one_after_the_other_back_to_the_first_and_forth_again() {
    let mut stepper = open(&isere());
    stepper
        .press("bas e entrée")
        .press("e entrée")
        .press("a")
        .write("vu")
        .press("entrée");
    stepper.press("u entrée").press("u entrée").press("u entrée");
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ContratSouscrit);
    stepper.press("u");
    assert!(stepper.shows("Rien à défaire"), "{}", stepper.screen());
    stepper.press("U entrée").press("U entrée").press("U entrée");
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ConventionSignee);
    assert_eq!(stepper.desk.registry().notes().len(), 1);
    stepper.press("U");
    assert!(stepper.shows("Rien à refaire"));
}

#[test]
fn something_new_forgets_what_could_be_redone() {
    let mut stepper = open(&isere());
    stepper
        .press("bas e entrée")
        .press("u entrée")
        .press("a")
        .write("vu")
        .press("entrée")
        .press("U");
    assert!(stepper.shows("Rien à refaire"));
}

#[test]
fn a_session_undoes_what_an_earlier_one_did() {
    let mut stepper = open(&isere());
    let earlier = Order::blind(moved(LANGEVIN, Stage::ConventionSignee));
    stepper.desk.execute(&earlier).unwrap();
    stepper.press("u");
    assert!(stepper.shows("convention 26 signée → contrat souscrit"));
}

#[test]
fn a_batch_is_undone_by_its_own_key_alone() {
    let mut stepper = open(&isere());
    stepper.press("bas espace espace a").write("vu").press("entrée o");
    assert_eq!(stepper.desk.registry().notes().len(), 2);
    stepper.press("u");
    for said in [
        "2 notes · ",
        "Paul Langevin, Grenoble",
        "Jean Jaurès, Grenoble",
        "o tout défaire",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("entrée");
    assert_eq!(stepper.desk.registry().notes().len(), 2);
    stepper.press("o");
    assert_eq!(stepper.desk.registry().notes().len(), 0);
}

#[test]
fn a_registration_of_one_school_is_one_thing_to_undo() {
    let mut stepper = open(&isere());
    stepper.press("bas bas i entrée").press("u");
    assert!(stepper.shows("n° 2 close"), "{}", stepper.screen());
    stepper.press("entrée");
    assert!(stepper.shows("✓ 1 inscrite"));
}

#[test]
fn what_a_colleague_changed_since_is_named_and_stays() {
    let mut stepper = open(&isere());
    stepper.press("bas e entrée");
    stepper.colleague(moved(LANGEVIN, Stage::ConventionSignee));
    stepper.press("u");
    for said in [
        "Impossible à défaire",
        "Paul Langevin, Grenoble a changé depuis",
        "mmartin",
        "convention 26 envoyée → convention 26 signée",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("entrée");
    assert!(stepper.model.layer.is_none());
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ConventionSignee);
    assert_eq!(stepper.written(), 1);
}

#[test]
fn what_changed_between_the_dialog_and_its_confirmation_is_not_overwritten() {
    let mut stepper = open(&isere());
    stepper.press("bas e entrée").press("u");
    stepper.colleague(moved(LANGEVIN, Stage::ConventionSignee));
    stepper.press("entrée");
    assert!(stepper.shows("mmartin"), "{}", stepper.screen());
    assert_eq!(stage(&stepper, LANGEVIN), Stage::ConventionSignee);
}

#[test]
fn the_entries_of_others_are_not_ones_own() {
    let mut stepper = open(&isere());
    stepper.colleague(moved(LANGEVIN, Stage::ConventionSignee));
    stepper.press("u");
    assert!(stepper.shows("Rien à défaire"));
}

#[test]
fn a_reader_has_nothing_to_undo() {
    let mut stepper = open_as(&isere(), 120, 40, Right::Lecture);
    stepper.press("u");
    assert!(stepper.shows("il faut le droit « gestion »"));
}

#[test]
fn those_that_changed_since_in_a_batch_are_named() {
    let mut stepper = open(&isere());
    stepper
        .press("bas espace espace e")
        .write("besoin")
        .press("entrée o");
    let schools = ["0380123C", LANGEVIN];
    for school in schools {
        stepper.colleague(moved(school, Stage::OffreEvaluee));
    }
    stepper.press("u");
    for said in [
        "! 2 fiches ont changé depuis",
        "École primaire Paul Langevin, Grenoble",
        "Jean Jaurès, Grenoble",
        "mmartin",
        "en entier ou pas du tout",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
}
