//! Stages and solutions.

use preau::domain::command::Command;
use preau::domain::deployment::{DeploymentId, NoMove, Stage};
use preau::domain::id::SolutionCode;
use preau::domain::provider::Category;
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;

use super::desk::{Desk, ent};
use crate::support::values::{day, solution_code, uai};
use crate::support::world::{EDREDON, SCHOOL, World};

fn to(stage: Stage, on: &str) -> Command {
    Command::MoveStage {
        deployment: ent(),
        to: stage,
        on: day(on),
    }
}

fn choose(solution: Option<SolutionCode>) -> Command {
    Command::ChooseSolution {
        deployment: ent(),
        solution,
        on: day("2026-11-23"),
    }
}

#[test]
fn a_stage_is_reached_on_its_day_and_the_later_ones_are_no_longer() {
    let mut desk = Desk::eligible();
    desk.does(to(Stage::ContratSouscrit, "2026-11-20"));
    assert_eq!(desk.deployment().stage, Stage::ContratSouscrit);
    assert_eq!(
        desk.deployment().reached.last_key_value(),
        Some((&Stage::ContratSouscrit, &day("2026-11-20")))
    );
}

#[test]
fn a_move_is_refused_when_the_table_forbids_it() {
    let desk = Desk::eligible();
    for stage in [Stage::Inscrite, Stage::DonneesSupprimees] {
        let refusal = desk.refuses(to(stage, "2026-11-23"));
        assert!(
            matches!(refusal, Refusal::Move { to, .. } if to == stage),
            "{stage:?}: {refusal}"
        );
    }
    assert_eq!(
        desk.refuses(to(Stage::ConseilInforme, "2026-11-23")),
        Refusal::Nothing
    );
}

#[test]
fn an_active_entry_leads_back_to_inscrite_and_never_before_it() {
    let world = World::registered("2026-11-02");
    let mut desk =
        Desk::of(world.edit_deployment(SCHOOL, |deployment| deployment.stage = Stage::ConseilInforme));
    assert!(desk.registry.is_entered(desk.deployment()));
    let active = |refusal| match refusal {
        Refusal::Move { why, .. } => why,
        other => panic!("{other}"),
    };
    assert_eq!(
        active(desk.refuses(to(Stage::ConventionSignee, "2026-11-23"))),
        NoMove::ActiveEntry
    );
    desk.does(to(Stage::Inscrite, "2026-11-23"));
    assert_eq!(desk.deployment().stage, Stage::Inscrite);
    assert_eq!(
        active(desk.refuses(to(Stage::ConseilInforme, "2026-11-23"))),
        NoMove::Entered
    );
}

#[test]
fn a_fact_of_tomorrow_is_refused() {
    let desk = Desk::eligible();
    assert!(matches!(
        desk.refuses(to(Stage::Sortie, "2026-11-24")),
        Refusal::Invalid { .. }
    ));
    let command = Command::ChooseSolution {
        deployment: ent(),
        solution: None,
        on: day("2026-11-24"),
    };
    assert!(matches!(desk.refuses(command), Refusal::Invalid { .. }));
}

#[test]
fn the_first_stage_opens_a_deployment_and_a_chosen_solution_is_needed_from_the_third_on() {
    let mut desk = Desk::of(World::eligible().without(&RecordId::Deployment(ent())));
    assert!(matches!(
        desk.refuses(to(Stage::ContratSouscrit, "2026-11-23")),
        Refusal::Invalid { .. }
    ));
    desk.does(to(Stage::BesoinRecense, "2026-11-23"));
    assert_eq!(desk.deployment().solution, None);
    assert!(matches!(
        desk.refuses(to(Stage::SolutionChoisie, "2026-11-23")),
        Refusal::Invalid { .. }
    ));
    desk.does(choose(Some(solution_code("olm"))));
    assert_eq!(desk.deployment().stage, Stage::SolutionChoisie);
    desk.does(to(Stage::ContratSouscrit, "2026-11-23"));
}

#[test]
fn a_school_that_left_may_have_its_data_deleted() {
    let mut desk = Desk::eligible();
    desk.does(to(Stage::Sortie, "2026-11-02"));
    assert_eq!(desk.deployment().exit, Some(day("2026-11-02")));
    desk.does(to(Stage::DonneesSupprimees, "2026-11-20"));
    let reached = desk.deployment().reached.get(&Stage::DonneesSupprimees).copied();
    assert_eq!(reached, Some(day("2026-11-20")));
    assert_eq!(desk.deployment().deletion_certificate, None, "nobody gave one");
}

#[test]
fn another_solution_starts_the_deployment_anew_where_nothing_of_the_first_must_stay() {
    let world = World::eligible().edit_deployment(SCHOOL, |deployment| deployment.family_notice = None);
    let mut desk = Desk::of(world.solution("autre", "AUTRE", EDREDON));
    desk.does(choose(Some(solution_code("autre"))));
    assert_eq!(desk.deployment().stage, Stage::SolutionChoisie);
    assert_eq!(desk.deployment().solution, Some(solution_code("autre")));
    assert_eq!(desk.registry.deployments().len(), 1);
}

#[test]
fn a_solution_is_refused_when_unknown_or_of_another_category() {
    let desk = Desk::of(World::eligible().solution_of(Category::VieScolaire, "cahier", "CAHIER", EDREDON));
    let unknown = solution_code("inconnue");
    assert_eq!(
        desk.refuses(choose(Some(unknown.clone()))),
        Refusal::Unknown(RecordId::Solution(unknown))
    );
    assert!(matches!(
        desk.refuses(choose(Some(solution_code("cahier")))),
        Refusal::Invalid { .. }
    ));
    assert_eq!(desk.refuses(choose(Some(solution_code("olm")))), Refusal::Nothing);
}

#[test]
fn a_choice_is_taken_back_only_before_it_has_effects() {
    let told = Desk::of(World::eligible().edit_deployment(SCHOOL, |d| d.stage = Stage::SolutionChoisie));
    assert!(told.refuses(choose(None)).to_string().contains("notice"));
    let mut desk = Desk::of(World::eligible().edit_deployment(SCHOOL, |d| d.family_notice = None));
    assert!(matches!(desk.refuses(choose(None)), Refusal::Invalid { .. }));
    desk.does(to(Stage::SolutionChoisie, "2026-11-23"));
    desk.does(choose(None));
    assert_eq!(
        (desk.deployment().solution.clone(), desk.deployment().stage),
        (None, Stage::OffreEvaluee)
    );
}

#[test]
fn an_unknown_school_has_no_stage() {
    let desk = Desk::eligible();
    let elsewhere = DeploymentId::first(uai("0940176F"), Category::Ent);
    let command = Command::MoveStage {
        deployment: elsewhere,
        to: Stage::BesoinRecense,
        on: day("2026-11-23"),
    };
    assert_eq!(
        desk.refuses(command),
        Refusal::Unknown(RecordId::School(uai("0940176F")))
    );
    assert_ne!(elsewhere.school, uai(SCHOOL));
}
