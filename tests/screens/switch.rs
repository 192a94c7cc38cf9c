//! A school that leaves its solution, or goes on with another in mid-year: one verb, one preview, one order, one undo.

use preau::domain::deployment::{DeploymentId, Rank, Stage};
use preau::domain::provider::Category;

use crate::stepper::{Stepper, open};
use crate::support::isere::isere;
use crate::support::values::{solution_code, uai};
use crate::support::world::EDREDON;

/// The school that is registered with OLM.
const REGISTERED: &str = "0380127G";

fn said(stepper: &mut Stepper, text: &str) {
    assert!(stepper.shows(text), "{text}\n{}", stepper.screen());
}

fn opened() -> Stepper {
    let mut stepper = open(&isere().solution("autre", "AUTRE", EDREDON));
    stepper.press("2");
    said(&mut stepper, "Saint-Martin");
    stepper
}

fn used(stepper: &Stepper, rank: &str) -> Option<(String, Stage, String)> {
    let id = DeploymentId {
        rank: Rank::parse(rank).unwrap(),
        ..DeploymentId::first(uai(REGISTERED), Category::Ent)
    };
    let used = stepper.desk.registry().deployments().get(&id)?;
    let solution = used
        .solution
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    Some((solution, used.stage, used.exit_reason.clone()))
}

#[test]
fn another_solution_leaves_the_former_with_the_reason_in_one_order() {
    let mut stepper = opened();
    stepper.press("c");
    said(&mut stepper, "Choisir la solution");
    stepper.write("autre").press("entrée");
    said(&mut stepper, "Changer de solution : le motif de la sortie");
    said(&mut stepper, "L’inscription au registre est close avec ce motif.");
    said(&mut stepper, "AUTRE commence ce jour-là.");
    assert_eq!(stepper.written(), 0);
    stepper.press("entrée");
    said(&mut stepper, "il faut un motif");
    stepper.write("marché de la commune").press("entrée");
    said(&mut stepper, "1 école n’est plus inscrite");
    said(&mut stepper, "Avancer aussi cette étape : oui");
    assert_eq!(stepper.written(), 0);
    stepper.press("o");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    let former = ("olm".to_owned(), Stage::Sortie, "marché de la commune".to_owned());
    assert_eq!(used(&stepper, "1"), Some(former));
    // As far as the convention 26, which covers it, has brought it.
    let next = ("autre".to_owned(), Stage::ConventionSignee, String::new());
    assert_eq!(used(&stepper, "2"), Some(next));
    let entries = stepper.desk.registry().entries();
    let closed = entries.get(&1).unwrap().closed.as_ref().unwrap();
    assert_eq!(closed.reason, "marché de la commune");
    stepper.press("u");
    said(&mut stepper, "passage de la solution olm à la solution autre");
    stepper.press("o");
    assert_eq!(stepper.written(), 2, "{}", stepper.screen());
    assert_eq!(used(&stepper, "1").unwrap().1, Stage::Inscrite);
    assert_eq!(used(&stepper, "2"), None);
}

#[test]
fn the_cursor_stands_on_the_current_solution() {
    let mut stepper = opened();
    stepper.press("c entrée");
    said(&mut stepper, "c’est la solution choisie");
    assert_eq!(stepper.written(), 0);
}

#[test]
fn a_choice_that_leaves_nothing_behind_asks_no_reason_and_says_what_the_school_loses() {
    let mut stepper = opened();
    stepper.press("bas c").write("autre").press("entrée");
    said(&mut stepper, "1 école n’est plus prête");
    assert_eq!(stepper.written(), 0);
    stepper.press("entrée");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    let id = DeploymentId::first(uai("0380126F"), Category::Ent);
    let used = stepper.desk.registry().deployments().get(&id).unwrap();
    assert_eq!(used.solution, Some(solution_code("autre")));
}

#[test]
fn the_exit_as_a_stage_asks_for_the_reason_too() {
    let mut stepper = opened();
    stepper.press("e").write("sortie").press("entrée");
    said(&mut stepper, "Quitter une solution : le motif");
    stepper.write("n’utilise plus").press("entrée");
    said(&mut stepper, "1 école n’est plus inscrite");
    stepper.press("o");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    let left = ("olm".to_owned(), Stage::Sortie, "n’utilise plus".to_owned());
    assert_eq!(used(&stepper, "1"), Some(left));
}

/// Marks the two schools of Grenoble that use OLM, one registered and one on its way.
fn marked() -> Stepper {
    let mut stepper = opened();
    stepper.press("début espace espace");
    said(&mut stepper, "2 cochées");
    stepper
}

fn last_undo(stepper: &mut Stepper) -> String {
    stepper.press("u");
    stepper.screen()
}

#[test]
fn several_schools_switch_with_one_reason_one_preview_and_one_undo() {
    let mut stepper = marked();
    stepper.press("c").write("autre").press("entrée");
    said(&mut stepper, "Changer de solution : le motif de la sortie");
    said(&mut stepper, "AUTRE commence ce jour-là.");
    assert_eq!(stepper.written(), 0);
    stepper.press("entrée");
    said(&mut stepper, "il faut un motif");
    stepper.write("marché de la commune").press("entrée");
    said(&mut stepper, "2 changeront");
    said(&mut stepper, "1 école n’est plus inscrite");
    said(&mut stepper, "Avancer aussi");
    assert_eq!(stepper.written(), 0);
    stepper.press("o");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    let former = ("olm".to_owned(), Stage::Sortie, "marché de la commune".to_owned());
    assert_eq!(used(&stepper, "1"), Some(former));
    // As far as the convention 26, which covers it, has brought it.
    let next = ("autre".to_owned(), Stage::ConventionSignee, String::new());
    assert_eq!(used(&stepper, "2"), Some(next));
    let screen = last_undo(&mut stepper);
    let words = "1 choix de la solution autre, 1 passage de la solution olm à la solution autre";
    assert!(screen.contains(words), "{screen}");
    stepper.press("o");
    assert_eq!(stepper.written(), 2, "{}", stepper.screen());
    assert_eq!(used(&stepper, "1").unwrap().1, Stage::Inscrite);
    assert_eq!(used(&stepper, "2"), None);
}

#[test]
fn several_schools_leave_with_one_reason() {
    let mut stepper = marked();
    stepper.press("e").write("sortie").press("entrée");
    said(&mut stepper, "Quitter une solution : le motif");
    said(&mut stepper, "2 écoles quittent leur solution le 23/11/2026.");
    stepper.write("fin du marché").press("entrée");
    said(&mut stepper, "2 changeront");
    said(&mut stepper, "1 école n’est plus inscrite");
    stepper.press("o");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    let left = ("olm".to_owned(), Stage::Sortie, "fin du marché".to_owned());
    assert_eq!(used(&stepper, "1"), Some(left));
    let entries = stepper.desk.registry().entries();
    let closed = entries.get(&1).unwrap().closed.as_ref().unwrap();
    assert_eq!(closed.reason, "fin du marché");
}

#[test]
fn a_choice_for_several_that_leaves_nothing_behind_asks_no_reason() {
    let mut stepper = opened();
    stepper.press("début bas espace bas espace");
    stepper.press("c").write("autre").press("entrée");
    assert!(!stepper.shows("le motif de la sortie"), "{}", stepper.screen());
    said(&mut stepper, "2 lignes cochées");
}
