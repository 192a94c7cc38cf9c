//! The dialogs at 120 by 40, and the tightest ones at 80 by 24.

use insta::assert_snapshot;

use crate::isere::isere;
use crate::stepper::{open, open_at};

#[test]
fn stages_say_why_some_are_refused() {
    assert_snapshot!(open(isere()).press("bas e").screen());
}

#[test]
fn stages_at_80_by_24() {
    assert_snapshot!(open_at(isere(), 80, 24).press("bas e").screen());
}

#[test]
fn a_school_without_deployment_chooses_a_solution_first() {
    assert_snapshot!(open(isere()).press("bas bas bas e").screen());
}

#[test]
fn a_refused_registration_lists_its_reasons() {
    assert_snapshot!(open(isere()).press("fin i").screen());
}

#[test]
fn a_registration_is_shown_before_it_is_written() {
    assert_snapshot!(open(isere()).press("bas bas i").screen());
}

#[test]
fn a_signature_asks_who_and_when() {
    assert_snapshot!(open(isere()).press("4 fin s").screen());
}

#[test]
fn a_termination_says_what_follows() {
    assert_snapshot!(open(isere()).press("4 t").screen());
}

#[test]
fn from_a_school_its_convention_is_chosen_first() {
    assert_snapshot!(open(isere()).press("fin s").screen());
}

#[test]
fn a_note_is_typed() {
    assert_snapshot!(
        open(isere())
            .press("a")
            .write("Rappeler Mme Durand après le conseil")
            .screen()
    );
}

#[test]
fn the_history_of_a_record() {
    let mut stepper = open(isere());
    stepper.press("bas e").press("entrée").press("h");
    assert_snapshot!(stepper.screen());
}

#[test]
fn undo_names_what_it_takes_back() {
    assert_snapshot!(open(isere()).press("bas e entrée u").screen());
}

#[test]
fn the_palette_lists_every_verb() {
    assert_snapshot!(open(isere()).press(":").screen());
}

#[test]
fn the_palette_at_80_by_24() {
    assert_snapshot!(open_at(isere(), 80, 24).press(":").write("conv").screen());
}

#[test]
fn any_record_is_reached_by_fragments() {
    assert_snapshot!(open(isere()).press("ctrl-p").write("mart").screen());
}

#[test]
fn help_shows_the_keys_in_force() {
    assert_snapshot!(open(isere()).press("?").screen());
}

#[test]
fn help_at_80_by_24() {
    assert_snapshot!(open_at(isere(), 80, 24).press("? pgsuiv").screen());
}
