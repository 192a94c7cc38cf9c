//! Undo and redo.

use preau::domain::command::{Command, Import, ImportKind, Order};
use preau::domain::convention::Signatory;
use preau::domain::deployment::Stage;
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;
use preau::domain::school::School;

use super::desk::{Desk, ent, mmartin, rules};
use crate::support::seeing::conforme;
use crate::support::values::{day, number, uai};
use crate::support::world::{C26, GRENOBLE, SCHOOL, World, signed};

fn undo(entry: u64) -> Command {
    Command::Undo { entry }
}

#[test]
fn a_move_is_undone_and_redone() {
    let mut desk = Desk::eligible();
    let moved = desk.does(Command::MoveStage {
        deployment: ent(),
        to: Stage::ContratSouscrit,
        on: day("2026-11-20"),
    });
    let undone = desk.does(undo(moved));
    assert_eq!(desk.deployment().stage, Stage::ConseilInforme);
    desk.does(undo(undone));
    assert_eq!(desk.deployment().stage, Stage::ContratSouscrit);
}

#[test]
fn an_undo_is_refused_when_somebody_changed_the_record_since() {
    let mut desk = Desk::eligible();
    let first = desk.does(Command::MoveStage {
        deployment: ent(),
        to: Stage::ContratSouscrit,
        on: desk.today,
    });
    desk.actor = mmartin();
    desk.does(Command::MoveStage {
        deployment: ent(),
        to: Stage::ConventionSignee,
        on: desk.today,
    });
    desk.actor = super::desk::jdupont();
    let refusal = desk.refuses(undo(first));
    assert!(refusal.to_string().contains(SCHOOL), "{refusal}");
}

#[test]
fn nobody_undoes_what_another_did_nor_what_never_was() {
    let mut desk = Desk::eligible();
    let first = desk.does(Command::MoveStage {
        deployment: ent(),
        to: Stage::ContratSouscrit,
        on: desk.today,
    });
    desk.actor = mmartin();
    assert!(desk.refuses(undo(first)).to_string().contains("jdupont"));
    assert!(matches!(
        desk.refuses(undo(99)),
        Refusal::NotUndoable { entry: 99, .. }
    ));
}

#[test]
fn undoing_a_registration_closes_the_entry_and_keeps_it() {
    let mut desk = Desk::eligible();
    let seq = desk.does(Command::Register { deployment: ent() });
    desk.does(undo(seq));
    let entry = desk.registry.entries().get(&1).unwrap();
    assert!(!entry.is_active());
    assert_eq!(desk.deployment().stage, Stage::ConseilInforme);
}

#[test]
fn redoing_a_registration_passes_the_gate_anew() {
    let mut desk = Desk::of(World::eligible());
    let seq = desk.does(Command::Register { deployment: ent() });
    let undone = desk.does(undo(seq));
    desk.does(Command::Terminate {
        convention: number(C26),
        on: day("2026-11-23"),
    });
    assert!(rules(&desk.refuses(undo(undone))).contains(&"B7"));
}

#[test]
fn reopening_a_closed_entry_passes_the_gate_anew() {
    let mut desk = Desk::eligible();
    desk.does(Command::Register { deployment: ent() });
    let closed = desk.does(Command::CloseEntry {
        entry: 1,
        reason: "erreur".to_owned(),
    });
    desk.today = day("2026-11-24");
    let back = desk.does(undo(closed));
    let entry = desk.registry.active_entry(ent()).unwrap();
    assert_eq!(
        entry.entered_on,
        day("2026-11-24"),
        "it is of the day on which the gate let it in"
    );
    desk.does(undo(back));
    desk.does(Command::Terminate {
        convention: number(C26),
        on: day("2026-11-24"),
    });
    let reclosed = desk.registry.revision() - 1;
    assert!(rules(&desk.refuses(undo(reclosed))).contains(&"B7"));
}

#[test]
fn an_import_is_undone_unless_something_now_depends_on_it() {
    let world = World::eligible();
    let mut desk = Desk::of(world);
    let model = desk.registry.schools().get(&uai(SCHOOL)).unwrap().clone();
    let added = School {
        uai: uai("0380124D"),
        ..model
    };
    let import = Command::Import(Import {
        kind: ImportKind::Annuaire,
        source: "essai.csv".to_owned(),
        sha256: String::new(),
        records: vec![added.into()],
        covers: Vec::new(),
        dated: None,
        site: None,
    });
    let seq = desk.does(import);
    let note = Command::AddNote {
        about: RecordId::School(uai("0380124D")),
        text: "à voir".to_owned(),
    };
    let noted = desk.does(note);
    assert!(matches!(desk.refuses(undo(seq)), Refusal::Dangling { .. }));
    desk.does(undo(noted));
    desk.does(undo(seq));
    assert!(desk.registry.schools().get(&uai("0380124D")).is_none());
}

#[test]
fn a_signature_is_undone() {
    let mut desk = Desk::of(World::eligible().edit_convention(C26, |c| c.signed_dasen = None));
    let seq = desk.does(Command::Sign {
        convention: number(C26),
        by: Signatory::Dasen,
        on: desk.today,
    });
    desk.does(undo(seq));
    assert_eq!(
        desk.registry
            .conventions()
            .get(&number(C26))
            .unwrap()
            .signed_dasen,
        None
    );
}

#[test]
fn an_undo_gives_back_a_stage_that_the_rules_would_refuse_today() {
    let mut desk = Desk::eligible();
    desk.does(Command::Register { deployment: ent() });
    let to = |to, on| Command::MoveStage {
        deployment: ent(),
        to,
        on,
    };
    let today = desk.today;
    desk.does(to(Stage::ComptesEnseignants, today));
    desk.does(Command::CloseEntry {
        entry: 1,
        reason: "fin".to_owned(),
    });
    let before = desk.deployment().clone();
    let left = desk.does(to(Stage::Sortie, today));
    assert!(
        desk.orders(Order::blind(to(Stage::ComptesEnseignants, today)))
            .is_err()
    );
    desk.does(undo(left));
    assert_eq!(desk.deployment(), &before);
}

#[test]
fn an_undo_never_gives_back_the_stage_inscrite_without_an_active_entry() {
    let mut desk = Desk::eligible();
    desk.does(Command::Register { deployment: ent() });
    let suspended = desk.does(Command::MoveStage {
        deployment: ent(),
        to: Stage::Suspendue,
        on: desk.today,
    });
    desk.does(Command::CloseEntry {
        entry: 1,
        reason: "fin".to_owned(),
    });
    let refusal = desk.refuses(undo(suspended));
    assert!(refusal.to_string().contains("inscription active"), "{refusal}");
}

#[test]
fn an_undo_opens_accounts_that_the_rules_allow() {
    let mut desk = Desk::eligible();
    desk.does(Command::Register { deployment: ent() });
    let to = |to, on| Command::MoveStage {
        deployment: ent(),
        to,
        on,
    };
    let today = desk.today;
    desk.does(to(Stage::ComptesEnseignants, today));
    let suspended = desk.does(to(Stage::Suspendue, today));
    desk.does(undo(suspended));
    assert_eq!(desk.deployment().stage, Stage::ComptesEnseignants);
}

#[test]
fn a_reopened_entry_rests_on_what_the_gate_passed_it_on() {
    let mut desk = Desk::of(World::eligible().convention26("26-NEUVE", GRENOBLE, signed));
    desk.does(Command::Register { deployment: ent() });
    desk.does(conforme(1));
    let first = desk.registry.active_entry(ent()).unwrap().conventions.clone();
    let closed = desk.does(Command::CloseEntry {
        entry: 1,
        reason: "erreur".to_owned(),
    });
    desk.today = day("2026-11-24");
    desk.does(Command::Terminate {
        convention: first[1].clone(),
        on: day("2026-11-24"),
    });
    desk.does(undo(closed));
    let entry = desk.registry.active_entry(ent()).unwrap();
    assert_ne!(entry.conventions[1], first[1]);
    assert_eq!(entry.reviewed, None);
}
