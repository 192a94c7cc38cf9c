//! Facts of a school on a day: the notice to families, a conseil d'école, its minutes, the certificate of deletion.

use preau::domain::command::Command;
use preau::domain::council::CouncilMeeting;
use preau::domain::deployment::{FamilyNotice, Stage};
use preau::domain::refusal::Refusal;

use super::desk::{Desk, ent};
use crate::support::values::{day, uai, version};
use crate::support::world::{SCHOOL, World};

fn notice(of: Option<&str>, on: &str) -> Command {
    Command::GiveNotice {
        deployment: ent(),
        version: of.map(version),
        on: day(on),
    }
}

fn council(on: &str, informed: bool) -> Command {
    Command::HoldCouncil {
        school: uai(SCHOOL),
        on: day(on),
        informed,
    }
}

fn minutes(on: &str) -> Command {
    Command::ReceiveMinutes {
        school: uai(SCHOOL),
        on: day(on),
    }
}

fn certificate(on: &str) -> Command {
    Command::ReceiveCertificate {
        deployment: ent(),
        on: day(on),
    }
}

/// Two versions of the fiche, and no notice.
fn desk() -> Desk {
    let world = World::eligible().sheet("olm", "2", "2026-11-01");
    Desk::of(world.edit_deployment(SCHOOL, |used| used.family_notice = None))
}

#[test]
fn a_notice_is_of_the_fiche_in_force_on_its_day_unless_another_is_named() {
    for (named, on, kept) in [
        (None, "2026-10-31", "1"),
        (None, "2026-11-01", "2"),
        (Some("1"), "2026-11-20", "1"),
    ] {
        let mut desk = desk();
        desk.does(notice(named, on));
        let given = FamilyNotice {
            date: day(on),
            version: Some(version(kept)),
        };
        assert_eq!(desk.deployment().family_notice, Some(given), "{named:?} {on}");
    }
}

#[test]
fn a_notice_is_refused_where_it_says_nothing() {
    let mut desk = desk();
    assert!(matches!(
        desk.refuses(notice(Some("9"), "2026-11-20")),
        Refusal::Unknown(_)
    ));
    // Before the first fiche, and of a day to come.
    for on in ["2026-05-31", "2026-11-24"] {
        assert!(
            matches!(desk.refuses(notice(None, on)), Refusal::Invalid { .. }),
            "{on}"
        );
    }
    desk.does(notice(None, "2026-10-20"));
    assert!(matches!(
        desk.refuses(notice(None, "2026-10-25")),
        Refusal::AlreadyDone { .. }
    ));
    desk.does(notice(None, "2026-11-20"));
    assert!(matches!(
        desk.refuses(notice(Some("1"), "2026-11-02")),
        Refusal::AlreadyDone { .. }
    ));
}

#[test]
fn a_school_that_left_its_solution_gives_no_notice() {
    let world = World::eligible().edit_deployment(SCHOOL, |used| {
        (used.stage, used.exit) = (Stage::Sortie, Some(day("2026-11-02")));
    });
    let desk = Desk::of(world);
    assert!(matches!(
        desk.refuses(notice(None, "2026-11-20")),
        Refusal::Invalid { .. }
    ));
}

fn councils(desk: &Desk) -> Vec<CouncilMeeting> {
    desk.registry.councils_of(uai(SCHOOL)).cloned().collect()
}

#[test]
fn a_conseil_is_noted_once_and_its_minutes_go_to_the_last_one_held() {
    let mut desk = Desk::of(World::eligible());
    let known = councils(&desk).len();
    desk.does(council("2026-11-10", false));
    desk.does(council("2026-11-10", true));
    desk.does(council("2026-12-08", false));
    assert!(matches!(
        desk.refuses(council("2026-11-10", true)),
        Refusal::Nothing
    ));
    // What is to come has not informed anybody.
    assert!(matches!(
        desk.refuses(council("2026-12-09", true)),
        Refusal::Invalid { .. }
    ));
    desk.does(minutes("2026-11-20"));
    let found = councils(&desk);
    assert_eq!(found.len(), known + 2);
    let held = found.iter().find(|held| held.date == day("2026-11-10")).unwrap();
    assert!(held.families_informed);
    assert_eq!(held.minutes_received, Some(day("2026-11-20")));
    assert!(matches!(
        desk.refuses(minutes("2026-11-21")),
        Refusal::AlreadyDone { .. }
    ));
}

#[test]
fn a_certificate_goes_to_the_uses_that_were_left_with_accounts() {
    let left = |stage: Stage| {
        World::eligible().edit_deployment(SCHOOL, |used| {
            used.reached.insert(stage, day("2026-10-01"));
            used.leave(day("2026-11-02"), "autre solution");
        })
    };
    let mut desk = Desk::of(left(Stage::EnUsage));
    // Before the exit there is nothing to delete.
    assert!(matches!(
        desk.refuses(certificate("2026-11-01")),
        Refusal::Invalid { .. }
    ));
    desk.does(certificate("2026-11-20"));
    assert_eq!(desk.deployment().deletion_certificate, Some(day("2026-11-20")));
    assert!(matches!(
        desk.refuses(certificate("2026-11-21")),
        Refusal::AlreadyDone { .. }
    ));
    let without = Desk::of(left(Stage::ConseilInforme));
    assert!(matches!(
        without.refuses(certificate("2026-11-20")),
        Refusal::Invalid { .. }
    ));
}
