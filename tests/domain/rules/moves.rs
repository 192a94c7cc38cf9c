//! The table of moves, stage by stage.

use preau::domain::deployment::{Deployment, DeploymentId, NoMove, Stage, may_move};
use preau::domain::provider::Category;

use crate::support::values::{day, uai};
use crate::support::world::SCHOOL;

/// A deployment at a stage, with nothing reached.
fn at(stage: Stage) -> Deployment {
    let mut deployment = Deployment::new(DeploymentId::first(uai(SCHOOL), Category::Ent));
    deployment.stage = stage;
    deployment
}

/// The codes of the stages to which a deployment may move.
fn allowed(from: Option<&Deployment>) -> String {
    let stages = Stage::ALL.into_iter().filter(|to| may_move(from, *to).is_ok());
    stages.map(Stage::code).collect::<Vec<_>>().join(" ")
}

const BEFORE: &str = "besoin_recense offre_evaluee solution_choisie contrat_souscrit convention_envoyee \
                      convention_signee conseil_informe";
const AFTER: &str = "comptes_enseignants comptes_familles formation_faite en_usage";

fn except(stages: &str, one: &str) -> String {
    let kept: Vec<_> = stages.split(' ').filter(|stage| *stage != one).collect();
    kept.join(" ")
}

#[test]
fn before_registration_any_way_but_inscrite() {
    for stage in Stage::ALL.into_iter().filter(|stage| *stage < Stage::Inscrite) {
        let others = except(BEFORE, stage.code());
        assert_eq!(
            allowed(Some(&at(stage))),
            format!("{others} {AFTER} suspendue sortie"),
            "{stage:?}"
        );
    }
    assert_eq!(allowed(None), format!("{BEFORE} {AFTER}"), "no deployment yet");
}

#[test]
fn after_registration_never_back_before_it() {
    assert_eq!(
        allowed(Some(&at(Stage::Inscrite))),
        format!("{AFTER} suspendue sortie")
    );
    for stage in Stage::ALL.into_iter().filter(|stage| stage.accounts_open()) {
        let others = except(AFTER, stage.code());
        assert_eq!(
            allowed(Some(&at(stage))),
            format!("{others} suspendue sortie"),
            "{stage:?}"
        );
    }
}

#[test]
fn a_suspended_deployment_goes_back_where_it_was() {
    for before in Stage::ALL.into_iter().filter(|stage| *stage < Stage::Suspendue) {
        let mut suspended = at(before);
        suspended.reach(before, day("2026-09-01"));
        suspended.reach(Stage::Suspendue, day("2026-10-01"));
        assert_eq!(
            allowed(Some(&suspended)),
            format!("{} sortie", before.code()),
            "{before:?}"
        );
    }
    let unknown = at(Stage::Suspendue);
    assert_eq!(allowed(Some(&unknown)), format!("{BEFORE} {AFTER} sortie"));
}

#[test]
fn data_is_deleted_after_leaving_only_and_all_starts_anew() {
    assert_eq!(
        allowed(Some(&at(Stage::Sortie))),
        "besoin_recense donnees_supprimees"
    );
    assert_eq!(allowed(Some(&at(Stage::DonneesSupprimees))), "besoin_recense");
}

#[test]
fn a_refused_move_says_why() {
    let mut suspended = at(Stage::EnUsage);
    suspended.reach(Stage::EnUsage, day("2026-09-01"));
    suspended.reach(Stage::Suspendue, day("2026-10-01"));
    let table = [
        (
            Some(at(Stage::ConseilInforme)),
            Stage::Inscrite,
            NoMove::Registration,
        ),
        (Some(at(Stage::EnUsage)), Stage::Inscrite, NoMove::Registration),
        (Some(at(Stage::EnUsage)), Stage::EnUsage, NoMove::Already),
        (Some(at(Stage::Inscrite)), Stage::ConseilInforme, NoMove::Entered),
        (
            Some(suspended),
            Stage::Inscrite,
            NoMove::Resume(Some(Stage::EnUsage)),
        ),
        (
            Some(at(Stage::EnUsage)),
            Stage::DonneesSupprimees,
            NoMove::NotLeft,
        ),
        (Some(at(Stage::Sortie)), Stage::EnUsage, NoMove::Over),
        (None, Stage::Suspendue, NoMove::NotStarted),
    ];
    for (from, to, why) in table {
        assert_eq!(may_move(from.as_ref(), to), Err(why), "{from:?} to {to:?}");
    }
    assert_eq!(
        NoMove::Registration.to_string(),
        "seule l’inscription au registre y mène"
    );
    assert_eq!(
        NoMove::Resume(Some(Stage::EnUsage)).to_string(),
        "une école suspendue reprend à «\u{a0}en usage\u{a0}»"
    );
}
