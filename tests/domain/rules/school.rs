//! B1 to B4: the school, whose choice it is, and who holds the competence.

use preau::domain::rule::RuleCode::{B1, B3, B4};
use preau::domain::school::{School, SchoolState, Sector};

use super::look::{assessed, codes_today, message, says};
use crate::support::values::day;
use crate::support::world::{SCHOOL, TODAY, World};

fn school(edit: impl FnOnce(&mut School)) -> World {
    World::eligible().edit_school(SCHOOL, edit)
}

#[test]
fn b1_the_state_in_the_annuaire() {
    let table = [
        (SchoolState::Open, false),
        (SchoolState::Closing, false),
        (SchoolState::Opening, false),
        (SchoolState::Closed, true),
        (SchoolState::Vanished, true),
    ];
    for (state, blocks) in table {
        assert_eq!(says(&school(|s| s.state = state), B1, TODAY), blocks, "{state:?}");
    }
}

#[test]
fn b1_opened_after_j() {
    let world = school(|s| s.opened = Some(day("2026-11-23")));
    for (on, blocks) in [("2026-11-22", true), ("2026-11-23", false), ("2026-11-24", false)] {
        assert_eq!(says(&world, B1, on), blocks, "{on}");
    }
}

#[test]
fn b1_closed_at_or_before_j() {
    let world = school(|s| s.closed = Some(day("2026-11-23")));
    for (on, blocks) in [("2026-11-22", false), ("2026-11-23", true), ("2026-11-24", true)] {
        assert_eq!(says(&world, B1, on), blocks, "{on}");
    }
}

#[test]
fn b1_says_which() {
    let closed = |s: &mut School| {
        s.state = SchoolState::Closed;
        s.closed = Some(day("2025-08-31"));
    };
    assert_eq!(message(&school(closed), B1), "École fermée le 31/08/2025.");
    assert_eq!(
        message(&school(|s| s.state = SchoolState::Closed), B1),
        "École fermée."
    );
    assert_eq!(
        message(&school(|s| s.state = SchoolState::Vanished), B1),
        "École disparue de l’annuaire."
    );
    assert_eq!(
        message(&school(|s| s.opened = Some(day("2027-09-01"))), B1),
        "École pas encore ouverte~: ouverture le 01/09/2027."
    );
}

#[test]
fn b2_of_a_private_school_only_b1_and_b2_are_looked_at() {
    let private = school(|s| s.sector = Sector::Private);
    assert_eq!(codes_today(&private), "B2");
    let closed = private
        .clone()
        .edit_school(SCHOOL, |s| s.state = SchoolState::Closed);
    assert_eq!(codes_today(&closed), "B1 B2");
    assert_eq!(assessed(&private, TODAY).art28(), None);
    assert_eq!(assessed(&private, TODAY).art26(), None);
}

#[test]
fn b3_without_a_solution_b7_alone_is_looked_at() {
    let undecided = World::eligible().edit_deployment(SCHOOL, |deployment| deployment.solution = None);
    assert_eq!(codes_today(&undecided), "B3");
    let unsigned = |c: &mut preau::domain::convention::Convention| c.signed_dasen = None;
    let neither = undecided
        .edit_convention("28-0001", unsigned)
        .edit_convention("26-0001", unsigned);
    assert_eq!(codes_today(&neither), "B3 B7 W21");
    assert_eq!(message(&neither, B3), "Aucune solution choisie (ENT).");
    assert_eq!(assessed(&neither, TODAY).art28(), None);
    assert_eq!(assessed(&neither, TODAY).art26(), Some(false));
}

#[test]
fn b3_a_school_without_any_deployment_is_assessed_once() {
    let bare =
        World::new()
            .commune("38185", "213801855", "Grenoble")
            .school(SCHOOL, "Élém. Jean Jaurès", "38185");
    assert_eq!(codes_today(&bare), "B3 B7");
    let assessment = assessed(&bare, TODAY);
    assert_eq!((assessment.category, assessment.stage), (None, None));
    assert_eq!(message(&bare, B3), "Aucune solution choisie.");
}

#[test]
fn b4_with_nobody_competent_b7_and_b8_are_not_looked_at() {
    let lost = school(|s| s.insee = "38024".parse().ok());
    assert_eq!(codes_today(&lost), "B4 C1 C2");
    assert_eq!(
        message(&lost, B4),
        "Aucune collectivité n’a la compétence scolaire au 23/11/2026~: le code de commune 38024 est inconnu."
    );
    let without = school(|s| s.insee = None);
    assert!(message(&without, B4).ends_with("l’école n’a pas de code de commune."));
    assert_eq!(assessed(&lost, TODAY).art26(), None);
}
