//! The uses of a school in a category: which one counts, and which one an entry is about.

use preau::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use preau::domain::provider::Category;
use preau::domain::record::{Kind, RecordId};
use preau::domain::register::RegisterEntry;
use preau::domain::registry::Registry;
use preau::domain::rule::RuleCode::{B3, W0};
use preau::domain::rule::{Policy, Standing, assess};

use super::look::{assessed, codes, codes_on, message_on};
use crate::support::values::{day, solution_code, uai};
use crate::support::world::{C26, C28, EDREDON, SCHOOL, TODAY, World};

/// The key of a use of the school of [`World::eligible`].
fn id(rank: &str) -> DeploymentId {
    DeploymentId {
        rank: Rank::parse(rank).unwrap(),
        ..DeploymentId::first(uai(SCHOOL), Category::Ent)
    }
}

/// A use of a rank, left on a day where one is given.
fn used(rank: &str, solution: &str, left: &str) -> Deployment {
    let mut used = Deployment::new(id(rank));
    used.solution = Some(solution_code(solution));
    used.reach(Stage::SolutionChoisie, day("2026-09-01"));
    if !left.is_empty() {
        used.reach(Stage::Sortie, day(left));
    }
    used
}

fn registry(uses: &[Deployment]) -> Registry {
    let world = World::eligible().solution("autre", "AUTRE", EDREDON);
    let mut world = world.without(&RecordId::Deployment(id("1")));
    for used in uses {
        world = world.with(used.clone());
    }
    world.build()
}

#[test]
fn a_key_is_written_with_its_rank_from_the_second_on() {
    let table = [
        ("1", "0380123C@ENT"),
        ("2", "0380123C@ENT@2"),
        ("12", "0380123C@ENT@12"),
    ];
    for (rank, written) in table {
        assert_eq!(id(rank).to_string(), written);
        let read = RecordId::parse(Kind::Deployment, written).unwrap();
        assert_eq!(read, RecordId::Deployment(id(rank)));
    }
    for wrong in [
        "0380123C@ENT@1",
        "0380123C@ENT@0",
        "0380123C@ENT@02",
        "0380123C@ENT@+2",
        "0380123C@ENT@",
        "0380123C@ENT@2@3",
    ] {
        assert!(RecordId::parse(Kind::Deployment, wrong).is_err(), "{wrong}");
    }
    let stored = |rank| serde_json::to_string(&id(rank)).unwrap();
    assert_eq!(stored("1"), r#"{"school":"0380123C","category":"ENT"}"#);
    assert_eq!(stored("2"), r#"{"school":"0380123C","category":"ENT","rank":2}"#);
    assert!(
        serde_json::from_str::<DeploymentId>(r#"{"school":"0380123C","category":"ENT","rank":0}"#).is_err()
    );
}

#[test]
fn a_school_is_assessed_once_a_category_for_its_current_use_else_the_last_one_left() {
    let left = |rank, on| used(rank, "olm", on);
    let current = |rank| used(rank, "autre", "");
    let table = [
        (vec![current("1")], "1"),
        (vec![left("1", "2026-10-01"), current("2")], "2"),
        (vec![current("1"), left("2", "2026-10-01")], "1"),
        (vec![left("1", "2026-10-01"), left("2", "2026-11-01")], "2"),
        (vec![left("1", "2026-11-01"), left("2", "2026-10-01")], "1"),
        (vec![left("1", "2026-11-01"), left("2", "2026-11-01")], "2"),
    ];
    for (uses, rank) in table {
        let registry = registry(&uses);
        let school = registry.schools().get(&uai(SCHOOL)).unwrap();
        let lines = assess(&registry, school, day(TODAY), &Policy::default());
        let assessed: Vec<_> = lines
            .iter()
            .map(preau::domain::rule::Assessment::deployment)
            .collect();
        assert_eq!(assessed, [Some(id(rank))], "{uses:?}");
        assert!(registry.is_present(registry.deployments().get(&id(rank)).unwrap()));
        assert_eq!(registry.uses_of(uai(SCHOOL), Category::Ent).count(), uses.len());
    }
}

#[test]
fn an_entry_is_about_the_use_of_its_rank_else_the_first_with_its_solution() {
    let entry = |rank: &str| RegisterEntry {
        rank: Rank::parse(rank).unwrap(),
        ..World::registered(TODAY)
            .build()
            .entries()
            .get(&1)
            .unwrap()
            .clone()
    };
    let olm = |rank| used(rank, "olm", "2026-10-01");
    let autre = |rank| used(rank, "autre", "");
    let table = [
        (vec![used("1", "olm", "")], "1", Some("1")),
        (vec![olm("1"), autre("2")], "1", Some("1")),
        (vec![olm("1"), used("2", "olm", "")], "2", Some("2")),
        (vec![autre("1"), olm("2")], "1", Some("2")),
        (vec![autre("1")], "1", None),
    ];
    for (uses, rank, about) in table {
        let entry = entry(rank);
        let mut registry = registry(&uses);
        let made = preau::domain::change::Change::create(entry.clone());
        registry.apply_changes(&[made], 1);
        let of = registry.use_of(&entry).map(Deployment::id);
        assert_eq!(of, about.map(id), "{uses:?}");
        for used in &uses {
            assert_eq!(registry.is_entered(used), Some(used.id()) == of, "{used:?}");
        }
    }
}

/// A world whose school left its solution on 20 November.
fn left(world: World) -> World {
    world.edit_deployment(SCHOOL, |used| used.leave(day("2026-11-20"), "fin du contrat"))
}

#[test]
fn b3_a_school_that_left_its_solution_is_not_ready_and_nothing_more_is_due_of_it() {
    let unsigned = |c: &mut preau::domain::convention::Convention| c.signed_dasen = None;
    let told_nobody = World::eligible().without(&RecordId::Council(preau::domain::council::CouncilId {
        school: uai(SCHOOL),
        date: day("2026-11-06"),
    }));
    let neither = World::eligible()
        .edit_convention(C28, unsigned)
        .edit_convention(C26, unsigned);
    let table = [
        (World::eligible(), "C1", "B3"),
        (told_nobody, "C1 W3", "B3"),
        (neither, "B5 B7 C1 W21 W21", "B3 B7"),
    ];
    for (world, before, after) in table {
        let world = left(world);
        for (on, expected) in [
            ("2026-11-19", before),
            ("2026-11-20", after),
            ("2026-11-21", after),
        ] {
            assert_eq!(codes_on(&world, on), expected, "{on}");
        }
    }
    let world = left(World::eligible());
    assert_eq!(
        message_on(&world, B3, TODAY),
        "L’école a quitté OLM le 20/11/2026."
    );
    let standing = |on| assessed(&world, on).standing();
    assert_eq!(
        [
            standing("2026-11-19"),
            standing("2026-11-20"),
            standing("2026-11-21")
        ],
        [Standing::Ready, Standing::NoProject, Standing::NoProject]
    );
    assert_eq!(assessed(&world, TODAY).art28(), None);
}

#[test]
fn w0_registered_while_the_use_was_left() {
    let world = left(World::registered("2026-10-01"));
    for (on, expected) in [("2026-11-19", ""), ("2026-11-20", "W0"), ("2026-11-21", "W0")] {
        assert_eq!(codes_on(&world, on), expected, "{on}");
    }
    let lapsed = assessed(&world, TODAY);
    let within = lapsed.findings.iter().find(|finding| finding.rule == W0);
    assert_eq!(codes(within.unwrap().within().iter()), "B3");
}
