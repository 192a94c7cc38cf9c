//! J and the calendar's day: late papers are taken, nothing is done in advance.

use preau::domain::command::Command;
use preau::domain::deployment::Stage;
use preau::domain::refusal::Refusal;

use super::desk::{Desk, ent};
use crate::support::values::{day, number};
use crate::support::world::{C26, World};

/// A desk whose convention 26 is signed after the calendar's day, and whose J is after both.
fn in_advance() -> Desk {
    let mut desk =
        Desk::of(World::eligible().edit_convention(C26, |c| c.signed_party = Some(day("2027-08-01"))));
    desk.today = day("2027-09-01");
    desk.calendar = Some(day("2026-11-23"));
    desk
}

fn field(refusal: &Refusal) -> &str {
    match refusal {
        Refusal::Invalid { field, .. } => field,
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_school_is_entered_in_advance() {
    let refusal = in_advance().refuses(Command::Register { deployment: ent() });
    assert_eq!(field(&refusal), "date");
    assert!(refusal.to_string().contains("par avance"), "{refusal}");
}

#[test]
fn no_accounts_are_opened_in_advance() {
    let mut desk = Desk::eligible();
    desk.does(Command::Register { deployment: ent() });
    let open = Command::MoveStage {
        deployment: ent(),
        to: Stage::ComptesEnseignants,
        on: desk.today,
    };
    desk.calendar = Some(desk.today);
    desk.today = day("2026-11-24");
    assert!(desk.refuses(open.clone()).to_string().contains("par avance"));
    desk.calendar = None;
    desk.does(open);
}

#[test]
fn a_fact_is_neither_after_j_nor_after_the_calendar() {
    let desk = in_advance();
    let sent = |on: &str| Command::MarkSent {
        convention: number(C26),
        on: day(on),
    };
    assert_eq!(field(&desk.refuses(sent("2026-12-01"))), "date");
}

#[test]
fn a_past_j_is_allowed_for_a_paper_that_comes_late() {
    let mut desk = Desk::eligible();
    desk.calendar = Some(day("2027-01-15"));
    desk.does(Command::Register { deployment: ent() });
    assert_eq!(
        desk.registry.active_entry(ent()).unwrap().entered_on,
        day("2026-11-23")
    );
}
