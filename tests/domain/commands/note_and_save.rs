//! Notes, and records typed whole.

use preau::domain::command::Command;
use preau::domain::convention::Renewal;
use preau::domain::deployment::Stage;
use preau::domain::record::{Kind, Record, RecordId};
use preau::domain::refusal::Refusal;

use super::desk::{Desk, ent};
use crate::support::values::{day, insee, number, period, siren, solution_code};
use crate::support::world::{C26, CONTRACT, EDREDON, GRENOBLE, SCHOOL, World};

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
    assert_eq!(held.text, "relancer la mairie");
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
    let mut provider = desk.registry.providers().get(&siren(EDREDON)).unwrap().clone();
    assert_eq!(desk.refuses(save(provider.clone())), Refusal::Nothing);
    provider.name = "Édredon".to_owned();
    desk.does(save(provider));
    assert_eq!(
        desk.registry.providers().get(&siren(EDREDON)).unwrap().name,
        "Édredon"
    );
}

#[test]
fn a_typed_record_holds_what_it_must() {
    let desk = Desk::eligible();
    let mut provider = desk.registry.providers().get(&siren(EDREDON)).unwrap().clone();
    for name in [String::new(), "x".repeat(4_001), "\u{1b}[2J \u{202e}".to_owned()] {
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
    let locality = desk
        .registry
        .localities()
        .get(&insee("38292").into())
        .unwrap()
        .clone();
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

/// Why a record is refused, at which field.
fn refused(desk: &Desk, record: impl Into<Record>) -> (String, String) {
    match desk.refuses(save(record)) {
        Refusal::Invalid { path, why, .. } => (path, why),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_values_of_a_typed_convention_agree() {
    let desk = Desk::eligible();
    let held = desk.registry.conventions().get(&number(C26)).unwrap().clone();
    let mut signed = held.clone();
    signed.signed_party = Some(day("2030-01-01"));
    assert_eq!(refused(&desk, signed).0, "signed_party");
    let mut renewed = held.clone();
    renewed.renewal = Renewal::Tacite {
        months: 0,
        ceiling: Some(3),
    };
    assert_eq!(refused(&desk, renewed).0, "renewal.mois");
    let mut ended = held.clone();
    (ended.end, ended.duration_months) = (Some(day("2027-08-31")), Some(12));
    assert_eq!(
        refused(&desk, ended),
        (
            "duration_months".to_owned(),
            "l’échéance est donnée aussi\u{a0}: gardez l’une des deux".to_owned()
        )
    );
    let late = World::eligible().edit_convention(C26, |convention| {
        convention.signed_party = Some(day("2030-01-01"));
    });
    let mut desk = Desk::of(late);
    let mut held = desk.registry.conventions().get(&number(C26)).unwrap().clone();
    held.dossiers = vec!["1234".into()];
    desk.does(save(held));
}

#[test]
fn a_school_leaves_before_its_data_are_deleted() {
    let desk = Desk::eligible();
    let mut left = desk.deployment().clone();
    left.exit = Some(day("2026-11-02"));
    assert_eq!(
        refused(&desk, left).0,
        "exit",
        "its stage says that it uses the solution"
    );
    let mut deleted = desk.deployment().clone();
    deleted.deletion_certificate = Some(day("2026-11-03"));
    assert!(refused(&desk, deleted).1.contains("il faut aussi son jour"));
    let mut desk = Desk::of(World::eligible().edit_deployment(SCHOOL, |deployment| {
        deployment.stage = Stage::Sortie;
        deployment.exit = Some(day("2026-11-02"));
    }));
    let with = |exit: &str, certificate: &str| {
        let mut deployment = desk.deployment().clone();
        (deployment.exit, deployment.deletion_certificate) = (exit.parse().ok(), certificate.parse().ok());
        deployment
    };
    let (early, right) = (with("2026-11-02", "2026-11-01"), with("2026-11-02", "2026-11-03"));
    let (moved, gone) = (with("2026-11-04", "2026-11-03"), with("", "2026-11-03"));
    assert_eq!(
        refused(&desk, early).1,
        "les données se suppriment après la sortie"
    );
    desk.does(save(right));
    assert_eq!(refused(&desk, moved).0, "deletion_certificate");
    assert_eq!(refused(&desk, gone).0, "deletion_certificate");
}

#[test]
fn a_sending_comes_before_the_signatures_and_is_no_plan() {
    let desk = Desk::eligible();
    let mut late = desk.registry.conventions().get(&number(C26)).unwrap().clone();
    late.sent = Some(day("2026-12-01"));
    assert_eq!(refused(&desk, late.clone()).0, "sent", "it is to come");
    late.sent = Some(day("2026-11-20"));
    assert!(
        refused(&desk, late)
            .1
            .contains("la première signature est antérieure")
    );
}

#[test]
fn two_communes_do_not_share_an_insee_code() {
    let desk = Desk::eligible();
    let mut twin = desk
        .registry
        .collectivites()
        .get(&siren(GRENOBLE))
        .unwrap()
        .clone();
    (twin.siren, twin.name) = (siren("213805633"), "Grenoble bis".to_owned());
    let (field, why) = refused(&desk, twin.clone());
    assert_eq!(field, "insee");
    assert!(why.contains("c’est déjà celui de Grenoble"), "{why}");
    twin.open = period("", "2015-12-31");
    let mut before = desk
        .registry
        .collectivites()
        .get(&siren(GRENOBLE))
        .unwrap()
        .clone();
    before.open = period("2016-01-01", "");
    let mut desk = desk;
    desk.does(save(before));
    desk.does(save(twin));
}

#[test]
fn two_communes_that_share_a_code_already_can_be_changed() {
    let world = World::eligible().commune("38185", "213805633", "Grenoble bis");
    let mut desk = Desk::of(world);
    let mut twin = desk
        .registry
        .collectivites()
        .get(&siren("213805633"))
        .unwrap()
        .clone();
    twin.name = "Grenoble ter".to_owned();
    desk.does(save(twin));
}
