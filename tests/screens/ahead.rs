//! Keys typed before their rows have come: each acts on what the keys before it asked for, as if they were typed one by
//! one.

use std::time::Duration;

use preau::domain::deployment::Stage;
use preau::domain::record::RecordId;
use preau::service::DeskError;
use preau::tui::effect::{Heard, Reply, Slot};
use preau::tui::events::Event;
use preau::tui::model::ListName;

use crate::stepper::{Stepper, open};
use crate::support::isere::isere;
use crate::support::values::uai;

/// What keys do: where the cursor is, what is marked, what is shown.
fn outcome(stepper: &mut Stepper) -> (String, Vec<Vec<RecordId>>, u64) {
    let marks = ListName::ALL.map(|name| stepper.model.list(name).marks.ids());
    (stepper.screen(), marks.into(), stepper.written())
}

/// Types everything before the desk answers anything.
fn at_once(keys: &[&str]) -> Stepper {
    let mut stepper = open(&isere());
    stepper.slow = true;
    type_in(&mut stepper, keys);
    stepper.settle();
    stepper.slow = false;
    // The dossier follows once the cursor rests.
    stepper.send(Event::Deadline);
    stepper
}

fn type_in(stepper: &mut Stepper, keys: &[&str]) {
    for part in keys {
        match part.strip_prefix('\'') {
            Some(text) => stepper.write(text),
            None => stepper.press(part),
        };
    }
}

#[test]
fn keys_typed_ahead_do_what_they_do_one_by_one() {
    let cases: [&[&str]; 27] = [
        &["/", "'0380124D", "entrée j e"],
        &["/", "'0380124D", "entrée espace"],
        &["/", "'0380124D", "entrée espace espace"],
        &["/", "'0380124D", "entrée entrée"],
        &["/", "'voiron", "entrée j h"],
        &["/", "'voiron", "entrée a", "'vu"],
        &["/", "'commune:grenoble", "entrée * e"],
        &["* e"],
        &["* i"],
        &["! a"],
        &["1 j j entrée 4 s"],
        &["1 j j entrée 2 j e"],
        &["1 j j entrée 2 espace"],
        &["/", "'voiron", "entrée a", "'quand", "retour retour entrée"],
        &["/", "'voiron", "entrée a", "'vu", "ctrl-w", "'quitte"],
        &["w", "'sans convention 26", "entrée j e"],
        &["w", "'relances", "entrée * a"],
        &["/", "'voiron", "entrée e échap"],
        &["/", "'voiron", "entrée e échap j h"],
        &["/", "'voiron", "entrée échap j espace"],
        &["/", "'voiron", "entrée a échap échap h"],
        &["/", "'voiron", "entrée espace échap échap e"],
        &["* échap échap e"],
        &["o", "'comm", "entrée j j e"],
        &["e", "'conv", "entrée j h"],
        &[
            "n",
            "'conseil",
            "entrée espace",
            "'jaures",
            "entrée tab",
            "'12/9",
            "tab",
        ],
        &[
            "n",
            "'conseil",
            "entrée espace",
            "'langevin",
            "bas haut tab",
            "'12/9",
            "entrée",
        ],
    ];
    for keys in cases {
        let mut one_by_one = open(&isere());
        type_in(&mut one_by_one, keys);
        let mut ahead = at_once(keys);
        let (ahead, one_by_one) = (outcome(&mut ahead), outcome(&mut one_by_one));
        assert_eq!(ahead.1, one_by_one.1, "{keys:?}");
        assert_eq!(ahead.2, one_by_one.2, "{keys:?}");
        assert!(
            ahead.0 == one_by_one.0,
            "{keys:?}\n{}\nahead, and one by one\n{}",
            ahead.0,
            one_by_one.0
        );
    }
}

#[test]
fn a_stage_typed_ahead_is_written_on_the_school_that_was_searched() {
    let stages = |stepper: &Stepper| {
        let registry = stepper.desk.registry();
        let stage = |id| registry.deployments_of(uai(id)).next().map(|held| held.stage);
        ["0380127G", "0380126F", "0380123C"].map(stage)
    };
    let before = stages(&open(&isere()));
    // One row down is another school as long as the search has not come.
    let mut stepper = at_once(&["/", "'0380123C", "entrée j e", "'susp", "entrée"]);
    let after = stages(&stepper);
    assert_eq!(after, [before[0], before[1], Some(Stage::Suspendue)]);
    assert!(
        stepper.shows("✓ Élém. Jean Jaurès, Grenoble · ENT"),
        "{}",
        stepper.screen()
    );
}

#[test]
fn keys_behind_a_search_that_is_wrong_do_nothing_and_the_bar_comes_back() {
    let mut stepper = at_once(&["/", "'comune:x", "entrée espace e"]);
    assert!(stepper.model.searching && stepper.model.dialog.is_none());
    assert!(stepper.model.focused().marks.is_empty());
    assert!(stepper.shows("filtre inconnu"), "{}", stepper.screen());
}

#[test]
fn keys_behind_a_marking_that_fails_do_nothing() {
    let mut stepper = open(&isere());
    stepper.slow = true;
    stepper.press("* e");
    let asked = stepper
        .asked
        .iter()
        .position(|(ticket, _)| ticket.slot == Slot::Marks);
    let (ticket, _) = stepper.asked.remove(asked.unwrap()).unwrap();
    stepper.slow = false;
    let answer = Err(DeskError::Store("le disque ne répond pas".to_owned()));
    stepper.send(Event::Wake(Reply { ticket, answer }));
    assert!(stepper.shows("le disque ne répond pas"), "{}", stepper.screen());
    assert!(
        stepper.model.dialog.is_none(),
        "the stage of no single school is asked"
    );
}

#[test]
fn what_opens_by_itself_takes_no_key_that_waited_for_rows() {
    let mut stepper = open(&isere());
    stepper.press("e");
    let dialog = stepper.model.dialog.take();
    stepper.slow = true;
    stepper.press("/").write("voiron").press("entrée entrée");
    assert!(!stepper.model.typed.is_empty());
    stepper.model.dialog = dialog;
    stepper.slow = false;
    let before = stepper.written();
    stepper.settle();
    assert_eq!(stepper.written(), before);
    assert!(stepper.model.dialog.is_some() && stepper.model.typed.is_empty());
}

#[test]
fn a_click_gives_up_what_was_typed_ahead() {
    let mut stepper = open(&isere());
    stepper.slow = true;
    stepper.press("/").write("voiron").press("entrée espace");
    crate::mouse::click(&mut stepper, "Prestataires");
    stepper.slow = false;
    stepper.settle();
    assert!(stepper.model.typed.is_empty());
    let marked = ListName::ALL.map(|name| stepper.model.list(name).marks.count());
    assert_eq!(marked, [0; 4]);
}

#[test]
fn a_service_that_goes_gives_up_what_was_typed_ahead() {
    let mut stepper = open(&isere());
    stepper.slow = true;
    stepper.press("/").write("voiron").press("entrée espace");
    stepper.send(Event::Heard(Heard::Away {
        since: Duration::from_secs(5),
        why: None,
    }));
    assert!(stepper.model.typed.is_empty());
    assert!(
        stepper.shows("rien n’a été fait de ces touches"),
        "{}",
        stepper.screen()
    );
    stepper.press("espace");
    assert!(stepper.model.typed.is_empty(), "nor of those that follow");
    stepper.press("échap * échap ?");
    assert!(
        stepper.model.dialog.is_some(),
        "going back gives up the marks: help opens"
    );
}
