//! What a school is, in counts, headers and lists: six states, one at a time, in their order.

use preau::domain::deployment::Stage;
use preau::domain::provider::Category;
use preau::domain::rule::{Policy, Standing, assess};
use preau::domain::school::Sector;

use super::look::assessed;
use crate::support::values::{day, uai};
use crate::support::world::{C26, SCHOOL, TODAY, World};

/// What [`SCHOOL`] is on a day, all its uses looked at.
fn is(world: &World, on: &str) -> &'static str {
    let registry = world.clone().build();
    let school = registry.schools().get(&uai(SCHOOL)).expect("the school");
    let assessed = assess(&registry, school, day(on), &Policy::default());
    Standing::of_school(&assessed)
        .expect("a school is something")
        .code()
}

/// [`World::eligible`] without its use.
fn without_use() -> World {
    World::eligible().without(&format!("deploiement/{SCHOOL}@ENT").parse().expect("a key"))
}

fn at(stage: Stage) -> World {
    World::eligible().edit_deployment(SCHOOL, |deployment| deployment.stage = stage)
}

#[test]
fn a_school_is_the_first_of_six_that_holds() {
    let private = |world: World| world.edit_school(SCHOOL, |school| school.sector = Sector::Private);
    let lapsed = |world: World| world.edit_convention(C26, |c| c.terminated = Some(day("2026-11-01")));
    let registered = || World::registered("2026-10-01");
    let chosen_nothing = World::eligible().edit_deployment(SCHOOL, |deployment| {
        deployment.solution = None;
        deployment.stage = Stage::BesoinRecense;
    });
    let table = [
        ("private, without a use", private(without_use()), "hors_champ"),
        ("private, with a use", private(World::eligible()), "hors_champ"),
        ("private, in the register", private(registered()), "hors_champ"),
        (
            "accounts without an entry",
            at(Stage::ComptesEnseignants),
            "a_regulariser",
        ),
        (
            "an entry without its convention",
            lapsed(registered()),
            "a_regulariser",
        ),
        ("an entry", registered(), "inscrite"),
        ("a use that nothing keeps out", World::eligible(), "prete"),
        ("a use that is suspended", at(Stage::Suspendue), "prete"),
        (
            "a use without its convention",
            lapsed(World::eligible()),
            "bloquee",
        ),
        ("a need without a solution", chosen_nothing, "bloquee"),
        ("no use, and no convention", lapsed(without_use()), "sans_projet"),
        ("no use, and a convention", without_use(), "sans_projet"),
        ("a use that was left", at(Stage::Sortie), "sans_projet"),
        (
            "a use whose data is deleted",
            at(Stage::DonneesSupprimees),
            "sans_projet",
        ),
        (
            "a use left that lacks a convention",
            lapsed(at(Stage::Sortie)),
            "sans_projet",
        ),
    ];
    for (what, world, expected) in table {
        assert_eq!(is(&world, TODAY), expected, "{what}");
    }
}

#[test]
fn the_convention_ends_on_a_day() {
    let ends = |c: &mut preau::domain::convention::Convention| c.end = Some(day("2026-11-23"));
    let waits = World::eligible().edit_convention(C26, ends);
    let entered = World::registered("2026-10-01").edit_convention(C26, ends);
    for (on, before, after) in [
        ("2026-11-22", "prete", "inscrite"),
        ("2026-11-23", "prete", "inscrite"),
        ("2026-11-24", "bloquee", "a_regulariser"),
    ] {
        assert_eq!((is(&waits, on), is(&entered, on)), (before, after), "{on}");
    }
}

#[test]
fn of_two_uses_the_first_state_is_that_of_the_school() {
    let two = |world: World, stage| {
        world
            .solution_of(Category::VieScolaire, "embruns", "EMBRUNS", "999000201")
            .provider("999000201", "INVENTE EDITION")
            .deployment(SCHOOL, "embruns", stage)
    };
    let table = [
        (
            two(World::registered("2026-10-01"), Stage::ContratSouscrit),
            "inscrite",
        ),
        (
            two(World::registered("2026-10-01"), Stage::EnUsage),
            "a_regulariser",
        ),
        (two(World::eligible(), Stage::ContratSouscrit), "prete"),
        (two(at(Stage::Sortie), Stage::ContratSouscrit), "bloquee"),
        (two(at(Stage::Sortie), Stage::Sortie), "sans_projet"),
    ];
    for (world, expected) in table {
        assert_eq!(is(&world, TODAY), expected);
    }
}

#[test]
fn a_convention_is_missing_to_a_project_only() {
    let lapsed = |world: World| world.edit_convention(C26, |c| c.terminated = Some(day("2026-11-01")));
    let serves = |world: &World| assessed(world, TODAY).art26();
    assert_eq!(serves(&lapsed(World::eligible())), Some(false));
    assert_eq!(serves(&lapsed(without_use())), None, "no project waits for it");
    assert_eq!(serves(&without_use()), Some(true), "it is there all the same");
}
