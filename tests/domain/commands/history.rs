//! Properties over random histories of commands.

use std::collections::BTreeMap;

use chrono::Days;
use preau::domain::command::Command;
use preau::domain::convention::Signatory;
use preau::domain::deployment::Stage;
use preau::domain::record::Record;
use preau::domain::registry::Registry;
use preau::domain::rule::{Policy, RuleCode, Severity, assess};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};

use super::desk::{Desk, ent};
use crate::support::values::{number, solution_code};
use crate::support::world::{C26, C28, EDREDON, World};

/// A step of a history: days that pass, then something asked.
#[derive(Debug, Clone)]
enum Step {
    Register,
    Close,
    Stage(Stage),
    Solution(bool),
    Sign(bool, Signatory),
    Send(bool),
    Terminate(bool),
    Undo(u64),
    Many(Vec<Step>),
}

fn step() -> impl Strategy<Value = (u64, Step)> {
    let many = prop::collection::vec(single(), 1..5).prop_map(Step::Many);
    (0_u64..40, prop_oneof![4 => single(), 1 => many])
}

fn single() -> impl Strategy<Value = Step> {
    let who = prop_oneof![Just(Signatory::Dasen), Just(Signatory::Party)];
    prop_oneof![
        4 => Just(Step::Register),
        2 => Just(Step::Close),
        3 => prop::sample::select(Stage::ALL.into_iter().collect::<Vec<_>>()).prop_map(Step::Stage),
        1 => any::<bool>().prop_map(Step::Solution),
        4 => (any::<bool>(), who).prop_map(|(article, by)| Step::Sign(article, by)),
        1 => any::<bool>().prop_map(Step::Send),
        2 => any::<bool>().prop_map(Step::Terminate),
        4 => (1_u64..20).prop_map(Step::Undo),
    ]
}

fn command(desk: &Desk, step: Step) -> Command {
    let on = desk.today;
    let convention = |is28: bool| number(if is28 { C28 } else { C26 });
    match step {
        Step::Register => Command::Register { deployment: ent() },
        Step::Close => Command::CloseEntry {
            entry: desk.registry.entries().keys().next_back().copied().unwrap_or(1),
            reason: "essai".to_owned(),
        },
        Step::Stage(to) => Command::MoveStage {
            deployment: ent(),
            to,
            on,
        },
        Step::Solution(one) => {
            let code = solution_code(if one { "olm" } else { "autre" });
            Command::ChooseSolution {
                deployment: ent(),
                solution: Some(code),
                on,
            }
        }
        Step::Sign(is28, by) => Command::Sign {
            convention: convention(is28),
            by,
            on,
        },
        Step::Send(is28) => Command::MarkSent {
            convention: convention(is28),
            on,
        },
        Step::Terminate(is28) => Command::Terminate {
            convention: convention(is28),
            on,
        },
        Step::Undo(back) => Command::Undo {
            entry: desk.registry.revision().saturating_sub(back - 1),
        },
        Step::Many(steps) => Command::Many {
            commands: steps.into_iter().map(|step| command(desk, step)).collect(),
        },
    }
}

/// A world with both conventions unsigned, and a second solution that no fiche describes.
fn world() -> World {
    let unsigned = |c: &mut preau::domain::convention::Convention| {
        c.signed_dasen = None;
        c.signed_party = None;
    };
    World::eligible()
        .edit_convention(C28, unsigned)
        .edit_convention(C26, unsigned)
        .solution("autre", "AUTRE", EDREDON)
}

/// True when the entry of the deployment rests on all that it needs, on the day of the desk.
fn rests(desk: &Desk) -> bool {
    let school = desk.registry.schools().get(&ent().school).unwrap();
    assess(&desk.registry, school, desk.today, &Policy::default())
        .iter()
        .filter(|assessment| assessment.category == Some(ent().category))
        .all(|assessment| {
            let mut rules = assessment.findings.iter().map(|finding| finding.rule);
            assessment.registered.is_some() && rules.all(|rule| rule != RuleCode::W0)
        })
}

/// True when the rules keep the deployment out, on the day of the desk, in the registry given.
fn blocked(registry: &Registry, desk: &Desk) -> bool {
    let school = registry.schools().get(&ent().school).unwrap();
    assess(registry, school, desk.today, &Policy::default())
        .iter()
        .filter(|assessment| assessment.category == Some(ent().category))
        .any(|assessment| {
            assessment
                .findings
                .iter()
                .any(|finding| finding.severity() == Severity::Blocking)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Promise 1: whatever is asked, an entry becomes active only when no rule kept the school out on that day.
    #[test]
    fn no_history_yields_an_entry_that_the_rules_would_have_refused(
        steps in prop::collection::vec(step(), 1..60)
    ) {
        let mut desk = Desk::of(world());
        for (days, step) in steps {
            desk.today = desk.today.checked_add_days(Days::new(days)).unwrap();
            let before = desk.registry.clone();
            let was_active = before.active_entry(ent()).is_some();
            let order = preau::domain::command::Order::blind(command(&desk, step));
            let several = matches!(order.command, Command::Many { .. } | Command::Undo { .. });
            if desk.orders(order).is_err() {
                continue;
            }
            let active = desk.registry.active_entry(ent());
            if let Some(entry) = active.filter(|_| !was_active) {
                // Several commands, and the undo of them, may choose the solution that they register.
                assert!(several || !blocked(&before, &desk), "entered while blocked: {entry:?}");
                assert!(rests(&desk), "entered without what it needs: {entry:?}");
                assert_eq!(entry.entered_on, desk.today);
            }
            let stage = desk.deployment().stage;
            assert!(stage != Stage::Inscrite || active.is_some(), "inscrite without an entry");
        }
    }

    /// The journal replayed over the world gives the registry, and every entry undone in turn gives the world again.
    #[test]
    fn the_journal_is_the_registry(steps in prop::collection::vec(step(), 1..40)) {
        let mut desk = Desk::of(world());
        for (days, step) in steps {
            desk.today = desk.today.checked_add_days(Days::new(days)).unwrap();
            let order = preau::domain::command::Order::blind(command(&desk, step));
            let _ = desk.orders(order);
        }
        let mut replayed = world().build();
        for entry in &desk.journal {
            replayed.apply(entry);
        }
        assert_eq!(records(&replayed), records(&desk.registry));
        for entry in desk.journal.iter().rev() {
            let inverse: Vec<_> = entry.changes.iter().rev().map(preau::domain::change::Change::inverse).collect();
            replayed.apply_changes(&inverse, 0);
        }
        assert_eq!(records(&replayed), records(&world().build()));
    }
}

fn records(registry: &Registry) -> BTreeMap<String, Record> {
    registry
        .records()
        .map(|(record, _)| (record.id().to_string(), record))
        .collect()
}
