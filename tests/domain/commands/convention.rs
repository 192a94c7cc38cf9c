//! The life of a convention.

use preau::domain::command::Command;
use preau::domain::convention::{Convention, Signatory};
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;

use super::desk::Desk;
use crate::support::values::{day, number};
use crate::support::world::{C26, GRENOBLE, World};

/// A world whose convention 26-0009 is a draft.
fn draft() -> Desk {
    Desk::of(World::eligible().convention26("26-0009", GRENOBLE, |_| {}))
}

fn convention(desk: &Desk) -> &Convention {
    desk.registry.conventions().get(&number("26-0009")).unwrap()
}

fn sent(on: &str) -> Command {
    Command::MarkSent {
        convention: number("26-0009"),
        on: day(on),
    }
}

fn signed(by: Signatory, on: &str) -> Command {
    Command::Sign {
        convention: number("26-0009"),
        by,
        on: day(on),
    }
}

fn terminated(on: &str) -> Command {
    Command::Terminate {
        convention: number("26-0009"),
        on: day(on),
    }
}

#[test]
fn it_is_sent_signed_by_each_and_terminated() {
    let mut desk = draft();
    desk.does(sent("2026-09-12"));
    desk.does(signed(Signatory::Party, "2026-10-03"));
    desk.does(signed(Signatory::Dasen, "2026-10-03"));
    desk.does(terminated("2027-07-01"));
    let held = convention(&desk);
    assert_eq!(held.sent, Some(day("2026-09-12")));
    assert_eq!(
        (held.signed_party, held.signed_dasen),
        (Some(day("2026-10-03")), Some(day("2026-10-03")))
    );
    assert_eq!(
        held.terminated,
        Some(day("2027-07-01")),
        "a termination may be to come"
    );
}

#[test]
fn a_fact_is_recorded_once() {
    let mut desk = draft();
    desk.does(sent("2026-09-12"));
    desk.does(signed(Signatory::Party, "2026-10-03"));
    desk.does(terminated("2026-11-01"));
    for again in [
        sent("2026-09-13"),
        signed(Signatory::Party, "2026-10-04"),
        terminated("2026-11-02"),
    ] {
        let refusal = desk.refuses(again);
        assert!(matches!(refusal, Refusal::AlreadyDone { .. }), "{refusal}");
    }
}

#[test]
fn facts_are_in_order_and_not_to_come() {
    let mut desk = draft();
    assert!(matches!(
        desk.refuses(sent("2026-11-24")),
        Refusal::Invalid { .. }
    ));
    assert!(matches!(
        desk.refuses(signed(Signatory::Dasen, "2026-11-24")),
        Refusal::Invalid { .. }
    ));
    assert!(
        matches!(desk.refuses(terminated("2026-11-01")), Refusal::Invalid { .. }),
        "nobody signed it"
    );
    desk.does(signed(Signatory::Dasen, "2026-10-03"));
    assert!(
        matches!(desk.refuses(sent("2026-10-04")), Refusal::Order { .. }),
        "sent after a signature"
    );
    desk.does(sent("2026-09-12"));
    assert!(matches!(
        desk.refuses(signed(Signatory::Party, "2026-09-11")),
        Refusal::Order { .. }
    ));
    assert!(matches!(
        desk.refuses(terminated("2026-10-02")),
        Refusal::Order { .. }
    ));
    desk.does(terminated("2026-10-31"));
    assert!(matches!(
        desk.refuses(signed(Signatory::Party, "2026-11-01")),
        Refusal::Order { .. }
    ));
}

#[test]
fn an_unknown_convention_is_refused() {
    let desk = draft();
    let nobody = number("26-9999");
    let orders = [
        Command::MarkSent {
            convention: nobody.clone(),
            on: day("2026-09-12"),
        },
        Command::Sign {
            convention: nobody.clone(),
            by: Signatory::Dasen,
            on: day("2026-09-12"),
        },
        Command::Terminate {
            convention: nobody.clone(),
            on: day("2026-09-12"),
        },
    ];
    for order in orders {
        assert_eq!(
            desk.refuses(order),
            Refusal::Unknown(RecordId::Convention(nobody.clone()))
        );
    }
    assert!(desk.registry.conventions().get(&number(C26)).is_some());
}
