//! Properties of uses over random histories: none is lost, one at a time, and an undo gives back what was.

use chrono::Days;
use preau::domain::command::{Command, Order};
use preau::domain::deployment::{Deployment, DeploymentId, Stage};
use preau::domain::record::{Kind, Record};
use preau::domain::registry::Registry;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};

use super::desk::{Desk, ent};
use super::uses::of_rank;
use crate::support::values::solution_code;
use crate::support::world::{EDREDON, World};

#[derive(Debug, Clone)]
enum Step {
    Register(usize),
    Close,
    Stage(usize, Stage),
    Choose(&'static str),
    Leave(usize, bool, Option<&'static str>),
    Undo(u64),
}

const RANKS: [&str; 4] = ["1", "2", "3", "4"];

fn step() -> impl Strategy<Value = (u64, Step)> {
    let solution = || prop::sample::select(vec!["olm", "autre", "tiers"]);
    let stage = prop::sample::select(Stage::ALL.to_vec());
    let of = || 0..RANKS.len();
    let one = prop_oneof![
        3 => of().prop_map(Step::Register),
        1 => Just(Step::Close),
        3 => (of(), stage).prop_map(|(of, stage)| Step::Stage(of, stage)),
        3 => solution().prop_map(Step::Choose),
        3 => (of(), any::<bool>(), prop::option::of(solution()))
            .prop_map(|(of, keep, next)| Step::Leave(of, keep, next)),
        3 => (1_u64..4).prop_map(Step::Undo),
    ];
    (0_u64..20, one)
}

fn command(desk: &Desk, step: &Step) -> Command {
    let on = desk.today;
    let deployment = |of: usize| -> DeploymentId { of_rank(RANKS[of]) };
    match step {
        Step::Register(of) => Command::Register {
            deployment: deployment(*of),
        },
        Step::Close => Command::CloseEntry {
            entry: desk.registry.entries().keys().next_back().copied().unwrap_or(1),
            reason: "essai".to_owned(),
        },
        Step::Stage(of, to) => Command::MoveStage {
            deployment: deployment(*of),
            to: *to,
            on,
        },
        Step::Choose(solution) => Command::ChooseSolution {
            deployment: ent(),
            solution: Some(solution_code(solution)),
            on,
        },
        Step::Leave(of, keep_entry, next) => Command::Leave {
            deployment: deployment(*of),
            on,
            reason: "essai".to_owned(),
            keep_entry: *keep_entry,
            next: next.map(solution_code),
        },
        Step::Undo(back) => Command::Undo {
            entry: desk.registry.revision().saturating_sub(back - 1),
        },
    }
}

/// Three solutions that a fiche describes.
fn world() -> World {
    let world = World::eligible()
        .solution("autre", "AUTRE", EDREDON)
        .sheet("autre", "1", "2026-06-01");
    world
        .solution("tiers", "TIERS", EDREDON)
        .sheet("tiers", "1", "2026-06-01")
}

/// All but the register: what an undo does there is the register's own.
fn records(registry: &Registry) -> Vec<Record> {
    let records = registry.records().map(|(record, _)| record);
    records.filter(|record| record.kind() != Kind::Entry).collect()
}

/// What must stay of a use that has it, whatever comes after.
fn stays(before: &Deployment, after: Option<&Deployment>) -> bool {
    after.is_some_and(|after| {
        let left = !before.is_left() || (after.is_left() && after.exit == before.exit);
        after.solution == before.solution && after.family_notice == before.family_notice && left
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_use_is_lost_and_an_undo_gives_back_what_was(steps in prop::collection::vec(step(), 1..40)) {
        let mut desk = Desk::of(world());
        let mut past = vec![desk.registry.clone()];
        for (days, step) in steps {
            desk.today = desk.today.checked_add_days(Days::new(days)).unwrap();
            let command = command(&desk, &step);
            let before = desk.registry.clone();
            if desk.orders(Order::blind(command.clone())).is_err() {
                continue;
            }
            let now = &desk.registry;
            let current = now.deployments().iter().filter(|used| !used.is_left());
            assert!(current.count() <= 1, "one use at a time, after {step:?}");
            match command {
                Command::Undo { entry } if entry == before.revision() => {
                    let was = past.iter().find(|was| was.revision() + 1 == entry).unwrap();
                    assert_eq!(records(now), records(was), "{step:?}");
                }
                Command::Undo { .. } => {}
                _ => for used in before.deployments().iter().filter(|used| before.is_kept(used)) {
                    assert!(stays(used, now.deployments().get(&used.id())), "{used:?} after {step:?}");
                }
            }
            for entry in now.entries().iter().filter(|entry| entry.is_active()) {
                assert!(now.use_of(entry).is_some(), "an active entry says which use");
            }
            past.push(desk.registry.clone());
        }
    }
}
