//! Schools that close, merge or split: what the schools that take their place receive, and what they do not.

use preau::domain::collectivite::CollectiviteKind;
use preau::domain::command::{Command, Territory};
use preau::domain::contract::ContractSchools;
use preau::domain::convention::{Annexe, AnnexeLine};
use preau::domain::deployment::{Deployment, DeploymentId, Stage};
use preau::domain::provider::Category;
use preau::domain::record::RecordId;
use preau::domain::registry::Registry;
use preau::domain::rule::RuleCode::{W10, W19};
use preau::domain::rule::{Policy, assess};
use preau::domain::school::{School, SchoolState, Sector};

use super::desk::Desk;
use super::territory::{says, undone};
use crate::support::values::{day, number, period, reference, siren, uai};
use crate::support::world::{C26, CONTRACT, GRENOBLE, SCHOOL, World};

const NEXT: &str = "0380456P";
const OTHER: &str = "0380124D";

/// The school is named in the contract and in the annexe, which allows additions; another is there, of a commune.
fn listed(code: &str) -> World {
    World::registered("2026-10-01")
        .edit_convention(C26, |convention| {
            convention.annexe = Annexe::Listed(vec![AnnexeLine::new(uai(SCHOOL), period("", ""))]);
            convention.solutions = vec!["olm".parse().unwrap()];
            convention.open_annexe = true;
        })
        .edit_contract(CONTRACT, |contract| {
            contract.schools = ContractSchools::Listed(vec![uai(SCHOOL)]);
        })
        .commune("38544", "213805443", "Vienne")
        .solution("embruns", "EMBRUNS", "999000102")
        .school(OTHER, "Élém. Vallier", code)
}

fn ends(schools: &[&str], into: &[&str]) -> Command {
    Command::Territory(Territory::EndSchools {
        schools: schools.iter().map(|text| uai(text)).collect(),
        into: into.iter().map(|text| uai(text)).collect(),
        on: day("2026-11-20"),
        reason: "carte scolaire".into(),
    })
}

fn school<'a>(registry: &'a Registry, key: &str) -> &'a School {
    registry.schools().get(&uai(key)).unwrap()
}

/// Whether the contract, and the annexe on the day, name a school.
fn named(registry: &Registry, key: &str) -> (bool, bool) {
    let contract = registry.contracts().get(&reference(CONTRACT)).unwrap();
    let convention = registry.conventions().get(&number(C26)).unwrap();
    let in_contract = contract.schools.covers(uai(key)) && contract.period.contains(day("2026-11-23"));
    (in_contract, convention.covers_school(uai(key), day("2026-11-23")))
}

#[test]
fn a_successor_is_named_only_for_a_solution_it_has_and_where_the_collectivite_holds_it() {
    let table = [
        ("the same commune", listed("38185"), (true, true)),
        (
            "the same solution",
            listed("38185").deployment(OTHER, "olm", Stage::ConseilInforme),
            (true, true),
        ),
        (
            "another solution",
            listed("38185").deployment(OTHER, "embruns", Stage::ConseilInforme),
            (false, false),
        ),
        ("another commune", listed("38544"), (false, false)),
        (
            "a private one",
            listed("38185").edit_school(OTHER, |school| school.sector = Sector::Private),
            (false, false),
        ),
    ];
    for (case, world, expected) in table {
        let mut desk = Desk::of(world);
        desk.does(ends(&[SCHOOL, OTHER], &[OTHER]));
        assert_eq!(named(&desk.registry, OTHER), expected, "{case}");
        assert!(!named(&desk.registry, SCHOOL).1, "{case}");
    }
}

#[test]
fn a_successor_with_a_use_of_no_solution_goes_on_with_that_of_the_school_that_closes() {
    let mut need = Deployment::new(DeploymentId::first(uai(OTHER), Category::Ent));
    need.stage = Stage::OffreEvaluee;
    let mut desk = Desk::of(listed("38185").with(need));
    desk.does(ends(&[SCHOOL], &[OTHER]));
    let uses: Vec<&Deployment> = desk.registry.deployments_of(uai(OTHER)).collect();
    assert_eq!(uses.len(), 1, "the use that was there");
    assert_eq!(uses[0].solution.as_ref().unwrap().as_str(), "olm");
    assert_eq!(uses[0].stage, Stage::SolutionChoisie);
}

#[test]
fn a_school_that_was_closed_already_keeps_its_day() {
    let world = listed("38185").edit_school(SCHOOL, |school| {
        (school.state, school.closed) = (SchoolState::Closed, Some(day("2026-08-31")));
    });
    let mut desk = Desk::of(world);
    desk.does(ends(&[SCHOOL], &[NEXT]));
    assert_eq!(school(&desk.registry, SCHOOL).closed, Some(day("2026-08-31")));
    assert_eq!(school(&desk.registry, SCHOOL).successors, [uai(NEXT)]);
}

#[test]
fn a_school_splits_and_keeps_its_uai() {
    let mut desk = Desk::of(listed("38185"));
    desk.does(ends(&[SCHOOL], &[SCHOOL, NEXT]));
    let (kept, new) = (school(&desk.registry, SCHOOL), school(&desk.registry, NEXT));
    assert_eq!((kept.state, kept.closed), (SchoolState::Open, None));
    assert_eq!(kept.successors, [uai(NEXT)], "the other comes from it");
    assert_eq!(new.opened, Some(day("2026-11-20")));
    let used = desk.registry.deployments_of(uai(NEXT)).next().unwrap();
    assert_eq!(used.solution.as_ref().unwrap().as_str(), "olm");
    for key in [SCHOOL, NEXT] {
        assert_eq!(named(&desk.registry, key), (true, true), "{key}");
    }
    assert!(desk.registry.entries().get(&1).unwrap().is_active());
    let nothing = desk.refuses(ends(&[SCHOOL], &[SCHOOL])).to_string();
    assert!(nothing.contains("aucune école ne ferme"), "{nothing}");
}

#[test]
fn the_school_that_a_split_makes_is_no_double_of_the_one_that_goes_on() {
    let mut desk = Desk::of(listed("38185"));
    desk.does(ends(&[SCHOOL], &[SCHOOL, NEXT]));
    let new = school(&desk.registry, NEXT);
    assert_eq!(new.name, "Élém. Jean Jaurès (scission)");
    let all = assess(&desk.registry, new, day("2026-11-23"), &Policy::default());
    assert!(!all.iter().any(|found| found.has(W19)));
}

#[test]
fn schools_of_two_solutions_merge_into_one_that_has_neither_yet() {
    let world = listed("38185")
        .deployment(OTHER, "embruns", Stage::ConseilInforme)
        .contract("CT-0002", GRENOBLE, "embruns", "2026-09-01", "")
        .edit_contract("CT-0002", |contract| {
            contract.schools = ContractSchools::Listed(vec![uai(OTHER)]);
        });
    let mut desk = Desk::of(world);
    desk.does(ends(&[SCHOOL, OTHER], &[NEXT]));
    assert_eq!(desk.registry.deployments_of(uai(NEXT)).count(), 0);
    assert_eq!(named(&desk.registry, NEXT), (false, false));
    let other = desk.registry.contracts().get(&reference("CT-0002")).unwrap();
    assert_eq!(
        other.period.to,
        Some(day("2026-11-19")),
        "it names no school any more"
    );
}

#[test]
fn a_school_without_a_use_that_gets_another_uai_stays_named() {
    let id = RecordId::Deployment(DeploymentId::first(uai(SCHOOL), Category::Ent));
    let world = listed("38185").without(&RecordId::Entry(1)).without(&id);
    let mut desk = Desk::of(world);
    desk.does(ends(&[SCHOOL], &[NEXT]));
    assert_eq!(named(&desk.registry, NEXT), (true, true));
}

#[test]
fn a_private_successor_is_given_no_use() {
    let world = listed("38185").edit_school(OTHER, |school| school.sector = Sector::Private);
    let mut desk = Desk::of(world);
    desk.does(ends(&[SCHOOL], &[OTHER]));
    assert_eq!(desk.registry.deployments_of(uai(OTHER)).count(), 0);
}

#[test]
fn the_competence_over_one_school_alone_goes_on_with_its_next_uai() {
    let world = listed("38185")
        .group("200000008", CollectiviteKind::Sivu, "SIVU des écoles")
        .competence(SCHOOL, "200000008", "2020-09-01", "");
    let mut desk = Desk::of(world);
    desk.does(ends(&[SCHOOL], &[NEXT]));
    let next = school(&desk.registry, NEXT);
    assert_eq!(
        desk.registry.competent(next, day("2026-11-23")),
        Some(siren("200000008"))
    );
}

#[test]
fn a_reason_names_five_of_the_schools_that_take_the_place() {
    let many: Vec<String> = (1..=8).map(numbered).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let mut desk = Desk::of(listed("38185"));
    desk.does(ends(&[SCHOOL], &many));
    let entry = desk.registry.entries().get(&1).unwrap();
    let reason = &entry.closed.as_ref().unwrap().reason;
    assert!(reason.contains("et 3 de plus\u{a0}: carte scolaire"), "{reason}");
}

/// A UAI of the Isère.
fn numbered(number: u32) -> String {
    let digits = format!("0389{number:03}");
    let letters = b"ABCDEFGHJKLMNPRSTUVWXYZ";
    let at = digits.parse::<usize>().unwrap() % letters.len();
    format!("{digits}{}", char::from(letters[at]))
}

#[test]
fn a_closed_school_at_besoin_recense_has_nothing_left_to_close() {
    let world = World::eligible()
        .school(OTHER, "Élém. Vallier", "38185")
        .with(Deployment::new(DeploymentId::first(uai(OTHER), Category::Ent)));
    let mut desk = Desk::of(world);
    desk.does(ends(&[OTHER], &[NEXT]));
    let assessed = assess(
        &desk.registry,
        school(&desk.registry, OTHER),
        day("2026-11-23"),
        &Policy::default(),
    );
    assert!(!assessed.iter().any(|found| found.has(W10)));
}

#[test]
fn a_school_that_takes_the_place_keeps_the_competence_recorded_over_the_former_alone() {
    let sivu = "200000016";
    let world = |code: &str| {
        let world = listed(code).group(sivu, CollectiviteKind::Sivu, "SIVU des écoles");
        world.competence(SCHOOL, sivu, "2026-10-05", "")
    };
    let holder = |registry: &Registry| registry.competent(school(registry, OTHER), day("2026-11-20"));
    let opened = |on: &str| world("38185").edit_school(OTHER, |school| school.opened = day(on).into());
    let own = world("38185").competence(OTHER, GRENOBLE, "2021-09-01", "");
    let table = [
        ("renumbered", world("38185"), ends(&[SCHOOL], &[OTHER]), sivu),
        ("its own", own, ends(&[SCHOOL], &[OTHER]), GRENOBLE),
        (
            "goes on",
            world("38185"),
            ends(&[SCHOOL, OTHER], &[OTHER]),
            GRENOBLE,
        ),
        ("new", opened("2026-11-20"), ends(&[SCHOOL], &[OTHER, NEXT]), sivu),
        (
            "old",
            opened("1950-09-01"),
            ends(&[SCHOOL], &[OTHER, NEXT]),
            GRENOBLE,
        ),
    ];
    for (case, world, command, expected) in table {
        let mut desk = Desk::of(world);
        undone(&mut desk, command.clone());
        desk.does(command);
        assert_eq!(holder(&desk.registry), Some(siren(expected)), "{case}");
    }
}

#[test]
fn a_split_names_each_school_and_says_where_they_come_from() {
    let names = |registry: &Registry| [NEXT, "0389990C"].map(|uai| school(registry, uai).name.clone());
    let mut closes = Desk::of(listed("38185"));
    closes.does(ends(&[SCHOOL], &[NEXT, "0389990C"]));
    let expected = [
        "Élém. Jean Jaurès (scission, 1)",
        "Élém. Jean Jaurès (scission, 2)",
    ];
    assert_eq!(names(&closes.registry), expected);
    assert!(!says(&closes.registry, NEXT, W19, "2026-11-23"));
    let mut goes_on = Desk::of(listed("38185"));
    undone(&mut goes_on, ends(&[SCHOOL], &[SCHOOL, NEXT]));
    goes_on.does(ends(&[SCHOOL], &[SCHOOL, NEXT]));
    let registry = &goes_on.registry;
    assert_eq!(school(registry, SCHOOL).successors, [uai(NEXT)]);
    assert_eq!(school(registry, SCHOOL).state, SchoolState::Open);
    assert_eq!(school(registry, NEXT).name, "Élém. Jean Jaurès (scission)");
    let before: Vec<_> = registry.replaced_by(uai(NEXT)).map(|former| former.uai).collect();
    assert_eq!(before, [uai(SCHOOL)]);
    assert!(!says(registry, SCHOOL, W10, "2026-11-23"), "it goes on");
}

#[test]
fn a_contract_that_begins_once_its_schools_are_closed_is_said() {
    let world = listed("38185").edit_contract(CONTRACT, |contract| {
        contract.period = period("2026-11-20", "");
    });
    let why = Desk::of(world).refuses(ends(&[SCHOOL], &[])).to_string();
    assert!(
        why.contains("CT-0001") && why.contains("il commence le 20/11/2026"),
        "{why}"
    );
}
