//! Facts of a school on a day: the notice to families, a conseil d'école, its minutes, the certificate of deletion.

use preau::domain::command::Command;
use preau::domain::council::{CouncilId, CouncilMeeting};
use preau::domain::deployment::{Deployment, DeploymentId, FamilyNotice, Rank, Stage};
use preau::domain::id::SolutionCode;
use preau::domain::provider::Category;
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;
use preau::domain::school::SchoolState;

use super::desk::{Desk, ent};
use crate::support::values::{day, solution_code, uai, version};
use crate::support::world::{EDREDON, SCHOOL, World};

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
        solution: None,
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

/// What a field that refuses says.
fn why(refusal: Refusal) -> String {
    match refusal {
        Refusal::Invalid { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_notice_is_drawn_from_a_fiche_that_was_there_on_its_day() {
    // The fiche 2 is of 2026-11-01.
    for (on, taken) in [("2026-10-31", false), ("2026-11-01", true), ("2026-11-02", true)] {
        let mut desk = desk();
        if taken {
            desk.does(notice(Some("2"), on));
        } else {
            let why = why(desk.refuses(notice(Some("2"), on)));
            assert_eq!(why, "la fiche 2 est du 01/11/2026, après le jour de la notice");
        }
        // The form too; what was so before may stay.
        let told = |on: &str| FamilyNotice {
            date: day(on),
            version: Some(version("2")),
        };
        let typed = |world: Desk| {
            let mut used = world.deployment().clone();
            used.family_notice = Some(told(on));
            used.training = Some(day("2026-11-20"));
            Command::Save { record: used.into() }
        };
        let mut form = self::desk();
        let command = typed(self::desk());
        if taken {
            form.does(command);
        } else {
            assert!(matches!(form.refuses(command), Refusal::Invalid { .. }));
        }
        let known = World::eligible().sheet("olm", "2", "2026-11-01");
        let known = known.edit_deployment(SCHOOL, |used| used.family_notice = Some(told(on)));
        Desk::of(known.clone()).does(typed(Desk::of(known)));
    }
}

#[test]
fn a_conseil_is_of_a_school_that_is_open_on_its_day() {
    let days = ["2026-11-09", "2026-11-10", "2026-11-11"];
    let closed = |state| {
        World::eligible().edit_school(SCHOOL, move |school| {
            (school.state, school.closed) = (state, Some(day("2026-11-10")));
        })
    };
    let table = [
        (closed(SchoolState::Closed), [true, false, false]),
        (closed(SchoolState::Closing), [true, false, false]),
        (
            World::eligible().edit_school(SCHOOL, |school| school.opened = Some(day("2026-11-10"))),
            [false, true, true],
        ),
        (
            World::eligible().edit_school(SCHOOL, |school| school.state = SchoolState::Closed),
            [false; 3],
        ),
        (
            World::eligible().edit_school(SCHOOL, |school| school.state = SchoolState::Vanished),
            [true; 3],
        ),
    ];
    for (world, held) in table {
        for (on, held) in days.into_iter().zip(held) {
            // By its command, by a form, and by another day for one that is held.
            let record = CouncilMeeting {
                school: uai(SCHOOL),
                date: day(on),
                on_agenda: false,
                families_informed: false,
                minutes_received: None,
            };
            let known = RecordId::Council(CouncilId {
                school: uai(SCHOOL),
                date: day("2026-11-06"),
            });
            let corrected = Command::Correct {
                record: known,
                to: RecordId::Council(record.id()),
                reason: "faute de frappe".to_owned(),
            };
            let record = record.into();
            for command in [council(on, true), Command::Save { record }, corrected] {
                let mut desk = Desk::of(world.clone());
                if held {
                    desk.does(command);
                } else {
                    assert!(matches!(desk.refuses(command), Refusal::Invalid { .. }), "{on}");
                }
            }
        }
    }
    // The minutes may come after it closed.
    let mut desk = Desk::of(closed(SchoolState::Closed));
    desk.does(minutes("2026-11-20"));
}

/// A school that left OLM on 2026-10-10 and EMBRUNS on 2026-11-02, and has OLM again.
fn left_twice() -> Desk {
    let mut world = World::eligible().solution("embruns", "EMBRUNS", EDREDON);
    let mut rank = Rank::FIRST;
    for (solution, left) in [
        ("olm", Some("2026-10-10")),
        ("embruns", Some("2026-11-02")),
        ("olm", None),
    ] {
        let id = DeploymentId { rank, ..ent() };
        let mut used = Deployment::new(id);
        used.solution = Some(solution_code(solution));
        used.reached.insert(Stage::EnUsage, day("2026-09-15"));
        used.stage = Stage::EnUsage;
        if let Some(on) = left {
            used.leave(day(on), "autre solution");
        }
        world = world.with(used);
        rank = rank.next().unwrap();
    }
    Desk::of(world)
}

#[test]
fn a_certificate_is_of_one_solution() {
    let of = |solution: &str, rank: u16, on: &str| Command::ReceiveCertificate {
        deployment: DeploymentId {
            rank: Rank::parse(&rank.to_string()).unwrap(),
            ..ent()
        },
        solution: SolutionCode::parse(solution).ok(),
        on: day(on),
    };
    let certified = |desk: &Desk| -> Vec<bool> {
        let uses = desk.registry.uses_of(uai(SCHOOL), Category::Ent);
        uses.map(|used| used.deletion_certificate.is_some()).collect()
    };
    // Both await it: which one is to be said.
    let desk = left_twice();
    assert_eq!(
        why(desk.refuses(of("", 3, "2026-11-20"))),
        "EMBRUNS et OLM l’attendent\u{a0}: une attestation est d’une solution, dites laquelle"
    );
    let table = [
        // Of the present use with a solution named; of one that was left; where only one had been left by the day.
        (of("embruns", 3, "2026-11-20"), [false, true, false]),
        (of("olm", 3, "2026-11-20"), [true, false, false]),
        (of("", 1, "2026-11-20"), [true, false, false]),
        (of("", 2, "2026-11-20"), [false, true, false]),
        (of("", 3, "2026-11-01"), [true, false, false]),
    ];
    for (command, expected) in table {
        let mut desk = left_twice();
        desk.does(command.clone());
        assert_eq!(certified(&desk), expected, "{command:?}");
        // What is left awaits its own.
        desk.does(of("", 3, "2026-11-21"));
        assert_eq!(certified(&desk), [true, true, false], "{command:?}");
    }
    let none = left_twice().refuses(of("autre", 3, "2026-11-20"));
    assert!(why(none).starts_with("aucune solution quittée"));
}
