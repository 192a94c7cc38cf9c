//! Notes, and records typed whole.

use preau::domain::command::Command;
use preau::domain::deployment::Stage;
use preau::domain::record::{Kind, Record, RecordId};
use preau::domain::refusal::Refusal;

use super::desk::{Desk, ent};
use crate::support::values::{day, insee, number, period, siren, solution_code};
use crate::support::world::{C26, CONTRACT, EDIFICE, GRENOBLE, World};

fn note(about: RecordId, text: &str) -> Command {
    Command::AddNote {
        about,
        text: text.to_owned(),
    }
}

fn save(record: impl Into<Record>) -> Command {
    Command::Save {
        record: record.into(),
    }
}

#[test]
fn a_note_is_numbered_signed_and_stripped_of_control_characters() {
    let mut desk = Desk::eligible();
    desk.does(note(
        RecordId::Convention(number(C26)),
        "  relancer\u{1b}[2J la mairie ",
    ));
    let held = desk.registry.notes().get(&1).unwrap();
    assert_eq!(held.text, "relancer[2J la mairie");
    assert_eq!((held.by.as_str(), held.date), ("jdupont", desk.today));
}

#[test]
fn a_note_is_refused_when_empty_too_long_or_about_nothing() {
    let desk = Desk::eligible();
    let about = RecordId::Convention(number(C26));
    assert!(matches!(
        desk.refuses(note(about.clone(), " \t ")),
        Refusal::Invalid { .. }
    ));
    assert!(matches!(
        desk.refuses(note(about, &"x".repeat(4_001))),
        Refusal::Invalid { .. }
    ));
    let nothing = RecordId::Convention(number("26-9999"));
    assert_eq!(
        desk.refuses(note(nothing.clone(), "x")),
        Refusal::Unknown(nothing)
    );
}

#[test]
fn a_record_is_saved_as_typed_and_only_when_it_differs() {
    let mut desk = Desk::eligible();
    let mut provider = desk.registry.providers().get(&siren(EDIFICE)).unwrap().clone();
    assert_eq!(desk.refuses(save(provider.clone())), Refusal::Nothing);
    provider.name = "Édifice".to_owned();
    desk.does(save(provider));
    assert_eq!(
        desk.registry.providers().get(&siren(EDIFICE)).unwrap().name,
        "Édifice"
    );
}

#[test]
fn a_typed_record_holds_what_it_must() {
    let desk = Desk::eligible();
    let mut provider = desk.registry.providers().get(&siren(EDIFICE)).unwrap().clone();
    for name in [String::new(), "x".repeat(4_001), "a\u{1b}b".to_owned()] {
        provider.name = name;
        assert!(matches!(
            desk.refuses(save(provider.clone())),
            Refusal::Invalid { .. }
        ));
    }
    let mut contract = desk.registry.contracts().iter().next().unwrap().clone();
    assert_eq!(contract.reference.as_str(), CONTRACT);
    contract.period = period("2026-09-01", "2026-08-31");
    assert!(
        matches!(desk.refuses(save(contract.clone())), Refusal::Invalid { .. }),
        "ends before it begins"
    );
    contract.period = period("2026-09-01", "");
    contract.solution = solution_code("inconnue");
    assert!(matches!(desk.refuses(save(contract)), Refusal::Dangling { .. }));
}

#[test]
fn the_register_and_the_codes_of_communes_are_not_typed() {
    use preau::domain::collectivite::LocalityKind::CommuneDeleguee;
    let desk = Desk::of(World::eligible().locality("38292", CommuneDeleguee, "38185"));
    let locality = desk.registry.localities().get(&insee("38292")).unwrap().clone();
    assert_eq!(desk.refuses(save(locality)), Refusal::Kind(Kind::Locality));
}

#[test]
fn a_typed_deployment_keeps_its_stage_and_its_solution() {
    let desk = Desk::eligible();
    let mut deployment = desk.deployment().clone();
    deployment.stage = Stage::Inscrite;
    assert!(matches!(desk.refuses(save(deployment)), Refusal::Invalid { .. }));
    let mut deployment = desk.deployment().clone();
    deployment.solution = None;
    assert!(matches!(desk.refuses(save(deployment)), Refusal::Invalid { .. }));
    let mut deployment = desk.deployment().clone();
    deployment.training = Some(day("2026-11-20"));
    let mut desk = desk;
    desk.does(save(deployment));
    assert_eq!(desk.deployment().training, Some(day("2026-11-20")));
    assert_eq!(desk.deployment().id(), ent());
    assert!(desk.registry.collectivites().get(&siren(GRENOBLE)).is_some());
}
