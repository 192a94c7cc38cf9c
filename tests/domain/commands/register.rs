//! The register: one way in, gated by the rules.

use preau::domain::command::{Command, Order, Seen};
use preau::domain::deployment::Stage;
use preau::domain::record::{Kind, RecordId};
use preau::domain::refusal::Refusal;
use preau::domain::register::RegisterEntry;

use super::desk::{Desk, ent, rules};
use crate::support::seeing::conforme;
use crate::support::values::{day, number, version};
use crate::support::world::{C26, C28, EDREDON, SCHOOL, World};

fn register() -> Command {
    Command::Register { deployment: ent() }
}

#[test]
fn a_school_that_no_rule_keeps_out_is_registered_with_what_it_rests_on() {
    let mut desk = Desk::eligible();
    desk.does(register());
    let entry = desk.registry.active_entry(ent()).unwrap();
    assert_eq!(entry.number, 1);
    assert_eq!(entry.conventions, [number(C28), number(C26)]);
    assert_eq!(entry.sheet, version("1"));
    assert_eq!(entry.entered_on, desk.today);
    assert_eq!(entry.entered_by, "jdupont");
    assert_eq!(desk.deployment().stage, Stage::Inscrite);
    assert_eq!(desk.deployment().reached[&Stage::Inscrite], desk.today);
}

#[test]
fn each_missing_thing_keeps_the_school_out() {
    let world = World::eligible;
    let table: [(&str, World); 6] = [
        ("B5", world().edit_convention(C28, |c| c.signed_dasen = None)),
        ("B7", world().edit_convention(C26, |c| c.signed_party = None)),
        (
            "B7",
            world().edit_convention(C26, |c| c.end = Some(day("2026-11-22"))),
        ),
        ("B3", world().edit_deployment(SCHOOL, |d| d.solution = None)),
        ("B9", world().edit_sheet("olm", "1", |s| s.recipients.clear())),
        (
            "B1",
            world().edit_school(SCHOOL, |s| s.closed = Some(day("2026-11-23"))),
        ),
    ];
    for (rule, world) in table {
        let desk = Desk::of(world);
        assert!(rules(&desk.refuses(register())).contains(&rule), "{rule}");
    }
}

#[test]
fn a_refusal_gives_every_reason_in_words_with_its_source() {
    let desk = Desk::of(
        World::eligible()
            .edit_convention(C28, |c| c.signed_dasen = None)
            .edit_convention(C26, |c| c.signed_dasen = None),
    );
    let refusal = desk.refuses(register());
    assert_eq!(rules(&refusal), ["B5", "B7"]);
    let Refusal::Blocked { reasons, .. } = &refusal else {
        unreachable!()
    };
    assert!(
        reasons
            .iter()
            .all(|reason| !reason.message.is_empty() && reason.source.starts_with("RGPD"))
    );
    assert!(refusal.to_string().contains("B7"), "{refusal}");
}

#[test]
fn a_school_without_a_deployment_or_unknown_is_refused() {
    let desk = Desk::of(World::eligible().without(&RecordId::Deployment(ent())));
    assert!(rules(&desk.refuses(register())).contains(&"B3"));
    let desk = Desk::of(World::new());
    assert_eq!(
        desk.refuses(register()),
        Refusal::Unknown(RecordId::School(ent().school))
    );
}

#[test]
fn a_school_is_registered_once() {
    let mut desk = Desk::eligible();
    desk.does(register());
    assert_eq!(
        desk.refuses(register()),
        Refusal::AlreadyRegistered(RecordId::Entry(1))
    );
}

#[test]
fn a_school_that_left_is_not_registered() {
    let desk = Desk::of(World::eligible().edit_deployment(SCHOOL, |d| d.stage = Stage::Sortie));
    assert_eq!(rules(&desk.refuses(register())), ["B3"]);
}

#[test]
fn an_entry_is_closed_with_a_reason_and_the_stage_goes_back() {
    let mut desk = Desk::eligible();
    desk.does(register());
    let close = |reason: &str| Command::CloseEntry {
        entry: 1,
        reason: reason.to_owned(),
    };
    assert!(matches!(desk.refuses(close("  ")), Refusal::Invalid { .. }));
    desk.does(close("l’école change de solution"));
    assert!(desk.registry.active_entry(ent()).is_none());
    assert_eq!(
        desk.registry.entries().len(),
        1,
        "a closed entry is never deleted"
    );
    assert_eq!(desk.deployment().stage, Stage::ConventionSignee);
    assert_eq!(
        desk.refuses(close("encore")),
        Refusal::EntryClosed(RecordId::Entry(1))
    );
    desk.does(register());
    assert_eq!(
        desk.registry.active_entry(ent()).unwrap().number,
        2,
        "a number is never used twice"
    );
}

#[test]
fn an_entry_is_reviewed() {
    let mut desk = Desk::eligible();
    assert_eq!(desk.refuses(conforme(1)), Refusal::Unknown(RecordId::Entry(1)));
    desk.does(register());
    desk.does(conforme(1));
    let review = desk.registry.entries().get(&1).unwrap().reviewed.clone().unwrap();
    assert_eq!((review.on, review.by.as_str()), (desk.today, "jdupont"));
}

#[test]
fn a_review_is_lifted_with_a_reason_and_given_back_by_an_undo() {
    let mut desk = Desk::eligible();
    let lift = |reason: &str| Command::LiftReview {
        entry: 1,
        reason: reason.to_owned(),
    };
    assert_eq!(desk.refuses(lift("erreur")), Refusal::Unknown(RecordId::Entry(1)));
    desk.does(register());
    assert_eq!(
        desk.refuses(lift("erreur")).to_string(),
        "inscription au registre n°\u{a0}1, contrôle\u{a0}: aucun n’est noté, il n’y a rien à lever"
    );
    desk.does(conforme(1));
    let reviewed = desk.registry.entries().get(&1).unwrap().clone();
    assert!(matches!(desk.refuses(lift(" ")), Refusal::Invalid { .. }));
    let lifted = desk.does(lift("la fiche a été relue de travers"));
    let entry = desk.registry.entries().get(&1).unwrap();
    assert_eq!(
        *entry,
        RegisterEntry {
            reviewed: None,
            ..reviewed.clone()
        }
    );
    desk.does(Command::Undo { entry: lifted });
    assert_eq!(*desk.registry.entries().get(&1).unwrap(), reviewed);
    desk.does(Command::CloseEntry {
        entry: 1,
        reason: "erreur".to_owned(),
    });
    assert_eq!(
        desk.refuses(lift("erreur")),
        Refusal::EntryClosed(RecordId::Entry(1))
    );
}

#[test]
fn no_hand_made_record_enters_the_register() {
    let mut desk = Desk::eligible();
    desk.does(register());
    let forged = desk.registry.get(&RecordId::Entry(1)).unwrap();
    let desk = Desk::of(World::eligible().edit_convention(C26, |c| c.signed_dasen = None));
    assert_eq!(
        desk.refuses(Command::Save { record: forged }),
        Refusal::Kind(Kind::Entry)
    );
}

#[test]
fn a_stage_after_the_register_waits_for_the_rules_of_accounts() {
    let mut desk = Desk::eligible();
    let open = Command::MoveStage {
        deployment: ent(),
        to: Stage::ComptesEnseignants,
        on: desk.today,
    };
    assert_eq!(rules(&desk.refuses(open.clone())), ["C1"]);
    desk.does(register());
    desk.does(open);
    assert_eq!(desk.deployment().stage, Stage::ComptesEnseignants);
}

#[test]
fn an_order_on_a_version_that_moved_is_a_conflict_with_the_present_record() {
    let mut desk = Desk::eligible();
    let id = RecordId::Deployment(ent());
    let seen = vec![Seen {
        id: id.clone(),
        version: desk.version(&id),
    }];
    desk.does(Command::MoveStage {
        deployment: ent(),
        to: Stage::ConventionSignee,
        on: desk.today,
    });
    let late = Order {
        command: register(),
        seen,
        id: None,
        stages: false,
    };
    let refusal = desk.decide(&late).unwrap_err();
    let Refusal::Conflict { version, current, .. } = refusal else {
        panic!("{refusal:?}")
    };
    assert_eq!(version, 2);
    assert_eq!(*current.unwrap(), desk.registry.get(&id).unwrap());
}

#[test]
fn a_prestataire_without_the_département_does_not_serve() {
    let world = World::eligible().edit_convention(C28, |c| c.departements.clear());
    let desk = Desk::of(world.convention28("28-0002", EDREDON, |_| {}));
    assert!(rules(&desk.refuses(register())).contains(&"B5"));
}
