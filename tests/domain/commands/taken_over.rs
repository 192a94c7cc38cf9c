//! An entry taken over from an existing register: how it is taken back, closed and opened again.

use preau::domain::command::{Command, ImportKind, Order};
use preau::domain::deployment::Stage;
use preau::domain::refusal::Refusal;
use preau::domain::register::RegisterEntry;
use preau::exchange::read;
use preau::exchange::source::Source;

use super::desk::{Desk, rules};
use crate::support::values::day;
use crate::support::world::{C26, SCHOOL, World};

/// A day on which the school of [`World::eligible`] could be entered, before that of the desk.
const THEN: &str = "2026-10-12";

fn order(desk: &Desk, rest: &str) -> Order {
    let text = format!(
        "uai;categorie;solution;inscrite_le;reference;controlee_le;closee_le;motif\n{SCHOOL};ENT;olm;{THEN};{rest}\n"
    );
    let source = Source::from_bytes("registre.csv", text.into_bytes()).unwrap();
    let reading = read(ImportKind::Registre, &source, &desk.registry, desk.today, &[]).unwrap();
    assert_eq!(reading.rejects, []);
    reading.into_order()
}

/// A desk that took an entry over, and where that stands in its journal.
fn taken_over() -> (Desk, u64) {
    let mut desk = Desk::eligible();
    let seq = desk.orders(order(&desk, "2026-4;2026-11-02;;")).unwrap();
    (desk, seq)
}

fn entry(desk: &Desk) -> RegisterEntry {
    desk.registry.entries().get(&1).unwrap().clone()
}

#[test]
fn taken_back_it_is_closed_and_redone_it_is_of_its_own_day_again() {
    let (mut desk, seq) = taken_over();
    let before = entry(&desk);
    assert_eq!(desk.deployment().stage, Stage::Inscrite);
    let undone = desk.does(Command::Undo { entry: seq });
    assert!(entry(&desk).is_taken_back());
    assert_eq!(desk.deployment().stage, Stage::ConseilInforme);
    desk.does(Command::Undo { entry: undone });
    assert_eq!(entry(&desk), before);
}

/// What was taken back may be taken over anew: it never was in the register.
#[test]
fn after_an_undo_the_register_is_taken_over_under_another_number() {
    let (mut desk, seq) = taken_over();
    desk.does(Command::Undo { entry: seq });
    desk.orders(order(&desk, "2026-4;;;")).unwrap();
    let numbers: Vec<_> = desk
        .registry
        .entries()
        .iter()
        .map(|entry| (entry.number, entry.is_active()))
        .collect();
    assert_eq!(numbers, [(1, false), (2, true)]);
}

#[test]
fn redone_it_is_judged_again_closed_or_not() {
    for rest in ["2026-4;;;", "2026-4;;2026-11-13;école fermée"] {
        let mut desk = Desk::eligible();
        let seq = desk.orders(order(&desk, rest)).unwrap();
        let undone = desk.does(Command::Undo { entry: seq });
        desk.registry = World::eligible()
            .edit_convention(C26, |c| c.signed_party = Some(day("2026-10-13")))
            .with(entry(&desk))
            .build();
        let refusal = desk.refuses(Command::Undo { entry: undone });
        assert_eq!(rules(&refusal), ["B7"], "{rest}");
    }
}

#[test]
fn closed_here_by_mistake_it_is_opened_again_on_its_own_day() {
    let (mut desk, _) = taken_over();
    let before = entry(&desk);
    let closed = desk.does(Command::CloseEntry {
        entry: 1,
        reason: "erreur".into(),
    });
    desk.does(Command::Undo { entry: closed });
    assert_eq!(entry(&desk), before);
}

#[test]
fn it_is_no_way_to_have_a_second_entry() {
    let mut desk = Desk::eligible();
    let late = order(&desk, "2026-4;;;");
    desk.does(Command::Register {
        deployment: super::desk::ent(),
    });
    let refusal = desk.orders(late).unwrap_err();
    assert!(
        matches!(refusal, Refusal::AlreadyRegistered(_) | Refusal::Conflict { .. }),
        "{refusal}"
    );
}
