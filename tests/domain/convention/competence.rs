//! The holder of the school competence on a day, and the one before.

use preau::domain::collectivite::{CollectiviteKind, LocalityKind};
use preau::domain::record::RecordId;

use crate::support::values::{day, siren, uai};
use crate::support::world::{GRENOBLE, SCHOOL, World};

const METRO: &str = "200040715";
const SIVU: &str = "259990018";
const NEAR: &str = "243800984";

fn world() -> World {
    World::new()
        .commune("38185", GRENOBLE, "Grenoble")
        .group(METRO, CollectiviteKind::Metropole, "Grenoble-Alpes-Métropole")
        .school(SCHOOL, "Élém. Jean Jaurès", "38185")
}

/// Holder, since and predecessor on a day, as `holder since predecessor`; `-` for none.
fn held(world: &World, on: &str) -> String {
    let registry = world.clone().build();
    let school = registry.schools().get(&uai(SCHOOL)).expect("the school");
    let show = |value: Option<String>| value.unwrap_or_else(|| "-".into());
    match registry.holder(school, day(on)) {
        None => "-".into(),
        Some(holder) => {
            assert_eq!(registry.competent(school, day(on)), Some(holder.siren));
            assert_eq!(registry.predecessor(school, day(on)), holder.predecessor);
            let since = show(holder.since.map(|day| day.to_string()));
            let before = show(holder.predecessor.map(|siren| siren.to_string()));
            format!("{} {since} {before}", holder.siren)
        }
    }
}

#[test]
fn the_commune_itself_by_default() {
    assert_eq!(held(&world(), "2026-11-23"), format!("{GRENOBLE} - -"));
}

#[test]
fn nobody_without_a_known_commune() {
    let lost = world().edit_school(SCHOOL, |school| school.insee = None);
    assert_eq!(held(&lost, "2026-11-23"), "-");
    let withdrawn = world().school(SCHOOL, "Badinières", "38024");
    assert_eq!(held(&withdrawn, "2026-11-23"), "-");
    let recorded = withdrawn.competence("38024", METRO, "2020-01-01", "");
    assert_eq!(
        held(&recorded, "2026-11-23"),
        format!("{METRO} 2020-01-01 -"),
        "a record needs no commune"
    );
}

#[test]
fn a_member_of_a_group_keeps_the_competence() {
    let registry = world().build();
    let mut metro = registry.collectivites().get(&siren(METRO)).expect("it").clone();
    metro.members = vec![siren(GRENOBLE)];
    assert_eq!(
        held(&world().with(metro), "2026-11-23"),
        format!("{GRENOBLE} - -")
    );
}

#[test]
fn a_record_holds_between_its_days() {
    let world = world().competence("38185", METRO, "2026-09-01", "2027-08-31");
    let table = [
        ("2026-08-31", format!("{GRENOBLE} - -")),
        ("2026-09-01", format!("{METRO} 2026-09-01 {GRENOBLE}")),
        ("2026-09-02", format!("{METRO} 2026-09-01 {GRENOBLE}")),
        ("2027-08-31", format!("{METRO} 2026-09-01 {GRENOBLE}")),
        ("2027-09-01", format!("{GRENOBLE} 2027-09-01 {METRO}")),
    ];
    for (on, holder) in table {
        assert_eq!(held(&world, on), holder, "{on}");
    }
}

#[test]
fn of_two_records_the_latest_to_start_counts() {
    let world = world()
        .competence("38185", METRO, "2020-01-01", "")
        .competence("38185", SIVU, "2025-01-01", "2025-12-31")
        .competence("38185", NEAR, "", "");
    let table = [
        ("2019-12-31", format!("{NEAR} - -")),
        ("2020-01-01", format!("{METRO} 2020-01-01 {NEAR}")),
        ("2025-06-01", format!("{SIVU} 2025-01-01 {METRO}")),
        ("2026-01-01", format!("{METRO} 2026-01-01 {SIVU}")),
    ];
    for (on, holder) in table {
        assert_eq!(held(&world, on), holder, "{on}");
    }
}

#[test]
fn the_school_comes_before_its_commune() {
    let world = world()
        .competence(SCHOOL, SIVU, "2022-09-01", "2024-08-31")
        .competence("38185", METRO, "2023-01-01", "");
    let table = [
        ("2022-08-31", format!("{GRENOBLE} - -")),
        ("2022-09-01", format!("{SIVU} 2022-09-01 {GRENOBLE}")),
        ("2023-01-01", format!("{SIVU} 2022-09-01 {GRENOBLE}")),
        ("2024-09-01", format!("{METRO} 2024-09-01 {SIVU}")),
    ];
    for (on, holder) in table {
        assert_eq!(held(&world, on), holder, "{on}");
    }
}

#[test]
fn a_record_that_continues_another_is_no_transfer() {
    let world = world()
        .competence("38185", METRO, "2020-01-01", "2022-12-31")
        .competence("38185", METRO, "2023-01-01", "");
    assert_eq!(
        held(&world, "2026-11-23"),
        format!("{METRO} 2020-01-01 {GRENOBLE}")
    );
}

#[test]
fn an_arrondissement_or_a_former_commune_is_its_commune() {
    for kind in [
        LocalityKind::ArrondissementMunicipal,
        LocalityKind::CommuneDeleguee,
        LocalityKind::CommuneAssociee,
    ] {
        let world = World::new()
            .commune("75056", "217500016", "Paris")
            .locality("75101", kind, "75056")
            .school(SCHOOL, "Élém. du Louvre", "75101");
        assert_eq!(held(&world, "2026-11-23"), "217500016 - -");
        let transferred = world.competence("75056", METRO, "2026-01-01", "");
        assert_eq!(
            held(&transferred, "2026-11-23"),
            format!("{METRO} 2026-01-01 217500016")
        );
    }
}

#[test]
fn the_holder_names_what_says_so() {
    let by = |world: World| {
        let registry = world.build();
        let school = registry.schools().get(&uai(SCHOOL)).expect("the school");
        registry.holder(school, day("2026-11-23")).expect("a holder").by()
    };
    assert_eq!(by(world()), RecordId::Collectivite(siren(GRENOBLE)));
    let recorded = by(world().competence(SCHOOL, METRO, "2026-01-01", ""));
    assert_eq!(recorded.to_string(), format!("competence/{SCHOOL}@2026-01-01"));
}
