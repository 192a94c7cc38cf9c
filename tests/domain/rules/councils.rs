//! W4: a conseil d'école after the elections of parents.

use preau::domain::rule::{Policy, RuleCode, assess, explain};
use preau::domain::vacances::{Vacances, Zone};

use crate::support::values::{day, uai};
use crate::support::world::{SCHOOL, World};

/// The results of 2026-2027 on 9 October; fifteen days later is 24 October.
fn policy(results: &[&str]) -> Policy {
    let mut policy = Policy::default();
    for on in results {
        assert!(policy.elections.note(day(on)));
    }
    policy
}

/// The holidays of zone A from 17 October to 1 November 2026.
fn world(council: &str) -> World {
    World::eligible()
        .without(&preau::domain::record::RecordId::Council(
            preau::domain::council::CouncilId {
                school: uai(SCHOOL),
                date: day("2026-11-06"),
            },
        ))
        .council(SCHOOL, council)
        .with(Vacances {
            zone: Zone::A,
            from: day("2026-10-17"),
            to: day("2026-11-01"),
            name: "Vacances de la Toussaint".into(),
        })
}

fn says(world: &World, policy: &Policy, on: &str) -> bool {
    let registry = world.clone().build();
    let school = registry.schools().get(&uai(SCHOOL)).unwrap();
    assess(&registry, school, day(on), policy)[0].has(RuleCode::W4)
}

#[test]
fn w4_from_fifteen_days_after_the_results_until_a_conseil_is_noted() {
    let policy = policy(&["2025-10-10", "2026-10-09"]);
    let table = [
        // The conseil of the year before, or of before the results, is none.
        ("2026-06-01", "2026-10-23", false),
        ("2026-06-01", "2026-10-24", true),
        ("2026-06-01", "2026-10-25", true),
        ("2026-10-08", "2026-10-24", true),
        ("2026-10-09", "2026-10-24", false),
        ("2026-11-06", "2026-11-05", true),
        ("2026-11-06", "2026-11-06", false),
        ("2026-11-06", "2026-11-07", false),
        // Next year's results are not known: silent.
        ("2026-06-01", "2027-08-31", true),
        ("2026-06-01", "2027-09-01", false),
    ];
    for (council, on, said) in table {
        assert_eq!(
            says(&world(council), &policy, on),
            said,
            "conseil of {council}, on {on}"
        );
    }
}

#[test]
fn w4_passes_over_the_holidays_of_the_zone_where_they_do_not_count() {
    let mut policy = policy(&["2026-10-09"]);
    (policy.elections.zone, policy.elections.skip_holidays) = (Some(Zone::A), true);
    // Seven days up to 16 October, then from 2 November on: the fifteenth is 9 November.
    for (on, said) in [("2026-11-08", false), ("2026-11-09", true), ("2026-11-10", true)] {
        assert_eq!(says(&world("2026-06-01"), &policy, on), said, "{on}");
    }
    policy.elections.zone = Some(Zone::B);
    assert!(
        says(&world("2026-06-01"), &policy, "2026-10-24"),
        "the holidays of another zone"
    );
}

#[test]
fn w4_is_silent_where_the_day_is_not_known_and_says_so_to_who_asks() {
    let registry = world("2026-06-01").build();
    let school = registry.schools().get(&uai(SCHOOL)).unwrap();
    let explained = explain(&registry, school, day("2026-11-23"), &Policy::default());
    let of_rule = explained[0]
        .rules
        .iter()
        .find(|rule| rule.rule == RuleCode::W4)
        .unwrap();
    assert_eq!(of_rule.verdict.words(), "non constatée");
    let facts: Vec<String> = of_rule
        .facts
        .iter()
        .map(|fact| format!("{}: {}", fact.label, fact.value))
        .collect();
    assert!(facts[0].contains("la règle se tait"), "{facts:?}");
}

/// The day that is so many counted days after another, one day after the other.
fn plain_after(holidays: &[Vacances], from: &str, days: u32) -> chrono::NaiveDate {
    let is_holiday = |on| holidays.iter().any(|one| one.from <= on && on <= one.to);
    let counted = day(from).iter_days().skip(1).filter(|on| !is_holiday(*on));
    counted.take(days.max(1) as usize).last().unwrap()
}

#[test]
fn whole_holidays_are_passed_over_as_day_after_day() {
    let of = |from: &str, to: &str| Vacances {
        zone: Zone::A,
        from: day(from),
        to: day(to),
        name: "Vacances".into(),
    };
    let table = [
        vec![],
        vec![of("2026-10-17", "2026-11-01")],
        vec![of("2026-10-17", "2026-11-01"), of("2026-11-02", "2026-11-05")],
        vec![of("2026-10-17", "2026-10-19"), of("2026-10-21", "2026-10-21")],
        vec![of("2026-10-10", "2026-10-10"), of("2026-12-19", "2027-01-03")],
    ];
    for holidays in table {
        let world = holidays
            .iter()
            .fold(World::new(), |world, one| world.with(one.clone()));
        let registry = world.build();
        let mut elections = preau::domain::rule::Elections::default();
        (elections.zone, elections.skip_holidays) = (Some(Zone::A), true);
        for from in [
            "2026-10-09",
            "2026-10-16",
            "2026-10-17",
            "2026-10-31",
            "2026-11-01",
        ] {
            for days in [0, 1, 2, 7, 8, 15, 60] {
                assert_eq!(
                    elections.after(&registry, day(from), days),
                    plain_after(&holidays, from, days),
                    "{days} days after {from}, {holidays:?}"
                );
            }
        }
    }
}
