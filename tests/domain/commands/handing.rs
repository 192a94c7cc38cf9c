//! A competence that goes to another, is given back, or passes with the collectivité: what ends, and what stays.

use preau::domain::collectivite::{CollectiviteKind, Competence, CompetenceNature};
use preau::domain::command::{Command, MOST_AT_ONCE, Territory};
use preau::domain::convention::Substitution;
use preau::domain::registry::Registry;

use super::desk::Desk;
use crate::support::values::{day, number, period, siren, uai};
use crate::support::world::{C26, GRENOBLE, SCHOOL, World};

const CC: &str = "200000008";
const SIVU: &str = "200000016";
const OTHER: &str = "200000024";
const TWIN: &str = "213809999";

fn groups() -> World {
    World::eligible()
        .group(CC, CollectiviteKind::CommunauteDeCommunes, "CC Bugey Sud")
        .group(SIVU, CollectiviteKind::Sivu, "SIVU des écoles")
        .group(OTHER, CollectiviteKind::Sivu, "SIVU du Rhône")
}

fn hand(to: Option<&str>, on: &str, nature: CompetenceNature) -> Command {
    Command::Territory(Territory::HandCompetence {
        perimeters: vec!["38185".parse().unwrap()],
        to: to.map(siren),
        on: day(on),
        nature,
    })
}

fn proposal(holder: &str, from: &str) -> Competence {
    Competence {
        nature: CompetenceNature::Unknown,
        to_confirm: true,
        ..Competence::confirmed("38185".parse().unwrap(), siren(holder), period(from, ""))
    }
}

fn holder(registry: &Registry, on: &str) -> String {
    let school = registry.schools().get(&uai(SCHOOL)).unwrap();
    registry.competent(school, day(on)).unwrap().to_string()
}

/// Each competence: whose, from and to.
fn all(registry: &Registry) -> Vec<String> {
    let text = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let competences = registry.competences().iter();
    competences
        .map(|found| {
            let Competence {
                collectivite, period, ..
            } = found;
            format!("{collectivite} {}/{}", text(period.from), text(period.to))
        })
        .collect()
}

#[test]
fn buildings_alone_leave_the_holder_as_it_was() {
    let mut desk = Desk::of(groups().competence("38185", CC, "2020-09-01", ""));
    desk.does(hand(Some(SIVU), "2026-11-01", CompetenceNature::Buildings));
    assert_eq!(holder(&desk.registry, "2026-11-23"), CC);
    let both = ["200000008 2020-09-01/", "200000016 2026-11-01/"];
    assert_eq!(all(&desk.registry), both);
    // Those of the buildings follow one another, and are given back, without the holder.
    desk.does(hand(Some(OTHER), "2026-11-15", CompetenceNature::Buildings));
    desk.does(hand(None, "2026-11-20", CompetenceNature::Buildings));
    let all = all(&desk.registry);
    let expected = [
        "200000008 2020-09-01/",
        "200000016 2026-11-01/2026-11-14",
        "200000024 2026-11-15/2026-11-19",
    ];
    assert_eq!(all, expected);
    assert_eq!(holder(&desk.registry, "2026-11-23"), CC);
}

#[test]
fn a_competence_of_an_unknown_nature_is_not_handed_over() {
    let desk = Desk::of(groups());
    let refused = desk.refuses(hand(Some(CC), "2026-11-01", CompetenceNature::Unknown));
    assert!(
        refused.to_string().contains("dites sur quoi elle porte"),
        "{refused}"
    );
}

#[test]
fn the_same_holder_takes_another_nature() {
    let service = Competence {
        nature: CompetenceNature::Service,
        ..Competence::confirmed("38185".parse().unwrap(), siren(CC), period("2020-09-01", ""))
    };
    let mut desk = Desk::of(groups().with(service));
    desk.does(hand(Some(CC), "2026-11-01", CompetenceNature::Both));
    let expected = ["200000008 2020-09-01/2026-10-31", "200000008 2026-11-01/"];
    assert_eq!(all(&desk.registry), expected);
    let again = desk.decide(&desk.seeing(hand(Some(CC), "2026-11-02", CompetenceNature::Both)));
    assert!(again.is_err(), "it holds it so already");
}

#[test]
fn every_competence_that_gives_a_holder_that_day_ends_with_the_handing() {
    let two = || {
        groups()
            .competence("38185", SIVU, "2010-09-01", "")
            .competence("38185", CC, "2018-09-01", "")
    };
    let mut given_back = Desk::of(two());
    given_back.does(hand(None, "2026-11-01", CompetenceNature::Both));
    assert_eq!(holder(&given_back.registry, "2026-10-31"), CC);
    assert_eq!(holder(&given_back.registry, "2026-11-01"), GRENOBLE);
    let mut handed = Desk::of(two());
    handed.does(hand(Some(OTHER), "2026-11-01", CompetenceNature::Both));
    let expected = [
        "200000016 2010-09-01/2026-10-31",
        "200000008 2018-09-01/2026-10-31",
        "200000024 2026-11-01/",
    ];
    assert_eq!(all(&handed.registry), expected);
}

#[test]
fn a_handing_writes_over_no_other_record_of_its_day() {
    let proposed = Desk::of(groups().with(proposal(SIVU, "2026-11-01")));
    let refused = proposed
        .refuses(hand(Some(CC), "2026-11-01", CompetenceNature::Both))
        .to_string();
    assert!(refused.contains("38185@2026-11-01"), "{refused}");
    let mut buildings = Desk::of(groups());
    buildings.does(hand(Some(SIVU), "2026-11-01", CompetenceNature::Buildings));
    let refused = buildings
        .refuses(hand(Some(CC), "2026-11-01", CompetenceNature::Both))
        .to_string();
    assert!(refused.contains("38185@2026-11-01"), "{refused}");
    // What was proposed of the same one is confirmed by it.
    let mut same = Desk::of(groups().with(proposal(CC, "2026-11-01")));
    same.does(hand(Some(CC), "2026-11-01", CompetenceNature::Both));
    assert_eq!(holder(&same.registry, "2026-11-23"), CC);
}

fn replace(on: &str) -> Command {
    Command::Territory(Territory::ReplaceCollectivite {
        from: siren(CC),
        to: siren(TWIN),
        on: day(on),
        name: String::new(),
    })
}

#[test]
fn a_collectivite_that_is_replaced_writes_over_no_other_competence() {
    let held = || groups().competence("38185", CC, "2020-09-01", "");
    let others = [
        proposal(SIVU, "2026-11-01"),
        proposal(CC, "2026-11-01"),
        Competence::confirmed(
            "38185".parse().unwrap(),
            siren(SIVU),
            period("2026-11-01", "2026-11-10"),
        ),
    ];
    for other in others {
        let desk = Desk::of(held().with(other));
        let refused = desk.refuses(replace("2026-11-01")).to_string();
        assert!(refused.contains("38185@2026-11-01"), "{refused}");
    }
    let mut alone = Desk::of(held().with(proposal(CC, "2026-12-01")));
    alone.does(replace("2026-11-01"));
    let expected = [
        "200000008 2020-09-01/2026-10-31",
        "213809999 2026-11-01/",
        "213809999 2026-12-01/",
    ];
    assert_eq!(all(&alone.registry), expected);
}

#[test]
fn what_is_handed_whole_takes_the_buildings_with_it() {
    let mut desk = Desk::of(groups().competence("38185", CC, "2020-09-01", ""));
    desk.does(hand(Some(SIVU), "2026-11-01", CompetenceNature::Buildings));
    desk.does(hand(Some(OTHER), "2026-11-15", CompetenceNature::Both));
    let expected = [
        "200000008 2020-09-01/2026-11-14",
        "200000016 2026-11-01/2026-11-14",
        "200000024 2026-11-15/",
    ];
    assert_eq!(all(&desk.registry), expected);
}

#[test]
fn service_and_buildings_of_one_collectivite_pass_as_one_competence() {
    let of = |nature, from, to| Competence {
        nature,
        ..Competence::confirmed("38185".parse().unwrap(), siren(CC), period(from, to))
    };
    let service = || of(CompetenceNature::Service, "2018-09-01", "");
    let world = groups().with(service());
    let mut desk = Desk::of(world.with(of(CompetenceNature::Buildings, "2020-09-01", "")));
    desk.does(replace("2026-11-01"));
    let next = desk.registry.competences().iter().last().unwrap();
    assert_eq!(
        (next.collectivite, next.nature),
        (siren(TWIN), CompetenceNature::Both)
    );
    let world = groups().with(service());
    let desk = Desk::of(world.with(of(CompetenceNature::Buildings, "2020-09-01", "2027-08-31")));
    let refused = desk.refuses(replace("2026-11-01")).to_string();
    assert!(
        refused.contains("38185@2018-09-01, 38185@2020-09-01"),
        "{refused}"
    );
}

#[test]
fn names_are_of_one_line_and_what_is_noted_is_bounded() {
    let mut desk = Desk::of(groups());
    desk.does(Command::Territory(Territory::RenameCollectivite {
        collectivite: siren(CC),
        name: "CC Bugey\nNord".into(),
    }));
    let renamed = desk.registry.collectivites().get(&siren(CC)).unwrap();
    assert_eq!(renamed.name, "CC Bugey Nord");
    let refused = desk.refuses(Command::Territory(Territory::NoteSubstitution {
        convention: number(C26),
        noted: Substitution {
            to: siren(CC),
            on: day("2026-11-20"),
            by: "courrier".into(),
            reference: "x".repeat(4_001),
        },
    }));
    assert!(refused.to_string().contains("dépasse 4000"), "{refused}");
}

#[test]
fn a_collectivite_is_not_replaced_on_its_first_day() {
    let mut desk = Desk::of(groups().competence("38185", CC, "2020-09-01", ""));
    desk.does(replace("2026-11-01"));
    let next = Command::Territory(Territory::ReplaceCollectivite {
        from: siren(TWIN),
        to: siren("213809965"),
        on: day("2026-11-01"),
        name: String::new(),
    });
    let refused = desk.refuses(next).to_string();
    assert!(refused.contains("01/11/2026"), "{refused}");
}

#[test]
fn a_list_is_bounded_and_what_it_says_twice_counts_once() {
    let desk = Desk::of(groups());
    let handed = |count: usize| {
        Command::Territory(Territory::HandCompetence {
            perimeters: vec!["38185".parse().unwrap(); count],
            to: Some(siren(CC)),
            on: day("2026-11-01"),
            nature: CompetenceNature::Both,
        })
    };
    assert_eq!(desk.decide(&desk.seeing(handed(2))).unwrap().len(), 1);
    let rpi = Command::Territory(Territory::SetRpi {
        schools: vec![uai(SCHOOL); 2],
        rpi: Some("380042".into()),
    });
    assert_eq!(desk.decide(&desk.seeing(rpi)).unwrap().len(), 1);
    let many = MOST_AT_ONCE + 1;
    let ends = |schools, into| Territory::EndSchools {
        schools,
        into,
        on: day("2026-11-01"),
        reason: "carte scolaire".into(),
    };
    let table = [
        handed(many),
        Command::Territory(ends(vec![uai(SCHOOL); many], Vec::new())),
        Command::Territory(ends(vec![uai(SCHOOL)], vec![uai("0380456P"); many])),
        Command::Territory(Territory::SetRpi {
            schools: vec![uai(SCHOOL); many],
            rpi: None,
        }),
        Command::Territory(Territory::ConfirmCompetences {
            perimeters: vec!["38185".parse().unwrap(); many],
            to: None,
            since: None,
            nature: CompetenceNature::Both,
        }),
    ];
    for command in table {
        let refused = desk.refuses(command).to_string();
        assert!(refused.contains("au plus 1000 demandes"), "{refused}");
    }
}

#[test]
fn nothing_passes_on_a_day_on_which_the_collectivite_does_not_exist() {
    let open = |world: World, of: &str, from: &str, to: &str| {
        let mut found = world
            .clone()
            .build()
            .collectivites()
            .get(&siren(of))
            .unwrap()
            .clone();
        found.open = period(from, to);
        world.with(found)
    };
    let world = open(groups(), CC, "2024-01-01", "");
    let world = open(world, SIVU, "2010-01-01", "2025-12-31");
    let world = open(world, GRENOBLE, "", "2026-08-31").with(proposal(SIVU, ""));
    let desk = Desk::of(world);
    let both = CompetenceNature::Both;
    let place = |to: &str, on: &str| Territory::ReplaceCollectivite {
        from: siren(GRENOBLE),
        to: siren(to),
        on: day(on),
        name: String::new(),
    };
    let confirm = |since: &str| Territory::ConfirmCompetences {
        perimeters: vec!["38185".parse().unwrap()],
        to: None,
        since: Some(day(since)),
        nature: both,
    };
    let inform = Territory::NoteSubstitution {
        convention: number(C26),
        noted: Substitution {
            to: siren(SIVU),
            on: day("2026-01-01"),
            by: "courrier".into(),
            reference: String::new(),
        },
    };
    let table = [
        (
            hand(Some(CC), "2023-12-31", both),
            "CC Bugey Sud n’existe qu’à partir du 01/01/2024, pas le 31/12/2023",
        ),
        (
            hand(Some(SIVU), "2026-01-01", both),
            "SIVU des écoles n’existe que du 01/01/2010 au 31/12/2025",
        ),
        (
            Command::Territory(confirm("2026-01-01")),
            "SIVU des écoles n’existe que du",
        ),
        (Command::Territory(inform), "SIVU des écoles n’existe que du"),
        (
            Command::Territory(place("200000032", "2026-09-02")),
            "n’existe que jusqu’au 31/08/2026",
        ),
        (
            Command::Territory(place(OTHER, "2026-09-02")),
            "déjà une collectivité",
        ),
    ];
    for (command, words) in table {
        let why = desk.refuses(command).to_string();
        assert!(why.contains(words), "{words}: {why}");
    }
}
