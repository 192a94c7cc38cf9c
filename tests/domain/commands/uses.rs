//! Uses one after another: at most one of a school and a category is not left.

use preau::domain::command::{Command, Import, ImportKind};
use preau::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use preau::domain::query::day_index::{DayIndex, InTurn};
use preau::domain::record::{Record, RecordId};
use preau::domain::refusal::Refusal;
use preau::domain::register::TAKEN_BACK;
use preau::domain::registry::Registry;

use super::desk::{Desk, ent, rules};
use crate::support::values::{day, solution_code};
use crate::support::world::{EDREDON, SCHOOL, World};

/// The key of a use of the school of the desk.
pub fn of_rank(rank: &str) -> DeploymentId {
    DeploymentId {
        rank: Rank::parse(rank).unwrap(),
        ..ent()
    }
}

fn import(uses: Vec<Deployment>) -> Command {
    Command::Import(Import {
        kind: ImportKind::Deploiements,
        source: "essai.csv".to_owned(),
        sha256: String::new(),
        records: uses.into_iter().map(Record::from).collect(),
        covers: Vec::new(),
        dated: None,
        site: None,
    })
}

#[test]
fn another_use_begins_once_the_school_has_left_the_one_before() {
    let mut desk = Desk::of(World::eligible().solution("autre", "AUTRE", EDREDON));
    let mut next = Deployment::new(of_rank("2"));
    next.solution = Some(solution_code("autre"));
    let refusal = desk.refuses(import(vec![next.clone()]));
    assert!(refusal.to_string().contains("n’a pas quitté"), "{refusal}");
    let mut left = desk.deployment().clone();
    left.reach(Stage::Sortie, day("2026-11-20"));
    let begun = desk.does(import(vec![left, next]));
    let again = Command::MoveStage {
        deployment: ent(),
        to: Stage::BesoinRecense,
        on: desk.today,
    };
    assert!(desk.refuses(again).to_string().contains("n’a pas quitté"));
    desk.does(Command::Undo { entry: begun });
    assert!(desk.registry.deployments().get(&of_rank("2")).is_none());
}

/// [`World::eligible`] with a second solution, which no fiche describes.
fn two() -> World {
    World::eligible().solution("autre", "AUTRE", EDREDON)
}

fn leave(on: &str, next: Option<&str>) -> Command {
    Command::Leave {
        deployment: ent(),
        on: day(on),
        reason: "fin du contrat".to_owned(),
        keep_entry: false,
        next: next.map(solution_code),
    }
}

fn choose(solution: &str, on: &str) -> Command {
    Command::ChooseSolution {
        deployment: ent(),
        solution: Some(solution_code(solution)),
        on: day(on),
    }
}

fn stage(of: DeploymentId, to: Stage, on: &str) -> Command {
    Command::MoveStage {
        deployment: of,
        to,
        on: day(on),
    }
}

fn used<'d>(desk: &'d Desk, rank: &str) -> Option<&'d Deployment> {
    desk.registry.deployments().get(&of_rank(rank))
}

fn records(registry: &Registry) -> Vec<Record> {
    registry.records().map(|(record, _)| record).collect()
}

#[test]
fn leaving_closes_the_active_entry_with_the_reason_in_the_same_operation() {
    let mut desk = Desk::of(two());
    desk.does(Command::Register { deployment: ent() });
    let before = records(&desk.registry);
    let left = desk.does(leave("2026-11-23", None));
    let (of, entry) = (desk.deployment(), desk.registry.entries().get(&1).unwrap());
    assert_eq!((of.stage, of.exit), (Stage::Sortie, Some(day("2026-11-23"))));
    assert_eq!(of.exit_reason, "fin du contrat");
    let closed = entry.closed.as_ref().unwrap();
    assert_eq!(
        (closed.on, closed.reason.as_str()),
        (desk.today, "fin du contrat")
    );
    assert_eq!(
        rules(&desk.refuses(Command::Register { deployment: ent() })),
        ["B3"]
    );
    desk.does(Command::Undo { entry: left });
    assert_eq!(records(&desk.registry), before);
}

#[test]
fn leaving_keeps_the_entry_where_the_operator_says_so() {
    let mut desk = Desk::of(two());
    desk.does(Command::Register { deployment: ent() });
    desk.does(Command::Leave {
        deployment: ent(),
        on: desk.today,
        reason: "fin du contrat".to_owned(),
        keep_entry: true,
        next: None,
    });
    assert!(desk.registry.entries().get(&1).unwrap().is_active());
}

#[test]
fn an_entry_that_stays_with_a_use_that_was_left_is_not_told_as_lost() {
    let mut desk = Desk::of(two());
    desk.does(Command::Register { deployment: ent() });
    for (keep_entry, lost) in [(true, 0), (false, 1)] {
        let order = desk.seeing(Command::Leave {
            deployment: ent(),
            on: desk.today,
            reason: "fin du contrat".to_owned(),
            keep_entry,
            next: Some(solution_code("autre")),
        });
        let changes = desk.decide(&order).unwrap();
        let day_index = DayIndex::build(&desk.registry, desk.today, desk.policy, &InTurn);
        let effects = day_index.effects(&desk.registry, &changes);
        assert_eq!(effects.out_of_register.count, lost, "kept: {keep_entry}");
        assert!(effects.ask_for_confirmation(), "the entry is touched either way");
    }
}

#[test]
fn a_use_without_a_solution_is_not_left() {
    let desk = Desk::of(World::eligible().edit_deployment(SCHOOL, |used| {
        used.solution = None;
        used.stage = Stage::BesoinRecense;
    }));
    for command in [
        leave("2026-11-23", None),
        stage(ent(), Stage::Sortie, "2026-11-23"),
    ] {
        let refusal = desk.refuses(command);
        assert!(
            refusal.to_string().contains("choisissez d’abord une solution"),
            "{refusal}"
        );
    }
}

#[test]
fn the_next_use_begins_on_the_day_of_the_exit_or_after() {
    let table = [("2026-11-19", false), ("2026-11-20", true), ("2026-11-21", true)];
    for (on, may) in table {
        let mut desk = Desk::of(two());
        desk.does(leave("2026-11-20", None));
        let [chosen, needed] = [choose("autre", on), stage(ent(), Stage::BesoinRecense, on)];
        for command in [chosen, needed] {
            let order = desk.seeing(command);
            assert_eq!(desk.decide(&order).is_ok(), may, "{on}");
        }
    }
}

#[test]
fn the_stage_sortie_leaves_too_and_its_day_is_the_reason() {
    let mut desk = Desk::of(two());
    desk.does(Command::Register { deployment: ent() });
    desk.does(stage(ent(), Stage::Sortie, "2026-11-23"));
    let closed = desk.registry.entries().get(&1).unwrap().closed.clone().unwrap();
    assert_eq!(closed.reason, "sortie de l’école le 23/11/2026");
    assert_eq!(desk.deployment().exit_reason, "");
}

#[test]
fn no_use_is_left_before_its_first_day_nor_on_one_to_come_nor_without_a_reason() {
    // The notice of 15 October is the first thing that is noted of it.
    let table = [
        ("2026-10-14", false),
        ("2026-10-15", true),
        ("2026-10-16", true),
        ("2026-11-23", true),
        ("2026-11-24", false),
    ];
    for (on, may) in table {
        let mut desk = Desk::of(two());
        let order = desk.seeing(leave(on, None));
        assert_eq!(desk.orders(order).is_ok(), may, "{on}");
    }
    let desk = Desk::of(two());
    let Command::Leave {
        deployment,
        on,
        keep_entry,
        next,
        ..
    } = leave("2026-11-23", None)
    else {
        unreachable!()
    };
    let unsaid = Command::Leave {
        deployment,
        on,
        keep_entry,
        next,
        reason: " ".to_owned(),
    };
    assert!(matches!(desk.refuses(unsaid), Refusal::Invalid { .. }));
    let nowhere = Command::Leave {
        deployment: of_rank("2"),
        on,
        reason: "x".to_owned(),
        keep_entry: false,
        next: None,
    };
    assert_eq!(
        desk.refuses(nowhere),
        Refusal::Unknown(RecordId::Deployment(of_rank("2")))
    );
}

#[test]
fn a_school_switches_in_mid_year_in_one_operation_and_one_undo() {
    let mut desk = Desk::of(two());
    desk.does(Command::Register { deployment: ent() });
    desk.does(stage(ent(), Stage::EnUsage, "2026-11-23"));
    let before = records(&desk.registry);
    let switched = desk.does(leave("2026-11-23", Some("autre")));
    let (former, next) = (desk.deployment(), used(&desk, "2").unwrap());
    assert_eq!(
        (former.stage, former.exit),
        (Stage::Sortie, Some(day("2026-11-23")))
    );
    assert_eq!(former.reached[&Stage::EnUsage], day("2026-11-23"));
    assert!(former.family_notice.is_some(), "what was noted of it stays");
    assert_eq!(
        (next.stage, &next.solution),
        (Stage::SolutionChoisie, &Some(solution_code("autre")))
    );
    assert_eq!(next.family_notice, None);
    assert!(!desk.registry.entries().get(&1).unwrap().is_active());
    assert!(
        rules(&desk.refuses(Command::Register {
            deployment: of_rank("2")
        }))
        .contains(&"B9")
    );
    desk.does(Command::Undo { entry: switched });
    assert_eq!(records(&desk.registry), before);
}

#[test]
fn another_solution_is_another_use_where_the_present_one_has_what_must_stay() {
    let plain = || two().edit_deployment(SCHOOL, |of| of.family_notice = None);
    let told = two();
    let closed = |reason: &str| {
        let mut desk = Desk::of(plain());
        desk.does(Command::Register { deployment: ent() });
        desk.does(Command::CloseEntry {
            entry: 1,
            reason: reason.to_owned(),
        });
        desk
    };
    let with_accounts = plain().edit_deployment(SCHOOL, |of| of.stage = Stage::ComptesEnseignants);
    let had_accounts = plain().edit_deployment(SCHOOL, |of| {
        of.reach(Stage::ComptesFamilles, day("2026-10-01"));
        of.reach(Stage::Suspendue, day("2026-11-01"));
    });
    let mut entered = Desk::of(plain());
    entered.does(Command::Register { deployment: ent() });
    let table = [
        ("nothing", Desk::of(plain()), 1),
        ("a notice", Desk::of(told), 2),
        ("an active entry", entered, 2),
        ("a closed entry", closed("erreur"), 2),
        ("an entry that was taken back", closed(TAKEN_BACK), 2),
        ("accounts", Desk::of(with_accounts), 2),
        ("accounts, suspended", Desk::of(had_accounts), 2),
    ];
    for (what, mut desk, uses) in table {
        let before = records(&desk.registry);
        let chosen = desk.does(choose("autre", "2026-11-23"));
        assert_eq!(desk.registry.deployments().len(), uses, "{what}");
        let left = desk.deployment().exit;
        assert_eq!(left, (uses == 2).then(|| day("2026-11-23")), "{what}");
        assert!(
            desk.registry.entries().iter().all(|entry| !entry.is_active()),
            "{what}"
        );
        desk.does(Command::Undo { entry: chosen });
        assert_eq!(records(&desk.registry), before, "{what}");
    }
}

#[test]
fn what_follows_a_use_that_was_left_is_another_use() {
    let again = [
        choose("olm", "2026-11-23"),
        choose("autre", "2026-11-23"),
        stage(ent(), Stage::BesoinRecense, "2026-11-23"),
    ];
    for command in again {
        let mut desk = Desk::of(two());
        desk.does(leave("2026-11-20", None));
        let former = desk.deployment().clone();
        desk.does(command.clone());
        assert_eq!(desk.deployment(), &former, "{command:?}");
        let next = used(&desk, "2").unwrap();
        assert_eq!((next.exit, &next.family_notice), (None, &None), "{command:?}");
    }
}

#[test]
fn the_deletion_of_the_data_is_noted_on_the_use_that_was_left() {
    let mut desk = Desk::of(two());
    desk.does(leave("2026-11-20", Some("autre")));
    desk.does(stage(ent(), Stage::DonneesSupprimees, "2026-11-22"));
    let reached = desk.deployment().reached.get(&Stage::DonneesSupprimees).copied();
    assert_eq!(reached, Some(day("2026-11-22")));
    assert_eq!(desk.deployment().deletion_certificate, None, "nobody gave one");
    assert_eq!(used(&desk, "2").unwrap().stage, Stage::SolutionChoisie);
    let refusal = desk.refuses(stage(of_rank("3"), Stage::BesoinRecense, "2026-11-23"));
    assert_eq!(refusal, Refusal::Unknown(RecordId::Deployment(of_rank("3"))));
}
