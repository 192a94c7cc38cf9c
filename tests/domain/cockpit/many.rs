//! Several commands as one: all or none, one entry, one undo, and every guard on its own.

use preau::domain::command::{Command, MOST_AT_ONCE, Order, Seen};
use preau::domain::convention::Signatory;
use preau::domain::deployment::{DeploymentId, Rank, Stage};
use preau::domain::id::Uai;
use preau::domain::permit::Right;
use preau::domain::record::RecordId;
use preau::domain::refusal::{NoMany, Refusal};
use preau::service::Desk;

use super::office::{Office, class, ent, pupils};
use crate::support::seeing::conforme;
use crate::support::values::{day, number, solution_code, uai};
use crate::support::world::{C26, EDREDON, SCHOOL};

fn register(school: Uai) -> Command {
    Command::Register {
        deployment: ent(school),
    }
}

fn stage(school: Uai, to: Stage) -> Command {
    Command::MoveStage {
        deployment: ent(school),
        to,
        on: day("2026-11-20"),
    }
}

fn many(commands: impl IntoIterator<Item = Command>) -> Command {
    Command::Many {
        commands: commands.into_iter().collect(),
    }
}

fn note(school: Uai) -> Command {
    Command::AddNote {
        about: RecordId::School(school),
        text: "à voir".to_owned(),
    }
}

#[test]
fn schools_are_entered_at_once_each_under_its_number() {
    let mut office = Office::of(class(3));
    let receipt = office.does(many(pupils(3).into_iter().map(register)));
    assert_eq!((receipt.seq, receipt.entries, receipt.entry), (2, 3, Some(1)));
    let entered: Vec<Uai> = office.0.registry().entries().iter().map(|e| e.school).collect();
    assert_eq!(entered, pupils(3));
    assert!(
        pupils(3)
            .into_iter()
            .all(|school| office.stage(school) == Stage::Inscrite)
    );
}

#[test]
fn one_undo_takes_all_back_and_closes_the_entries_with_a_reason() {
    let mut office = Office::of(class(3));
    let seq = office.does(many(pupils(3).into_iter().map(register))).seq;
    let undone = office.does(Command::Undo { entry: seq }).seq;
    let entries: Vec<_> = office.0.registry().entries().iter().cloned().collect();
    assert_eq!(entries.len(), 3);
    assert!(
        entries
            .iter()
            .all(|entry| !entry.closed.as_ref().unwrap().reason.is_empty())
    );
    assert!(
        pupils(3)
            .into_iter()
            .all(|school| office.stage(school) == Stage::ConseilInforme)
    );
    office.does(Command::Undo { entry: undone });
    assert!(
        office
            .0
            .registry()
            .entries()
            .iter()
            .all(preau::domain::register::RegisterEntry::is_active)
    );
}

#[test]
fn a_refused_one_refuses_all_and_names_its_place() {
    let mut office = Office::of(class(2).edit_school(pupils(2)[1].as_str(), |school| {
        school.closed = Some(day("2026-07-07"));
    }));
    let refusal = office.refuses(many(pupils(2).into_iter().map(register)));
    assert!(
        matches!(&refusal, Refusal::OneOf { place: 2, why } if matches!(**why, Refusal::Blocked { .. })),
        "{refusal}"
    );
    assert_eq!(office.0.registry().entries().len(), 0);
    assert_eq!(office.0.registry().revision(), 1);
}

#[test]
fn each_sees_what_the_ones_before_it_made() {
    let mut office = Office::of(class(1).edit_deployment(pupils(1)[0].as_str(), |deployment| {
        deployment.solution = None;
        deployment.stage = Stage::BesoinRecense;
    }));
    let school = pupils(1)[0];
    let choose = Command::ChooseSolution {
        deployment: ent(school),
        solution: Some(solution_code("olm")),
        on: day("2026-11-20"),
    };
    let receipt = office.does(many([
        choose,
        stage(school, Stage::ContratSouscrit),
        register(school),
    ]));
    assert_eq!(
        receipt.changed, 2,
        "one change for each record: deployment and entry"
    );
    assert_eq!(office.stage(school), Stage::Inscrite);
    let undone = office.does(Command::Undo { entry: receipt.seq }).seq;
    assert_eq!(office.stage(school), Stage::BesoinRecense);
    office.does(Command::Undo { entry: undone });
    assert_eq!(
        office.stage(school),
        Stage::Inscrite,
        "the gate sees the choice that comes back with it"
    );
}

#[test]
fn what_comes_to_nothing_in_the_end_is_no_change() {
    let mut office = Office::of(class(0));
    let school = uai(SCHOOL);
    let back = [
        stage(school, Stage::ConventionSignee),
        stage(school, Stage::ConseilInforme),
        stage(school, Stage::ConventionSignee),
        stage(school, Stage::ConseilInforme),
    ];
    let first = office.does(many(back.clone()));
    assert_eq!(first.changed, 1, "the days on which stages were reached");
    assert_eq!(office.refuses(many(back[2..].to_vec())), Refusal::Nothing);
}

#[test]
fn a_registration_never_comes_with_what_lets_it_in() {
    let unsigned = class(1).edit_convention(C26, |c| c.signed_dasen = None);
    let mut office = Office::of(unsigned);
    let sign = Command::Sign {
        convention: number(C26),
        by: Signatory::Dasen,
        on: day("2026-11-23"),
    };
    let signed_first = many([sign.clone(), register(pupils(1)[0])]);
    let refusal = office.refuses(signed_first);
    assert!(
        matches!(&refusal, Refusal::OneOf { place: 2, why } if **why == Refusal::Many(NoMany::Mixed)),
        "{refusal}"
    );
    office.does(sign);
    let terminate = Command::Terminate {
        convention: number(C26),
        on: day("2026-12-31"),
    };
    assert!(matches!(
        office.refuses(many([register(pupils(1)[0]), terminate])),
        Refusal::OneOf { place: 2, .. }
    ));
}

#[test]
fn a_fact_saved_and_saved_back_does_not_let_a_school_in() {
    let mut office = Office::of(class(1).edit_convention(C26, |c| c.signed_dasen = None));
    let unsigned = office
        .0
        .registry()
        .conventions()
        .get(&number(C26))
        .unwrap()
        .clone();
    let signed = preau::domain::convention::Convention {
        signed_dasen: Some(day("2026-09-01")),
        ..unsigned.clone()
    };
    let save = |record: preau::domain::convention::Convention| Command::Save {
        record: record.into(),
    };
    let refusal = office.refuses(many([save(signed), register(pupils(1)[0]), save(unsigned)]));
    assert!(matches!(refusal, Refusal::OneOf { place: 2, .. }), "{refusal}");
}

#[test]
fn entering_with_notes_and_stages_is_fine_and_twice_is_not() {
    let mut office = Office::of(class(2));
    let [first, second] = [pupils(2)[0], pupils(2)[1]];
    office.does(many([
        note(first),
        register(first),
        stage(second, Stage::ConventionSignee),
    ]));
    let refusal = office.refuses(many([register(second), register(second)]));
    assert!(
        matches!(&refusal, Refusal::OneOf { place: 2, why } if matches!(**why, Refusal::AlreadyRegistered(_))),
        "{refusal}"
    );
}

#[test]
fn closing_and_entering_anew_is_undone_in_one() {
    let world = class(0)
        .solution("autre", "AUTRE", EDREDON)
        .sheet("autre", "1", "2026-06-01");
    let mut office = Office::of(world);
    let school = uai(SCHOOL);
    office.does(register(school));
    let change = many([
        Command::CloseEntry {
            entry: 1,
            reason: "change de solution".to_owned(),
        },
        Command::ChooseSolution {
            deployment: ent(school),
            solution: Some(solution_code("autre")),
            on: day("2026-11-23"),
        },
        Command::Register {
            deployment: DeploymentId {
                rank: Rank::FIRST.next().unwrap(),
                ..ent(school)
            },
        },
    ]);
    let seq = office.does(change).seq;
    let undone = office.does(Command::Undo { entry: seq }).seq;
    let active = |office: &Office| {
        office
            .0
            .registry()
            .active_entry(ent(school))
            .unwrap()
            .solution
            .clone()
    };
    assert_eq!(active(&office), solution_code("olm"));
    office.does(Command::Undo { entry: undone });
    assert_eq!(active(&office), solution_code("autre"));
}

#[test]
fn an_import_an_undo_and_many_do_not_go_in_nor_too_many_nor_none() {
    let mut office = Office::of(class(1));
    let within = [many([note(uai(SCHOOL))]), Command::Undo { entry: 1 }];
    for command in within {
        let refusal = office.refuses(many([note(uai(SCHOOL)), command]));
        assert!(
            matches!(&refusal, Refusal::OneOf { place: 2, why } if **why == Refusal::Many(NoMany::Within)),
            "{refusal}"
        );
    }
    assert_eq!(office.refuses(many([])), Refusal::Many(NoMany::Empty));
    let notes = |count| many((0..count).map(|_| note(uai(SCHOOL))));
    assert_eq!(
        office.refuses(notes(MOST_AT_ONCE + 1)),
        Refusal::Many(NoMany::TooMany)
    );
    assert_eq!(office.does(notes(MOST_AT_ONCE)).changed, MOST_AT_ONCE);
}

#[test]
fn the_preview_says_of_each_what_the_whole_then_does() {
    let mut office = Office::of(class(3).edit_school(pupils(3)[1].as_str(), |school| {
        school.closed = Some(day("2026-07-07"));
    }));
    let orders: Vec<Order> = pupils(3)
        .into_iter()
        .map(|school| Order::blind(register(school)))
        .collect();
    let outcomes = office.0.preview_each(&orders).unwrap();
    let passes: Vec<bool> = outcomes.iter().map(Result::is_ok).collect();
    assert_eq!(passes, [true, false, true]);
    assert!(matches!(outcomes[1], Err(Refusal::Blocked { .. })));
    let told: Vec<_> = outcomes
        .iter()
        .flatten()
        .flat_map(|outcome| outcome.changes.clone())
        .collect();
    let passing = orders
        .into_iter()
        .zip(&passes)
        .filter_map(|(order, passes)| passes.then_some(order));
    let order = Order::many(passing);
    assert_eq!(office.0.preview(&order).unwrap().changes, told);
    office.0.execute(&order).unwrap();
    assert_eq!(office.0.registry().entries().len(), 2);
}

#[test]
fn the_preview_sees_that_a_record_has_moved() {
    let mut office = Office::of(class(1));
    let school = pupils(1)[0];
    let order = Order::seeing(
        stage(school, Stage::ConventionSignee),
        vec![Seen {
            id: RecordId::Deployment(ent(school)),

            version: 1,
        }],
    );
    assert!(office.0.preview_each(std::slice::from_ref(&order)).unwrap()[0].is_ok());
    office.does(stage(school, Stage::ContratSouscrit));
    let outcomes = office.0.preview_each(std::slice::from_ref(&order)).unwrap();
    assert!(matches!(outcomes[0], Err(Refusal::Conflict { .. })));
    assert!(office.0.execute(&Order::many([order])).is_err());
}

#[test]
fn the_rights_of_each_are_needed() {
    let office = Office::of(class(1));
    let mut office = Office(office.0.with_rights([Right::Lecture, Right::Gestion]));
    office.does(register(pupils(1)[0]));
    let review = conforme(1);
    let orders = [Order::blind(note(uai(SCHOOL))), Order::blind(review.clone())];
    let outcomes = office.0.preview_each(&orders).unwrap();
    assert!(outcomes[0].is_ok());
    assert!(matches!(outcomes[1], Err(Refusal::Forbidden { .. })));
    assert!(matches!(
        office.refuses(many([note(uai(SCHOOL)), review])),
        Refusal::Forbidden { .. }
    ));
}
