//! What the operator may take back and do again, by name.

use preau::domain::command::Command;
use preau::domain::deployment::Stage;
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;
use preau::service::{Deed, Desk};

use super::office::{Office, class, ent, pupils};
use crate::support::values::{day, uai};
use crate::support::world::SCHOOL;

fn stage(to: Stage) -> Command {
    Command::MoveStage {
        deployment: ent(uai(SCHOOL)),
        to,
        on: day("2026-11-20"),
    }
}

fn note(text: &str) -> Command {
    Command::AddNote {
        about: RecordId::School(pupils(1)[0]),
        text: text.to_owned(),
    }
}

fn undoable(office: &Office) -> Option<Deed> {
    office.0.undoable().unwrap()
}

fn redoable(office: &Office) -> Option<Deed> {
    office.0.redoable().unwrap()
}

/// Takes back what the desk offers.
fn undo(office: &mut Office) -> u64 {
    let entry = undoable(office).unwrap().seq;
    office.does(Command::Undo { entry }).seq
}

fn redo(office: &mut Office) -> u64 {
    let entry = redoable(office).unwrap().seq;
    office.does(Command::Undo { entry }).seq
}

#[test]
fn the_last_of_ones_own_is_named_with_what_it_is_about() {
    let mut office = Office::of(class(1));
    assert_eq!(undoable(&office), None);
    office.does(stage(Stage::ContratSouscrit));
    let deed = undoable(&office).unwrap();
    assert!(deed.words.contains("contrat souscrit"), "{}", deed.words);
    assert!(
        deed.words.contains("Élém. Jean Jaurès, Grenoble"),
        "{}",
        deed.words
    );
    let several = Command::Many {
        commands: vec![note("a"), stage(Stage::ConventionSignee)],
    };
    office.does(several);
    let words = undoable(&office).unwrap().words;
    assert!(
        words.starts_with("1 note, 1 étape") && words.ends_with("et 1 autre"),
        "{words}"
    );
}

#[test]
fn undo_goes_back_redo_forward_and_a_new_command_forgets_the_redo() {
    let mut office = Office::of(class(1));
    let [one, two] = [Stage::ContratSouscrit, Stage::ConventionSignee].map(stage);
    office.does(one);
    office.does(two);
    undo(&mut office);
    assert_eq!(office.stage(uai(SCHOOL)), Stage::ContratSouscrit);
    undo(&mut office);
    assert_eq!(office.stage(uai(SCHOOL)), Stage::ConseilInforme);
    assert_eq!(undoable(&office), None);
    redo(&mut office);
    assert_eq!(office.stage(uai(SCHOOL)), Stage::ContratSouscrit);
    assert!(redoable(&office).unwrap().words.contains("convention 26 signée"));
    redo(&mut office);
    assert_eq!(office.stage(uai(SCHOOL)), Stage::ConventionSignee);
    assert_eq!(redoable(&office), None);
    undo(&mut office);
    office.does(note("autre chose"));
    assert_eq!(redoable(&office), None);
    assert!(undoable(&office).unwrap().words.starts_with("note"));
}

#[test]
fn the_stacks_read_from_the_journal_are_those_kept_meanwhile() {
    let mut office = Office::of(class(1));
    office.does(stage(Stage::ContratSouscrit));
    office.does(note("a"));
    undo(&mut office);
    let kept = (undoable(&office), redoable(&office));
    let mut fresh = Office::of(class(1));
    fresh.does(stage(Stage::ContratSouscrit));
    fresh.does(note("a"));
    fresh.does(Command::Undo { entry: 3 });
    assert_eq!((undoable(&fresh), redoable(&fresh)), kept);
    let redone = redo(&mut fresh);
    assert_eq!(undoable(&fresh).unwrap().seq, redone);
    undo(&mut fresh);
    assert!(redoable(&fresh).is_some());
}

#[test]
fn others_entries_are_not_offered_and_stop_nothing() {
    let mut office = Office::of(class(1));
    office.does(stage(Stage::ContratSouscrit));
    let mut office = office.by("mmartin");
    assert_eq!(undoable(&office), None);
    office.does(note("de mmartin"));
    assert!(undoable(&office).unwrap().words.starts_with("note"));
    let mut office = office.by("jdupont");
    undo(&mut office);
    let mut office = office.by("mmartin");
    assert!(redoable(&office).is_none());
    undo(&mut office);
}

#[test]
fn a_refusal_names_who_changed_the_record_since_and_when() {
    let mut office = Office::of(class(1));
    let mine = office.does(stage(Stage::ContratSouscrit)).seq;
    let mut office = office.by("mmartin");
    let theirs = office.does(stage(Stage::ConventionSignee)).seq;
    let mut office = office.by("jdupont");
    let refusal = office.refuses(Command::Undo { entry: mine });
    let Refusal::ChangedSince { changed, .. } = &refusal else {
        panic!("{refusal}")
    };
    let [since] = changed.as_slice() else {
        panic!("{refusal}")
    };
    assert_eq!(since.version, Some(theirs));
    assert_eq!(since.who.as_ref().unwrap().name, "mmartin");
    let words = refusal.to_string();
    assert!(
        words.contains("mmartin") && words.contains("23/11/2026"),
        "{words}"
    );
}

#[test]
fn every_record_that_changed_since_is_named_up_to_ten() {
    let mut office = Office::of(class(12));
    let schools = pupils(12);
    let all = |to: Stage| Command::Many {
        commands: schools
            .iter()
            .map(|school| Command::MoveStage {
                deployment: ent(*school),
                to,
                on: day("2026-11-20"),
            })
            .collect(),
    };
    let mine = office.does(all(Stage::ContratSouscrit)).seq;
    let mut office = office.by("mmartin");
    office.does(all(Stage::ConventionSignee));
    let mut office = office.by("jdupont");
    let words = office.refuses(Command::Undo { entry: mine }).to_string();
    assert_eq!(words.matches("par mmartin (23/11/2026)").count(), 10, "{words}");
    assert!(words.contains(schools[0].as_str()), "{words}");
    assert!(words.ends_with("et 2 autres"), "{words}");
}
