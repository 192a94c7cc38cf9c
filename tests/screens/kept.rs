//! What is typed or marked is not lost by one key, nor by what a colleague does, nor taken for something else.

use preau::domain::command::Command;
use preau::domain::convention::Convention;
use preau::domain::record::{Record, RecordId};

use crate::isere::isere;
use crate::stepper::{Stepper, open};
use crate::support::values::number;
use crate::support::world::C26;

fn convention(stepper: &Stepper) -> Convention {
    match stepper.desk.registry().get(&RecordId::Convention(number(C26))) {
        Some(Record::Convention(found)) => *found,
        other => panic!("{other:?}"),
    }
}

/// The annexe of a convention, one of its schools unmarked.
fn unmarked() -> Stepper {
    let mut stepper = open(&isere());
    stepper
        .press("4 /")
        .write(C26)
        .press("entrée y espace bas espace");
    assert!(stepper.shows("2 sur 3 cochées"), "{}", stepper.screen());
    stepper
}

fn annotated(stepper: &mut Stepper) {
    let record = Convention {
        dossier: Some("777".to_owned()),
        ..convention(stepper)
    };
    stepper.colleague(Command::Save {
        record: record.into(),
    });
}

#[test]
fn the_preview_of_an_annexe_goes_back_to_its_marks() {
    let mut stepper = unmarked();
    stepper.press("entrée");
    assert!(stepper.shows("toutes les écoles → 2 écoles"));
    stepper.press("échap");
    assert!(stepper.shows("2 sur 3 cochées"), "{}", stepper.screen());
    stepper.slow = true;
    stepper.press("entrée échap");
    stepper.slow = false;
    stepper.settle();
    assert!(stepper.shows("2 sur 3 cochées"), "{}", stepper.screen());
}

#[test]
fn marks_of_an_annexe_are_left_by_two_keys() {
    let mut stepper = unmarked();
    stepper.press("échap");
    assert!(
        stepper.shows("Échap encore les abandonne"),
        "{}",
        stepper.screen()
    );
    stepper.press("bas échap");
    assert!(
        stepper.shows("Échap encore les abandonne"),
        "any other key goes on"
    );
    stepper.press("échap");
    assert!(stepper.model.layer.is_none());
    stepper.press("y échap");
    assert!(stepper.model.layer.is_none(), "nothing was marked");
}

#[test]
fn marks_of_an_annexe_outlive_a_colleague_s_change_of_the_convention() {
    for after_the_preview in [false, true] {
        let mut stepper = unmarked();
        if after_the_preview {
            stepper.press("entrée");
        }
        annotated(&mut stepper);
        stepper.press(if after_the_preview { "o" } else { "entrée" });
        assert!(
            stepper.shows("mmartin vient de modifier cette convention"),
            "{}",
            stepper.screen()
        );
        assert!(stepper.shows("2 sur 3 cochées"));
        stepper.press("entrée o");
        let found = convention(&stepper);
        assert_eq!(found.dossier.as_deref(), Some("777"), "nothing is written over");
        assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    }
}

#[test]
fn what_a_list_of_records_finds_late_fills_no_other_list() {
    let mut stepper = open(&isere());
    stepper.press("2 n").write("école").press("entrée");
    stepper.slow = true;
    to_field(&mut stepper, "Code INSEE");
    stepper.write("voi").press("échap");
    to_field(&mut stepper, "RPI");
    stepper.press("espace");
    stepper.slow = false;
    stepper.settle();
    assert!(stepper.shows("concentré"), "{}", stepper.screen());
}

/// Puts the hand on a field.
fn to_field(stepper: &mut Stepper, label: &str) {
    for _ in 0..80 {
        if stepper.shows(&format!("▸ {label}")) {
            return;
        }
        stepper.press("bas");
    }
    panic!("no field {label}:\n{}", stepper.screen());
}
