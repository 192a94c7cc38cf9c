//! W23: what the stage says, and what the facts say.

use preau::domain::convention::Convention;
use preau::domain::council::{CouncilId, CouncilMeeting};
use preau::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use preau::domain::provider::Category;
use preau::domain::record::RecordId;
use preau::domain::rule::RuleCode::W23;

use super::look::messages_on;
use crate::support::values::{day, period, reference, solution_code, uai};
use crate::support::world::{C26, CONTRACT, EDREDON, SCHOOL, TODAY, World};

/// A school at a stage, of which no fact is there: no contract, a draft of a convention 26, no conseil.
fn without_facts(stage: Stage) -> World {
    World::eligible()
        .without(&RecordId::Council(CouncilId {
            school: uai(SCHOOL),
            date: day("2026-11-06"),
        }))
        .without(&RecordId::Contract(reference(CONTRACT)))
        .edit_convention(C26, |c| {
            (c.sent, c.signed_dasen, c.signed_party) = (None, None, None);
        })
        .edit_deployment(SCHOOL, move |used| used.stage = stage)
}

fn sent(world: World) -> World {
    world.edit_convention(C26, |c| c.sent = Some(day("2026-10-01")))
}

fn signed(world: World) -> World {
    sent(world).edit_convention(C26, |c| {
        c.signed_party = Some(day("2026-10-12"));
        c.signed_dasen = Some(day("2026-11-20"));
    })
}

/// A change of the convention 26.
type Edit = fn(&mut Convention);

/// What W23 says on a day, short: `+` more than the facts, the stage that they make true, and its day.
fn said(world: &World, on: &str) -> String {
    let short = |message: &String| {
        if message.contains("dit plus") {
            return "+".to_owned();
        }
        let (_, less) = message.split_once("faits~: «~").expect("less");
        less.replace("~» depuis le ", " ")
            .trim_end_matches('.')
            .to_owned()
    };
    let messages = messages_on(world, W23, on);
    messages.iter().map(short).collect::<Vec<_>>().join(" ")
}

#[test]
fn w23_the_stage_says_more_than_the_facts() {
    let claims = [
        Stage::ContratSouscrit,
        Stage::ConventionEnvoyee,
        Stage::ConventionSignee,
        Stage::ConseilInforme,
    ];
    for stage in Stage::ALL {
        let expected = if claims.contains(&stage) { "+" } else { "" };
        assert_eq!(said(&without_facts(stage), TODAY), expected, "{stage:?}");
    }
    assert_eq!(
        messages_on(&without_facts(Stage::ConventionSignee), W23, TODAY),
        [
            "L’étape «~convention 26 signée~» dit plus que les faits~: aucune convention 26 signée des deux parties ne \
             couvre l’école et la solution."
        ]
    );
}

#[test]
fn w23_the_stage_says_less_than_the_facts_from_the_day_of_the_fact() {
    let table = [
        ("2026-09-30", ""),
        ("2026-10-01", "convention 26 envoyée 01/10/2026"),
        ("2026-10-12", "convention 26 envoyée 01/10/2026"),
        ("2026-11-19", "convention 26 envoyée 01/10/2026"),
        ("2026-11-20", "convention 26 signée 20/11/2026"),
    ];
    let world = signed(without_facts(Stage::SolutionChoisie));
    for (on, expected) in table {
        assert_eq!(said(&world, on), expected, "{on}");
    }
    let at = |stage| signed(without_facts(stage));
    assert_eq!(
        said(&at(Stage::ConventionEnvoyee), TODAY),
        "convention 26 signée 20/11/2026"
    );
    assert_eq!(said(&at(Stage::ConventionSignee), TODAY), "");
    assert_eq!(said(&at(Stage::Suspendue), TODAY), "");
    assert_eq!(said(&at(Stage::EnUsage), TODAY), "");
    let told = at(Stage::ConventionSignee).council(SCHOOL, "2026-11-06");
    assert_eq!(said(&told, "2026-11-05"), "+", "not yet signed on that day");
    assert_eq!(said(&told, TODAY), "conseil d’école informé 06/11/2026");
    let entered = at(Stage::ConseilInforme).council(SCHOOL, "2026-11-06");
    let entered = entered.entry(1, SCHOOL, "olm", "2026-11-21");
    assert_eq!(said(&entered, TODAY), "inscrite au registre 21/11/2026");
}

#[test]
fn w23_of_a_convention_that_covers_the_school_and_is_not_over() {
    let at = |edit: Edit| signed(without_facts(Stage::ConventionSignee)).edit_convention(C26, edit);
    let table: [(Edit, &str); 6] = [
        (|_| {}, ""),
        (|c| c.effect = Some(day("2027-09-01")), ""),
        (|c| c.end = Some(day("2026-11-22")), "+"),
        (|c| c.end = Some(day("2026-11-23")), ""),
        (|c| c.terminated = Some(day("2026-11-23")), "+"),
        (|c| c.solutions = vec![solution_code("embruns")], "+"),
    ];
    for (place, (edit, expected)) in table.into_iter().enumerate() {
        assert_eq!(said(&at(edit), TODAY), expected, "line {place}");
    }
}

#[test]
fn w23_a_contract_that_is_not_over() {
    let with = |from: &str, to: &str| {
        without_facts(Stage::SolutionChoisie)
            .contract(CONTRACT, crate::support::world::GRENOBLE, "olm", "2026-09-01", "")
            .edit_contract(CONTRACT, |c| c.period = period(from, to))
    };
    let table = [
        ("2026-09-01", "2026-11-22", ""),
        ("2026-09-01", "2026-11-23", "contrat souscrit 01/09/2026"),
        ("2027-01-01", "", "contrat souscrit 23/11/2026"),
    ];
    for (from, to, expected) in table {
        assert_eq!(said(&with(from, to), TODAY), expected, "{from} {to}");
    }
}

#[test]
fn w23_a_conseil_of_the_school_year_and_of_this_use() {
    let at = |stage, held: &str| without_facts(stage).council(SCHOOL, held);
    let table = [
        (Stage::SolutionChoisie, "2026-08-31", ""),
        (
            Stage::SolutionChoisie,
            "2026-09-01",
            "conseil d’école informé 01/09/2026",
        ),
        (Stage::SolutionChoisie, "2026-11-24", ""),
        (Stage::ConseilInforme, "2025-03-10", ""),
        (Stage::ConseilInforme, "2026-11-24", "+"),
    ];
    for (stage, held, expected) in table {
        assert_eq!(said(&at(stage, held), TODAY), expected, "{stage:?} {held}");
    }
    let untold = without_facts(Stage::ConseilInforme).with(CouncilMeeting {
        school: uai(SCHOOL),
        date: day("2026-11-06"),
        on_agenda: true,
        families_informed: false,
        minutes_received: None,
    });
    assert_eq!(said(&untold, TODAY), "+", "on the agenda alone");
    // What was said of the solution that the school left is not said of the next.
    let mut next = Deployment::new(DeploymentId {
        rank: Rank::FIRST.next().unwrap(),
        ..DeploymentId::first(uai(SCHOOL), Category::Ent)
    });
    next.solution = Some(solution_code("autre"));
    next.stage = Stage::ConseilInforme;
    for (held, expected) in [("2026-10-14", "+"), ("2026-10-15", "")] {
        let world = at(Stage::ConventionSignee, held)
            .edit_deployment(SCHOOL, |used| used.leave(day("2026-10-15"), ""))
            .solution("autre", "AUTRE", EDREDON)
            .with(next.clone());
        assert_eq!(said(&world, TODAY), expected, "{held}");
    }
}
