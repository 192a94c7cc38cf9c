//! Two records of random bases that are made one: nothing names the key that went, no entry of the register is put out by it,
//! and an undo gives the base back.

use preau::domain::collectivite::{Collectivite, CollectiviteKind, Competence};
use preau::domain::command::{Command, Territory};
use preau::domain::contract::{Contract, ContractSchools};
use preau::domain::convention::{Annexe, AnnexeLine};
use preau::domain::council::CouncilMeeting;
use preau::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use preau::domain::provider::Category;
use preau::domain::record::{Note, Record, RecordId};
use preau::domain::registry::Registry;
use preau::domain::rule::{Policy, RuleCode, assess_use};
use proptest::prelude::Strategy;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::desk::Desk;
use super::naming::by_the_indexes_as_by_a_walk;
use crate::rules::random::{METRO, NEIGHBOUR, world};
use crate::support::chance::Chance;
use crate::support::values::{day, insee, number, period, reference, siren, solution_code, uai};
use crate::support::world::{GRENOBLE, SCHOOL, World};

const TWIN_SCHOOL: &str = "0380456P";
const TWIN: &str = "213809999";
/// The day after the last of a random base.
const TODAY: &str = "2026-11-30";
/// How many bases are tried.
const BASES: usize = 150;

/// A random base with a second record of the school, of the commune and of some conventions, and what names them.
fn doubled(world: World, chance: &mut Chance) -> World {
    let mut twin = Collectivite::new(siren(TWIN), CollectiviteKind::Commune, "GRENOBLE");
    if chance.below(2) == 0 {
        twin.insee = Some(insee("38185"));
    }
    let mut group = Collectivite::new(siren(METRO), CollectiviteKind::Metropole, "la Métro");
    group.members = vec![siren(TWIN), siren(GRENOBLE)];
    let world = world
        .with(twin)
        .with(group)
        .school(TWIN_SCHOOL, "Élém. Jean Jaurès", "38185")
        .school(NEIGHBOUR, "Élém. Vallier", "38185")
        .edit_school(TWIN_SCHOOL, |school| school.by_hand = true)
        .with(Contract {
            reference: reference("CT-2"),
            collectivite: siren(if chance.below(2) == 0 { TWIN } else { GRENOBLE }),
            solution: solution_code("olm"),
            schools: ContractSchools::Listed(vec![uai(TWIN_SCHOOL), uai(SCHOOL)]),
            period: period("", ""),
        });
    let world = conventions(world, chance);
    uses(world, chance)
}

/// A convention is typed twice, and lines name the second record of the school.
fn conventions(mut world: World, chance: &mut Chance) -> World {
    let held: Vec<_> = world
        .records()
        .filter_map(|record| match record {
            Record::Convention(found) => Some((**found).clone()),
            _ => None,
        })
        .collect();
    for (place, mut found) in held.into_iter().enumerate() {
        if let Annexe::Listed(lines) = &mut found.annexe
            && chance.below(2) == 0
        {
            lines.push(AnnexeLine::new(uai(TWIN_SCHOOL), period("", "")));
            world = world.with(found.clone());
        }
        if chance.below(2) == 0 {
            found.number = number(&format!("D-{place}"));
            if chance.below(2) == 0 {
                (found.signed_dasen, found.signed_party) = (None, None);
            }
            world = world.with(found);
        }
    }
    world
}

/// The second record of the school has uses, a conseil, a competence, and a note on each.
fn uses(mut world: World, chance: &mut Chance) -> World {
    let count = u16::try_from(chance.below(3)).unwrap();
    for rank in 1..=count {
        let mut used = Deployment::new(DeploymentId {
            school: uai(TWIN_SCHOOL),
            category: Category::Ent,
            rank: Rank::parse(&rank.to_string()).unwrap(),
        });
        used.solution = Some(solution_code("olm"));
        used.stage = Stage::Sortie;
        used.exit = Some(day("2026-10-01"));
        world = world
            .with(note(u32::from(rank), RecordId::Deployment(used.id())))
            .with(used);
    }
    if chance.below(3) == 0 {
        let holder = if chance.below(2) == 0 { METRO } else { TWIN };
        let perimeter = TWIN_SCHOOL.parse().unwrap();
        world = world.with(Competence::confirmed(
            perimeter,
            siren(holder),
            period("2020-01-01", ""),
        ));
    }
    let meeting = CouncilMeeting {
        school: uai(TWIN_SCHOOL),
        date: day("2026-11-06"),
        on_agenda: true,
        families_informed: false,
        minutes_received: None,
    };
    let told = note(9, RecordId::Council(meeting.id()));
    world.with(meeting).with(told).council(SCHOOL, "2026-11-06")
}

fn note(number: u32, about: RecordId) -> Note {
    Note {
        number,
        about,
        text: "vu".into(),
        date: day("2026-11-20"),
        by: "jdupont".into(),
    }
}

/// The pairs of a base that may be one.
fn pairs(registry: &Registry) -> Vec<[RecordId; 2]> {
    let conventions: Vec<_> = registry.conventions().keys().collect();
    let typed = conventions.iter().filter(|one| one.as_str().starts_with("D-"));
    let conventions = typed.map(|one| {
        let own = one.as_str().replace("D-", "C-");
        [one.as_str(), &own].map(|text| RecordId::Convention(number(text)))
    });
    let schools = [TWIN_SCHOOL, SCHOOL].map(|text| RecordId::School(uai(text)));
    let communes = [TWIN, GRENOBLE].map(|text| RecordId::Collectivite(siren(text)));
    let both_ways = |[one, other]: [RecordId; 2]| [[one.clone(), other.clone()], [other, one]];
    let all = conventions.chain([schools, communes]);
    all.flat_map(both_ways)
        .filter(|pair| pair.iter().all(|id| registry.version(id).is_some()))
        .collect()
}

/// The active entries that the rules would refuse today, each with the rules; those without a use, by B3.
fn refused(registry: &Registry) -> Vec<(u32, RuleCode)> {
    let active = registry.entries().iter().filter(|entry| entry.is_active());
    let judged = active.filter_map(|entry| {
        let Some(used) = registry.use_of(entry) else {
            return Some((entry.number, vec![RuleCode::B3]));
        };
        let school = registry.schools().get(&entry.school)?;
        let found = assess_use(registry, school, used, day(TODAY), &Policy::default());
        let rules: Vec<RuleCode> = found.failures().map(|finding| finding.rule).collect();
        Some((entry.number, rules))
    });
    judged
        .flat_map(|(number, rules)| rules.into_iter().map(move |rule| (number, rule)))
        .collect()
}

fn texts(registry: &Registry) -> Vec<String> {
    let all = registry.records();
    all.map(|(record, _)| serde_json::to_string(&record).unwrap())
        .collect()
}

/// Makes the pair one and two again; says whether it was done.
fn merges(desk: &mut Desk, [from, into]: [RecordId; 2]) -> bool {
    let before = texts(&desk.registry);
    let known = refused(&desk.registry);
    let order = desk.seeing(Command::Territory(Territory::Merge {
        record: from.clone(),
        into: into.clone(),
        reason: "saisie deux fois".into(),
    }));
    let Ok(entry) = desk.orders(order) else {
        assert_eq!(texts(&desk.registry), before);
        return false;
    };
    let registry = &desk.registry;
    assert_eq!(registry.follow(&from), into);
    for (record, _) in registry.records() {
        let names = |id: &RecordId| id.renamed(&from, &into).is_some();
        let is_mark = matches!(record, Record::FormerKey(_));
        assert!(
            is_mark || !(names(&record.id()) || record.names().iter().any(names)),
            "{from} is named by {}",
            record.id()
        );
    }
    by_the_indexes_as_by_a_walk(registry);
    // An entry without a use is about the first that comes with its solution, be it left.
    let is_known =
        |found: &(u32, RuleCode)| known.contains(found) || known.contains(&(found.0, RuleCode::B3));
    let new: Vec<_> = refused(registry)
        .into_iter()
        .filter(|found| !is_known(found))
        .collect();
    assert_eq!(new, [], "{from} is {into}");
    desk.does(Command::Undo { entry });
    assert_eq!(texts(&desk.registry), before, "{from} is {into}, and is not");
    true
}

#[test]
fn nothing_is_left_of_the_former_key_and_the_register_stands() {
    let mut runner = TestRunner::deterministic();
    let mut chance = Chance::seeded(14);
    let mut done = [0; 3];
    let mut tried = 0;
    for _ in 0..BASES {
        let drawn = world().new_tree(&mut runner).unwrap().current();
        let mut desk = Desk::of(doubled(drawn, &mut chance));
        desk.today = day(TODAY);
        for pair in pairs(&desk.registry) {
            tried += 1;
            let kind = match pair[0] {
                RecordId::Convention(_) => 0,
                RecordId::School(_) => 1,
                _ => 2,
            };
            done[kind] += usize::from(merges(&mut desk, pair));
        }
    }
    assert!(
        done.iter().all(|count| *count > BASES / 10),
        "{done:?} of {tried}"
    );
}
