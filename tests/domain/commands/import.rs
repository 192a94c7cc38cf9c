//! Imports: what differs, what is gone, and what such a file may not hold.

use preau::domain::command::{Command, Import, ImportKind};
use preau::domain::deployment::Stage;
use preau::domain::provider::Category;
use preau::domain::record::{Kind, Record, RecordId};
use preau::domain::refusal::Refusal;
use preau::domain::school::{School, SchoolState};

use super::desk::{Desk, ent};
use crate::support::values::{departement, solution_code, uai};
use crate::support::world::{EDREDON, SCHOOL, World};

fn import(kind: ImportKind, records: Vec<Record>, covers: &[&str]) -> Command {
    Command::Import(Import {
        kind,
        source: "essai.csv".to_owned(),
        sha256: "0".repeat(64),
        records,
        covers: covers.iter().map(|code| departement(code)).collect(),
        dated: None,
        site: None,
    })
}

fn school(desk: &Desk) -> School {
    desk.registry.schools().get(&uai(SCHOOL)).unwrap().clone()
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let mut desk = Desk::eligible();
    let renamed = School {
        name: "École Jean-Jaurès".to_owned(),
        ..school(&desk)
    };
    let file = import(ImportKind::Annuaire, vec![renamed.into()], &["38"]);
    desk.does(file.clone());
    assert_eq!(desk.refuses(file), Refusal::Nothing);
}

#[test]
fn a_school_absent_from_its_département_has_vanished_and_is_not_deleted() {
    let mut desk = Desk::of(World::eligible().school("0380124D", "Élém. Vanished", "38185"));
    let file = import(ImportKind::Annuaire, vec![school(&desk).into()], &["38"]);
    desk.does(file);
    assert_eq!(
        desk.registry.schools().get(&uai("0380124D")).unwrap().state,
        SchoolState::Vanished
    );
    assert_eq!(school(&desk).state, SchoolState::Open);
}

#[test]
fn a_file_of_another_département_leaves_the_school_alone() {
    let desk = Desk::eligible();
    let other = School {
        uai: uai("0940176F"),
        departement: Some(departement("94")),
        ..school(&desk)
    };
    let mut desk = desk;
    desk.does(import(ImportKind::Annuaire, vec![other.into()], &["94"]));
    assert_eq!(school(&desk).state, SchoolState::Open);
}

#[test]
fn a_file_holds_only_its_kinds() {
    let mut desk = Desk::eligible();
    desk.does(Command::Register { deployment: ent() });
    let forged = desk.registry.get(&RecordId::Entry(1)).unwrap();
    let kinds = [
        ImportKind::Annuaire,
        ImportKind::Deploiements,
        ImportKind::Conventions,
        ImportKind::Communes,
    ];
    for kind in kinds {
        assert_eq!(
            desk.refuses(import(kind, vec![forged.clone()], &[])),
            Refusal::Kind(Kind::Entry)
        );
    }
}

#[test]
fn the_stage_inscrite_needs_an_entry_and_later_stages_are_facts() {
    let desk = Desk::eligible();
    let at = |stage: Stage| {
        let mut deployment = desk.deployment().clone();
        deployment.stage = stage;
        import(ImportKind::Deploiements, vec![deployment.into()], &[])
    };
    let refusal = desk.refuses(at(Stage::Inscrite));
    assert!(matches!(refusal, Refusal::Invalid { .. }), "{refusal}");
    let fact = at(Stage::ComptesFamilles);
    let mut desk = Desk::eligible();
    desk.does(fact);
    assert_eq!(desk.deployment().stage, Stage::ComptesFamilles);
}

#[test]
fn a_reference_to_nothing_is_refused_whole() {
    let desk = Desk::eligible();
    let mut deployment = desk.deployment().clone();
    deployment.school = uai("0940176F");
    let refusal = desk.refuses(import(ImportKind::Deploiements, vec![deployment.into()], &[]));
    assert!(matches!(refusal, Refusal::Dangling { .. }), "{refusal}");
}

#[test]
fn another_category_is_refused_where_a_school_would_have_two_uses_in_it() {
    let world = World::eligible()
        .solution_of(Category::VieScolaire, "autre", "AUTRE", EDREDON)
        .deployment(SCHOOL, "autre", Stage::OffreEvaluee);
    for world in [world] {
        let desk = Desk::of(world);
        let olm = desk.registry.solutions().get(&solution_code("olm"));
        let mut refiled = olm.unwrap().clone();
        refiled.category = Category::VieScolaire;
        let record = Record::from(refiled);
        let imported = import(ImportKind::Solutions, vec![record.clone()], &[]);
        for command in [imported, Command::Save { record }] {
            match desk.refuses(command) {
                Refusal::Invalid { field, .. } => assert_eq!(field, "catégorie"),
                other => panic!("{other:?}"),
            }
        }
    }
}
