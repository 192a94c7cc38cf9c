//! W12: the data of a use that was left are deleted, and a certificate says so.

use preau::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use preau::domain::provider::Category;
use preau::domain::record::RecordId;
use preau::domain::rule::{Policy, RuleCode::W12, assess_use};

use super::look::{message_on, messages_on, says};
use crate::support::values::{day, solution_code, uai};
use crate::support::world::{EDREDON, SCHOOL, World};

/// The first use of the school, at a stage since September 2025, left on 31 May 2026; three months later is 31 August.
fn left_at(stage: Stage) -> World {
    World::eligible().edit_deployment(SCHOOL, move |used| {
        used.reach(stage, day("2025-09-01"));
        used.leave(day("2026-05-31"), "fin du marché");
    })
}

fn second(solution: &str, edit: impl FnOnce(&mut Deployment)) -> Deployment {
    let mut used = Deployment::new(DeploymentId {
        rank: Rank::FIRST.next().unwrap(),
        ..DeploymentId::first(uai(SCHOOL), Category::Ent)
    });
    used.solution = Some(solution_code(solution));
    used.reach(Stage::SolutionChoisie, day("2026-05-31"));
    edit(&mut used);
    used
}

#[test]
fn w12_three_months_after_the_exit_without_a_certificate() {
    let world = left_at(Stage::ComptesEnseignants);
    for (on, said) in [
        ("2026-05-31", false),
        ("2026-08-30", false),
        ("2026-08-31", false),
        ("2026-09-01", true),
    ] {
        assert_eq!(says(&world, W12, on), said, "{on}");
    }
    assert_eq!(
        message_on(&world, W12, "2026-09-01"),
        "OLM a été quittée le 31/05/2026, et l’attestation de suppression des données n’est pas notée."
    );
}

#[test]
fn w12_of_a_use_that_reached_accounts() {
    for stage in Stage::ALL.into_iter().filter(|stage| *stage < Stage::Suspendue) {
        let said = stage >= Stage::ComptesEnseignants;
        assert_eq!(says(&left_at(stage), W12, "2026-09-01"), said, "{stage:?}");
    }
    let suspended = World::eligible().edit_deployment(SCHOOL, |used| {
        used.reach(Stage::Suspendue, day("2025-09-01"));
        used.leave(day("2026-05-31"), "");
    });
    assert!(
        !says(&suspended, W12, "2026-09-01"),
        "suspended before any account"
    );
    let undated = World::eligible().edit_deployment(SCHOOL, |used| {
        used.stage = Stage::EnUsage;
        used.leave(day("2026-05-31"), "");
    });
    assert!(says(&undated, W12, "2026-09-01"), "its stage had no day");
}

#[test]
fn w12_a_certificate_dated_at_or_before_the_day() {
    for (certificate, said) in [("2026-10-14", false), ("2026-10-15", false), ("2026-10-16", true)] {
        let world = left_at(Stage::EnUsage)
            .edit_deployment(SCHOOL, |used| used.deletion_certificate = Some(day(certificate)));
        assert_eq!(says(&world, W12, "2026-10-15"), said, "{certificate}");
    }
}

#[test]
fn w12_goes_on_asking_where_the_stage_alone_says_that_data_were_deleted() {
    let deleted = left_at(Stage::EnUsage).edit_deployment(SCHOOL, |used| {
        used.reach(Stage::DonneesSupprimees, day("2026-06-15"));
    });
    for (on, said) in [("2026-08-31", false), ("2026-09-01", true)] {
        assert_eq!(says(&deleted, W12, on), said, "{on}");
    }
    let certified = deleted.edit_deployment(SCHOOL, |used| {
        used.deletion_certificate = Some(day("2026-10-15"));
    });
    for (on, said) in [("2026-10-14", true), ("2026-10-15", false)] {
        assert_eq!(says(&certified, W12, on), said, "{on}");
    }
}

#[test]
fn w12_on_the_line_of_the_use_that_followed_and_for_each_that_was_left() {
    let world = left_at(Stage::EnUsage).solution("autre", "AUTRE", EDREDON);
    let followed = world.clone().with(second("autre", |_| {}));
    assert_eq!(
        messages_on(&followed, W12, "2026-09-01"),
        ["OLM a été quittée le 31/05/2026, et l’attestation de suppression des données n’est pas notée."]
    );
    let both = world.with(second("autre", |used| {
        used.reach(Stage::EnUsage, day("2026-06-01"));
        used.leave(day("2026-06-30"), "");
    }));
    let said = |on| {
        let messages = messages_on(&both, W12, on);
        let first = |message: &String| message.split(' ').next().unwrap_or_default().to_owned();
        messages.iter().map(first).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(said("2026-09-30"), "OLM");
    assert_eq!(said("2026-10-01"), "OLM AUTRE");
    // A use that does not count tells of itself alone.
    let registry = both.clone().build();
    let school = registry.schools().get(&uai(SCHOOL)).unwrap();
    let first = DeploymentId::first(uai(SCHOOL), Category::Ent);
    let used = registry.deployments().get(&first).unwrap();
    let alone = assess_use(&registry, school, used, day("2026-10-01"), &Policy::default());
    let found = alone.findings.iter().filter(|finding| finding.rule == W12);
    assert_eq!(found.count(), 1);
}

#[test]
fn w12_is_not_looked_at_for_a_private_school() {
    let private = left_at(Stage::EnUsage).edit_school(SCHOOL, |school| {
        school.sector = preau::domain::school::Sector::Private;
    });
    assert!(!says(&private, W12, "2026-09-01"));
    let none = World::eligible().without(&RecordId::Deployment(DeploymentId::first(
        uai(SCHOOL),
        Category::Ent,
    )));
    assert!(!says(&none, W12, "2026-09-01"));
}
