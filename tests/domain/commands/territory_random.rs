//! Random acts on the territory, as they are asked for: after each history, who holds the competence on many days is what a
//! plain computation says, and each act that is taken back leaves the base as it was.

use std::fmt::Write as _;

use preau::domain::collectivite::{CollectiviteKind, CompetenceNature, LocalityKind};
use preau::domain::command::{Command, Territory};
use preau::domain::record::{Kind, Record};
use preau::domain::registry::Registry;

use super::desk::Desk;
use crate::support::chance::Chance;
use crate::support::oracle;
use crate::support::values::{day, insee, siren, uai};
use crate::support::world::{GRENOBLE, SCHOOL, World};

const OTHER: &str = "0380124D";
const THIRD: &str = "0380456P";
const CODES: [&str; 3] = ["38185", "38544", "38229"];
const COMMUNES: [&str; 3] = [GRENOBLE, "213805443", "213802291"];
const NEW: [&str; 4] = ["200000016", "200000024", "200000032", "200000040"];
const GROUPS: [&str; 2] = ["200000008", "200040715"];
const DAYS: [&str; 6] = [
    "2024-01-01",
    "2024-09-01",
    "2025-01-01",
    "2025-09-01",
    "2026-01-01",
    "2026-09-01",
];
/// How many histories are tried, and how many acts each has.
const HISTORIES: u32 = 100;
const ACTS: u32 = 14;

fn world() -> World {
    World::eligible()
        .commune("38544", COMMUNES[1], "Vienne")
        .commune("38229", COMMUNES[2], "Meylan")
        .group(GROUPS[0], CollectiviteKind::CommunauteDeCommunes, "CC Bièvre")
        .group(GROUPS[1], CollectiviteKind::Metropole, "la Métro")
        .school(OTHER, "Élém. Vallier", "38544")
        .school(THIRD, "Élém. Prévert", "38185")
        .edit_school(THIRD, |school| school.territoire = Some(insee("38229")))
}

/// One of a list.
fn one<'a>(chance: &mut Chance, list: &[&'a str]) -> &'a str {
    list[chance.below(list.len())]
}

fn act(chance: &mut Chance) -> Territory {
    let on = day(one(chance, &DAYS));
    let everyone: Vec<&str> = COMMUNES.into_iter().chain(NEW).chain(GROUPS).collect();
    match chance.below(7) {
        0 | 1 => Territory::HandCompetence {
            perimeters: vec![
                one(chance, &[CODES[0], CODES[1], CODES[2], SCHOOL, OTHER])
                    .parse()
                    .unwrap(),
            ],
            to: (chance.below(3) > 0).then(|| siren(one(chance, &everyone))),
            on,
            nature: CompetenceNature::Both,
        },
        2 | 3 => {
            let into = one(chance, &[COMMUNES[0], COMMUNES[1], NEW[0], NEW[1]]);
            Territory::MergeCommunes {
                communes: vec![siren(one(chance, &COMMUNES)), siren(one(chance, &everyone))],
                into: siren(into),
                code: NEW.contains(&into).then(|| insee(one(chance, &CODES))),
                name: "Nouvelle".into(),
                parts: [LocalityKind::CommuneDeleguee, LocalityKind::Merged][chance.below(2)],
                on,
            }
        }
        4 => {
            let place = chance.below(CODES.len());
            Territory::RestoreCommune {
                code: insee(CODES[place]),
                siren: siren(one(chance, &[COMMUNES[place], NEW[2], NEW[3]])),
                name: String::new(),
                on,
            }
        }
        5 => Territory::ReplaceCollectivite {
            from: siren(one(chance, &everyone)),
            to: siren(one(chance, &NEW)),
            on,
            name: String::new(),
        },
        _ => Territory::MergeGroups {
            groups: GROUPS.map(siren).to_vec(),
            into: siren(one(chance, &everyone)),
            name: "CC nouvelle".into(),
            on,
        },
    }
}

fn records(registry: &Registry) -> Vec<Record> {
    let all = registry.records().map(|(record, _)| record);
    all.filter(|record| record.kind() != Kind::Entry).collect()
}

/// Each holder on the days around those of the acts is that of the plain computation, and every hold is one.
fn as_the_plain_computation(registry: &Registry, history: &str) {
    let world = registry
        .records()
        .fold(World::new(), |world, (record, _)| world.with(record));
    for school in [SCHOOL, OTHER, THIRD] {
        let found = registry.schools().get(&uai(school)).unwrap();
        for on in DAYS.iter().flat_map(|on| [day(on).pred_opt().unwrap(), day(on)]) {
            let plain = oracle::holder(&world, school, on);
            assert_eq!(registry.competent(found, on), plain, "{school} {on}\n{history}");
        }
        let last = day("2026-11-23");
        for hold in registry.holds(found, last) {
            let days = [hold.from, hold.to].into_iter().flatten();
            for on in days {
                assert_eq!(
                    oracle::holder(&world, school, on),
                    Some(hold.siren),
                    "{school} {on}\n{history}"
                );
            }
        }
        let holds: Vec<_> = registry
            .holds(found, last)
            .into_iter()
            .map(|hold| hold.siren)
            .collect();
        for siren in oracle::holders(&world, school, day("2023-12-01"), last) {
            assert!(
                holds.is_empty() || holds.contains(&siren),
                "{school} {siren}\n{history}"
            );
        }
    }
}

#[test]
fn after_random_acts_the_holders_are_those_of_the_plain_computation() {
    let mut done = [0_usize; 5];
    for seed in 0..HISTORIES {
        let mut chance = Chance::seeded(u64::from(seed));
        let mut desk = Desk::of(world());
        let mut history = String::new();
        for _ in 0..ACTS {
            let act = act(&mut chance);
            let command = Command::Territory(act.clone());
            if desk.decide(&desk.seeing(command.clone())).is_err() {
                continue;
            }
            let before = records(&desk.registry);
            let entry = desk.does(command.clone());
            desk.does(Command::Undo { entry });
            assert_eq!(records(&desk.registry), before, "{act:?}");
            desk.does(command);
            writeln!(history, "{act:?}").unwrap();
            done[match act {
                Territory::HandCompetence { .. } => 0,
                Territory::MergeCommunes { .. } => 1,
                Territory::RestoreCommune { .. } => 2,
                Territory::ReplaceCollectivite { .. } => 3,
                _ => 4,
            }] += 1;
            as_the_plain_computation(&desk.registry, &history);
        }
    }
    assert!(
        done.iter().all(|count| *count > 3),
        "each act is reached: {done:?}"
    );
}
