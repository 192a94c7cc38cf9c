//! Uses one after another: at most one of a school and a category is not left.

use preau::domain::command::{Command, Import, ImportKind};
use preau::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use preau::domain::record::Record;

use super::desk::{Desk, ent};
use crate::support::values::{day, solution_code};
use crate::support::world::{EDREDON, World};

/// The key of a use of the school of the desk.
pub fn of_rank(rank: &str) -> DeploymentId {
    DeploymentId {
        rank: Rank::parse(rank).unwrap(),
        ..ent()
    }
}

fn import(uses: Vec<Deployment>) -> Command {
    Command::Import(Import {
        kind: ImportKind::Deploiements,
        source: "essai.csv".to_owned(),
        sha256: String::new(),
        records: uses.into_iter().map(Record::from).collect(),
        covers: Vec::new(),
    })
}

#[test]
fn another_use_begins_once_the_school_has_left_the_one_before() {
    let mut desk = Desk::of(World::eligible().solution("autre", "AUTRE", EDREDON));
    let mut next = Deployment::new(of_rank("2"));
    next.solution = Some(solution_code("autre"));
    let refusal = desk.refuses(import(vec![next.clone()]));
    assert!(refusal.to_string().contains("n’a pas quitté"), "{refusal}");
    let mut left = desk.deployment().clone();
    left.reach(Stage::Sortie, day("2026-11-20"));
    let begun = desk.does(import(vec![left, next]));
    let again = Command::MoveStage {
        deployment: ent(),
        to: Stage::BesoinRecense,
        on: desk.today,
    };
    assert!(desk.refuses(again).to_string().contains("n’a pas quitté"));
    desk.does(Command::Undo { entry: begun });
    assert!(desk.registry.deployments().get(&of_rank("2")).is_none());
}
