//! Properties over random histories in which records are withdrawn and keys corrected: nothing dangles, an undo gives back
//! what was, an entry differs by the key alone, and the base is sound.

use preau::domain::change::Change;
use preau::domain::command::Command;
use preau::domain::deployment::Stage;
use preau::domain::journal::Entry;
use preau::domain::provider::Category;
use preau::domain::record::{Kind, Record, RecordId};
use preau::domain::registry::Registry;
use preau::store::{MemoryStore, Reader, Store, verify};
use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_oneof, proptest};

use super::desk::{Desk, ent, jdupont};
use crate::cockpit::office::numbered;
use crate::support::values::{number, solution_code};
use crate::support::world::{GRENOBLE, World};

#[derive(Debug, Clone)]
enum Step {
    Note(usize),
    Remind(usize),
    Register,
    Close,
    Choose(&'static str),
    Withdraw(usize),
    Correct(usize, u32),
    File(&'static str),
    Undo(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let of = || 0..40_usize;
    prop_oneof![
        3 => of().prop_map(Step::Note),
        1 => of().prop_map(Step::Remind),
        2 => Just(Step::Register),
        1 => Just(Step::Close),
        2 => prop::sample::select(vec!["olm", "autre"]).prop_map(Step::Choose),
        4 => of().prop_map(Step::Withdraw),
        5 => (of(), 0..4_u32).prop_map(|(of, to)| Step::Correct(of, to)),
        3 => prop::sample::select(vec!["olm", "autre"]).prop_map(Step::File),
        4 => (1_u64..4).prop_map(Step::Undo),
    ]
}

/// The record of a place, the last ones first: they are those of the history.
fn record(registry: &Registry, of: usize) -> RecordId {
    let ids: Vec<RecordId> = registry.records().map(|(record, _)| record.id()).collect();
    ids[ids.len() - 1 - of % ids.len()].clone()
}

fn other(id: &RecordId, to: u32) -> RecordId {
    let text = match id {
        RecordId::Convention(_) => format!("convention/26-01{to:02}"),
        RecordId::Contract(_) => format!("contrat/CT-{to}"),
        RecordId::School(_) => format!("ecole/{}", numbered(380_700 + to)),
        RecordId::Solution(_) => format!("solution/produit{to}"),
        RecordId::Sheet(id) => format!("fiche/{}@{to}", id.solution),
        RecordId::Council(id) => format!("conseil/{}@2026-10-{:02}", id.school, to + 1),
        other => return other.clone(),
    };
    text.parse().unwrap()
}

fn command(desk: &Desk, step: &Step) -> Command {
    let registry = &desk.registry;
    let school = registry.schools().iter().next();
    let deployment = school.and_then(|school| registry.present_uses(school.uai).next());
    let deployment = deployment.map_or(ent(), preau::domain::deployment::Deployment::id);
    match step {
        Step::Note(of) => Command::AddNote {
            about: record(registry, *of),
            text: "vu".to_owned(),
        },
        Step::Remind(of) => Command::AddReminder {
            convention: registry
                .conventions()
                .keys()
                .nth(of % 3)
                .cloned()
                .unwrap_or(number("26-0002")),
            to: "mairie".to_owned(),
            channel: "courriel".to_owned(),
            on: desk.today,
            next_due: None,
        },
        Step::Register => Command::Register { deployment },
        Step::Close => Command::CloseEntry {
            entry: registry.entries().keys().next_back().copied().unwrap_or(1),
            reason: "essai".to_owned(),
        },
        Step::Choose(solution) => Command::ChooseSolution {
            deployment,
            solution: Some(solution_code(solution)),
            on: desk.today,
        },
        Step::Withdraw(of) => super::withdraw::withdraw(record(registry, *of)),
        Step::Correct(of, to) => {
            let id = record(registry, *of);
            let to = other(&id, *to);
            super::correct::correct(id, to)
        }
        Step::File(code) => {
            let solutions = registry.solutions();
            let solution = solutions
                .get(&solution_code(code))
                .or_else(|| solutions.iter().next());
            let mut solution = solution.unwrap().clone();
            solution.category = match solution.category {
                Category::Ent => Category::VieScolaire,
                Category::VieScolaire => Category::Ent,
            };
            Command::Save {
                record: solution.into(),
            }
        }
        Step::Undo(back) => Command::Undo {
            entry: registry.revision().saturating_sub(back - 1),
        },
    }
}

fn world() -> World {
    let other = numbered(380_500);
    World::eligible()
        .solution("autre", "AUTRE", crate::support::world::EDREDON)
        .convention26("26-0002", GRENOBLE, |_| {})
        .school(other.as_str(), "École neuve", "38185")
        .deployment(other.as_str(), "olm", Stage::OffreEvaluee)
}

/// All but the entries that an undo closes rather than takes away, and the uses that go with them.
fn records(registry: &Registry) -> Vec<Record> {
    registry.records().map(|(record, _)| record).collect()
}

fn first(world: &World) -> Entry {
    Entry {
        seq: 1,
        at: "2026-11-01T09:00:00Z".parse().unwrap(),
        actor: jdupont(),
        command: Command::Undo { entry: 0 },
        order: None,
        edition: Entry::FIRST_EDITION,
        changes: world.records().cloned().map(Change::create).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_dangles_and_an_undo_gives_back_what_was(steps in prop::collection::vec(step(), 1..40)) {
        let mut desk = Desk::of(world());
        let mut store = MemoryStore::new();
        store.commit(&[first(&world())]).unwrap();
        let mut past = vec![desk.registry.clone()];
        for step in steps {
            let command = command(&desk, &step);
            let before = desk.registry.clone();
            if desk.orders(desk.seeing(command.clone())).is_err() {
                continue;
            }
            let now = &desk.registry;
            for (record, _) in now.records() {
                for id in record.references() {
                    assert!(now.version(&id).is_some(), "{} names {id} after {step:?}", record.id());
                }
            }
            for mark in now.former_keys().iter().filter(|mark| mark.is_spent()) {
                assert!(now.version(&mark.key).is_none(), "{} was given again by {step:?}", mark.key);
            }
            super::naming::by_the_indexes_as_by_a_walk(now);
            let last = desk.journal.last().unwrap();
            match &command {
                Command::Undo { entry } if *entry == before.revision() => {
                    let makes_entry = past.iter().any(|was| was.revision() == *entry && {
                        let earlier = past.iter().find(|was| was.revision() + 1 == *entry).unwrap();
                        was.entries().len() != earlier.entries().len()
                    });
                    if !makes_entry && !last.changes.iter().any(|change| change.id().is_some_and(|id| id.kind() == Kind::Entry)) {
                        let was = past.iter().find(|was| was.revision() + 1 == *entry).unwrap();
                        assert_eq!(records(now), records(was), "{step:?}");
                    }
                }
                Command::Correct { record, to, .. } => for change in &last.changes {
                    if let (Some(was @ Record::Entry(_)), Some(is)) = (&change.before, &change.after) {
                        assert_eq!(&was.renamed(record, to), is, "an entry differs by the key alone");
                    }
                },
                _ => {}
            }
            past.push(desk.registry.clone());
        }
        let latest = desk.journal.last().map(|entry| entry.seq);
        store.commit(&desk.journal).unwrap();
        let report = verify(&mut store);
        assert!(report.is_sound(), "{report} after {latest:?}");
        let loaded = store.load().unwrap();
        let again = Registry::from_records(loaded.records, loaded.head.seq);
        assert_eq!(records(&again), records(&desk.registry), "reloaded");
    }
}
