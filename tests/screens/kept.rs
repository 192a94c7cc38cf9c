//! What is typed or marked is not lost by one key, nor by what a colleague does, nor taken for something else.

use preau::config::state::Draft;
use preau::domain::command::Command;
use preau::domain::convention::Convention;
use preau::domain::record::{Record, RecordId};
use preau::tui::events::Event;

use crate::stepper::{Stepper, open};
use crate::support::isere::isere;
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
        dossiers: vec!["777".to_owned()],
        ..convention(stepper)
    };
    stepper.colleague(Command::Save {
        record: record.into(),
    });
}

#[test]
fn the_preview_of_an_annexe_goes_back_to_its_marks() {
    let mut stepper = unmarked();
    stepper.press("entrée échap");
    assert!(stepper.shows("2 sur 3 cochées"), "{}", stepper.screen());
    stepper.press("entrée").write("sans").press("entrée");
    assert!(stepper.shows("toutes les écoles → 2 écoles"));
    stepper.press("échap");
    assert!(stepper.shows("2 sur 3 cochées"), "{}", stepper.screen());
    stepper.press("entrée").write("sans");
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
    assert!(stepper.model.dialog.is_none());
    stepper.press("y échap");
    assert!(stepper.model.dialog.is_none(), "nothing was marked");
}

#[test]
fn marks_of_an_annexe_outlive_a_colleague_s_change_of_the_convention() {
    for after_the_preview in [false, true] {
        let mut stepper = unmarked();
        stepper.press("entrée").write("sans");
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
        stepper.press("entrée").write("sans").press("entrée o");
        let found = convention(&stepper);
        assert_eq!(found.dossiers, ["777"], "nothing is written over");
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

#[test]
fn enter_passes_over_what_is_picked_and_takes_nothing() {
    let mut stepper = open(&isere());
    stepper.press("2 n").write("école").press("entrée");
    for (label, next) in [("Code INSEE", "Commune"), ("RPI", "Code du RPI")] {
        to_field(&mut stepper, label);
        stepper.press("entrée");
        assert!(stepper.shows(&format!("▸ {next}")), "{}", stepper.screen());
        assert!(stepper.line(&format!("│   {label}  ")).contains('–'));
    }
}

/// The drafts that are kept by now, whatever becomes of the program.
fn drafts(stepper: &Stepper) -> Vec<Draft> {
    stepper.memory.0.drafts.clone()
}

#[test]
fn what_is_typed_is_kept_before_the_form_is_left() {
    let mut stepper = open(&isere());
    stepper.press("3 m bas").write("Contact");
    assert!(drafts(&stepper).is_empty(), "not at every key");
    stepper.press("bas");
    assert_eq!(drafts(&stepper).len(), 1, "the field is left");
    stepper.press("haut").write(" nouveau");
    let before = drafts(&stepper);
    stepper.send(Event::Deadline);
    assert_ne!(drafts(&stepper), before, "a pause");
    assert_eq!(drafts(&stepper).len(), 1);
    let mut next = open(&isere());
    next.model.state = stepper.memory.0.clone();
    next.restart().press("entrée");
    assert!(next.shows("Contact nouveau"), "{}", next.screen());
    next.press("ctrl-s");
    assert_eq!(next.written(), 1);
    assert!(drafts(&next).is_empty(), "what is saved is no draft");
}

#[test]
fn nothing_is_kept_of_what_was_erased_or_abandoned() {
    let mut stepper = open(&isere());
    stepper.press("3 m bas").write("ab").press("bas");
    assert_eq!(drafts(&stepper).len(), 1);
    stepper.press("haut retour retour bas");
    assert!(drafts(&stepper).is_empty(), "the form is as it was");
    stepper.press("haut").write("ab").press("échap");
    assert_eq!(drafts(&stepper).len(), 1, "a question is asked over it");
    stepper.press("bas entrée");
    assert!(stepper.shows("Saisie abandonnée"));
    assert!(drafts(&stepper).is_empty());
}

#[test]
fn keys_typed_before_a_form_opens_do_not_answer_its_question() {
    let mut stepper = open(&isere());
    stepper
        .press("3 n")
        .write("prest")
        .press("entrée bas")
        .write("Autre")
        .press("échap entrée");
    stepper.press("3 n").write("prest");
    stepper.slow = true;
    stepper.press("entrée 9 entrée x");
    stepper.slow = false;
    stepper.settle();
    assert!(stepper.shows("Un brouillon est gardé"), "{}", stepper.screen());
    assert!(stepper.shows("Repartir d’une saisie vide"));
}

/// Puts the cursor on a field.
fn to_field(stepper: &mut Stepper, label: &str) {
    for _ in 0..80 {
        if stepper.shows(&format!("▸ {label}")) {
            return;
        }
        stepper.press("bas");
    }
    panic!("no field {label}:\n{}", stepper.screen());
}

#[test]
fn a_record_that_is_gone_to_is_not_sought_in_another_list() {
    let mut stepper = open(&isere());
    stepper.press("1 fin entrée");
    let scope = stepper.model.scope.clone();
    assert!(!scope.is_empty());
    stepper.press("ctrl-p").write("jaures");
    stepper.slow = true;
    stepper.press("entrée");
    crate::mouse::click(&mut stepper, "Prestataires");
    stepper.slow = false;
    stepper.settle();
    stepper.press("/").write("zzz").press("entrée");
    assert_eq!(stepper.model.scope, scope);
}

#[test]
fn the_answer_to_an_order_does_not_close_the_dialog_of_a_file() {
    let mut stepper = open(&isere());
    stepper.writes = false;
    stepper.press("bas e");
    stepper.slow = true;
    stepper.press("entrée échap x entrée entrée");
    stepper.slow = false;
    stepper.settle();
    assert_eq!(stepper.written(), 1);
    assert!(stepper.model.dialog.is_some(), "{}", stepper.screen());
    assert!(stepper.shows("n’est pas écrit"), "{}", stepper.screen());
}
