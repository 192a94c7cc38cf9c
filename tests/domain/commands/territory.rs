//! What lies under the conventions, as it changes: one operation each, with all that it touches, and one undo.

use preau::domain::collectivite::{CollectiviteKind, CompetenceId, CompetenceNature};
use preau::domain::command::{Command, Territory};
use preau::domain::contract::ContractSchools;
use preau::domain::convention::{Annexe, AnnexeLine, Substitution};
use preau::domain::record::{Kind, Record};
use preau::domain::registry::Registry;
use preau::domain::rule::RuleCode::{self, B8, W8, W10, W11, W19};
use preau::domain::rule::{Policy, assess};
use preau::domain::school::SchoolState;

use super::desk::Desk;
use crate::support::values::{day, number, period, reference, siren, uai};
use crate::support::world::{C26, CONTRACT, GRENOBLE, SCHOOL, World};

const NEXT: &str = "0380456P";
const OTHER: &str = "0380124D";
const CC: &str = "200000008";
const TWIN: &str = "213809999";

pub(super) fn says(registry: &Registry, school: &str, rule: RuleCode, on: &str) -> bool {
    let school = registry.schools().get(&uai(school)).expect("the school");
    let all = assess(registry, school, day(on), &Policy::default());
    all.iter().any(|assessment| assessment.has(rule))
}

fn listed() -> World {
    World::registered("2026-10-01")
        .edit_convention(C26, |convention| {
            convention.annexe = Annexe::Listed(vec![AnnexeLine::new(uai(SCHOOL), period("", ""))]);
        })
        .edit_contract(CONTRACT, |contract| {
            contract.schools = ContractSchools::Listed(vec![uai(SCHOOL)]);
        })
}

fn ends(schools: &[&str], into: &[&str], on: &str) -> Command {
    Command::Territory(Territory::EndSchools {
        schools: schools.iter().map(|text| uai(text)).collect(),
        into: into.iter().map(|text| uai(text)).collect(),
        on: day(on),
        reason: "carte scolaire".into(),
    })
}

/// All but the register: what an undo does there is the register's own.
fn records(registry: &Registry) -> Vec<Record> {
    let all = registry.records().map(|(record, _)| record);
    all.filter(|record| record.kind() != Kind::Entry).collect()
}

/// Carries a command out and takes it back: the base is what it was.
pub(super) fn undone(desk: &mut Desk, command: Command) {
    let before = records(&desk.registry);
    let entered = desk
        .registry
        .entries()
        .iter()
        .filter(|entry| entry.is_active())
        .count();
    let entry = desk.does(command);
    assert_ne!(records(&desk.registry), before);
    let active = |desk: &Desk| {
        desk.registry
            .entries()
            .iter()
            .filter(|entry| entry.is_active())
            .count()
    };
    desk.does(Command::Undo { entry });
    assert_eq!(active(desk), entered, "the register too");
    assert_eq!(records(&desk.registry), before, "the undo gives everything back");
}

#[test]
fn a_school_that_gets_another_uai_closes_with_all_that_stands_of_it() {
    let mut desk = Desk::of(listed());
    let command = || ends(&[SCHOOL], &[NEXT], "2026-11-20");
    undone(&mut desk, command());
    desk.does(command());
    let registry = &desk.registry;
    let closed = registry.schools().get(&uai(SCHOOL)).unwrap();
    assert_eq!(
        (closed.state, closed.closed),
        (SchoolState::Closed, Some(day("2026-11-20")))
    );
    assert_eq!(closed.successors, [uai(NEXT)]);
    let entry = registry.entries().get(&1).unwrap();
    assert_eq!(
        entry.closed.as_ref().unwrap().reason,
        "école fermée le 20/11/2026, remplacée par 0380456P\u{a0}: carte scolaire"
    );
    assert!(
        registry
            .deployments_of(uai(SCHOOL))
            .all(preau::domain::deployment::Deployment::is_left)
    );
    let contract = registry.contracts().get(&reference(CONTRACT)).unwrap();
    assert_eq!(contract.schools, ContractSchools::Listed(vec![uai(NEXT)]));
    let convention = registry.conventions().get(&number(C26)).unwrap();
    assert_eq!(
        convention.annexe,
        Annexe::Listed(vec![AnnexeLine::new(uai(SCHOOL), period("", "2026-11-19"))])
    );
    // The new one has the solution, and waits for the annexe.
    let next = registry.schools().get(&uai(NEXT)).unwrap();
    assert_eq!((next.opened, next.by_hand), (Some(day("2026-11-20")), true));
    assert!(says(registry, NEXT, B8, "2026-11-23"));
    for rule in [W10, W19] {
        assert!(!says(registry, SCHOOL, rule, "2026-11-23") && !says(registry, NEXT, rule, "2026-11-23"));
    }
}

#[test]
fn an_annexe_that_allows_additions_names_the_new_school_at_once() {
    let world = listed().edit_convention(C26, |convention| convention.open_annexe = true);
    let mut desk = Desk::of(world);
    desk.does(ends(&[SCHOOL], &[NEXT], "2026-11-20"));
    assert!(!says(&desk.registry, NEXT, B8, "2026-11-23"));
    assert!(says(&desk.registry, NEXT, B8, "2026-11-19"), "not before");
}

#[test]
fn schools_merge_into_one_of_them_or_split_or_close_without_a_next() {
    let two = || {
        listed()
            .school(OTHER, "Élém. Vallier", "38185")
            .edit_contract(CONTRACT, |contract| {
                contract.schools = ContractSchools::Listed(vec![uai(SCHOOL), uai(OTHER)]);
            })
    };
    let mut merged = Desk::of(two());
    undone(&mut merged, ends(&[SCHOOL, OTHER], &[OTHER], "2026-11-23"));
    merged.does(ends(&[SCHOOL, OTHER], &[OTHER], "2026-11-23"));
    let schools = merged.registry.schools();
    assert_eq!(schools.get(&uai(OTHER)).unwrap().state, SchoolState::Open);
    assert_eq!(schools.get(&uai(SCHOOL)).unwrap().successors, [uai(OTHER)]);
    let contract = merged.registry.contracts().get(&reference(CONTRACT)).unwrap();
    assert_eq!(contract.schools, ContractSchools::Listed(vec![uai(OTHER)]));

    let mut split = Desk::of(two());
    split.does(ends(&[SCHOOL], &[NEXT, OTHER], "2026-11-23"));
    for uai in [uai(NEXT), uai(OTHER)] {
        let used = split.registry.deployments_of(uai).next().unwrap();
        assert_eq!(used.solution.as_ref().unwrap().as_str(), "olm", "{uai}");
    }

    let mut closed = Desk::of(listed());
    closed.does(ends(&[SCHOOL], &[], "2026-11-23"));
    let contract = closed.registry.contracts().get(&reference(CONTRACT)).unwrap();
    assert_eq!(
        contract.period.to,
        Some(day("2026-11-22")),
        "a contract of no school ends"
    );
}

#[test]
fn a_school_does_not_close_tomorrow_nor_before_what_is_noted_of_its_use() {
    let desk = Desk::of(listed());
    let refused = desk.refuses(ends(&[SCHOOL], &[NEXT], "2026-11-24")).to_string();
    assert!(refused.contains("à venir"), "{refused}");
    let refused = desk.refuses(ends(&[SCHOOL], &[SCHOOL], "2026-11-20")).to_string();
    assert!(refused.contains("aucune école ne ferme"), "{refused}");
}

#[test]
fn a_competence_goes_to_a_group_on_a_day_and_comes_back_on_another() {
    let world =
        World::registered("2026-10-01").group(CC, CollectiviteKind::CommunauteDeCommunes, "CC Bugey Sud");
    let mut desk = Desk::of(world);
    let hand = |to: Option<&str>, on: &str| {
        Command::Territory(Territory::HandCompetence {
            perimeters: vec!["38185".parse().unwrap()],
            to: to.map(siren),
            on: day(on),
            nature: CompetenceNature::Both,
        })
    };
    undone(&mut desk, hand(Some(CC), "2026-11-01"));
    desk.does(hand(Some(CC), "2026-11-01"));
    desk.does(hand(None, "2026-12-01"));
    let school = || desk.registry.schools().get(&uai(SCHOOL)).unwrap();
    let holder = |on: &str| desk.registry.competent(school(), day(on)).unwrap();
    let table = [
        ("2026-10-31", GRENOBLE),
        ("2026-11-01", CC),
        ("2026-11-30", CC),
        ("2026-12-01", GRENOBLE),
    ];
    for (on, expected) in table {
        assert_eq!(holder(on), siren(expected), "{on}");
    }
    assert!(says(&desk.registry, SCHOOL, W8, "2026-11-23"));
    let refused = desk.refuses(hand(Some(CC), "2026-10-01")).to_string();
    assert!(refused.contains("commence déjà le 01/11/2026"), "{refused}");
}

#[test]
fn w8_is_silent_once_the_co_contractant_was_told() {
    let world = World::registered("2026-10-01")
        .group(CC, CollectiviteKind::CommunauteDeCommunes, "CC Bugey Sud")
        .competence("38185", CC, "2026-11-01", "");
    let mut desk = Desk::of(world);
    assert!(says(&desk.registry, SCHOOL, W8, "2026-11-23"));
    let note = |by: &str, on: &str| {
        Command::Territory(Territory::NoteSubstitution {
            convention: number(C26),
            noted: Substitution {
                to: siren(CC),
                on: day(on),
                by: by.into(),
                reference: String::new(),
            },
        })
    };
    undone(&mut desk, note("courrier du DASEN", "2026-11-20"));
    assert!(
        desk.decide(&desk.seeing(note("", "2026-11-20"))).is_err(),
        "by whom"
    );
    assert!(
        desk.decide(&desk.seeing(note("courrier", "2026-11-24"))).is_err(),
        "a fact to come"
    );
    desk.does(note("courrier du DASEN", "2026-11-20"));
    assert!(!says(&desk.registry, SCHOOL, W8, "2026-11-23"));
}

#[test]
fn what_is_proposed_is_confirmed_over_the_places_of_several_schools() {
    let proposal = preau::domain::collectivite::Competence {
        nature: CompetenceNature::Unknown,
        to_confirm: true,
        ..preau::domain::collectivite::Competence::confirmed(
            "38185".parse().unwrap(),
            siren(CC),
            period("", ""),
        )
    };
    let world = World::registered("2026-10-01")
        .school(OTHER, "Élém. Vallier", "38185")
        .group(CC, CollectiviteKind::CommunauteDeCommunes, "CC Bugey Sud")
        .with(proposal);
    let mut desk = Desk::of(world);
    let since = |since, nature| {
        Command::Territory(Territory::ConfirmCompetences {
            perimeters: vec![SCHOOL.parse().unwrap(), OTHER.parse().unwrap()],
            to: None,
            since,
            nature,
        })
    };
    let confirm = |nature| since(Some(day("2026-11-01")), nature);
    let why = desk.refuses(since(None, CompetenceNature::Service)).to_string();
    assert!(why.contains("ne dit pas depuis quel jour"), "{why}");
    assert!(
        desk.decide(&desk.seeing(confirm(CompetenceNature::Unknown)))
            .is_err()
    );
    undone(&mut desk, confirm(CompetenceNature::Service));
    desk.does(confirm(CompetenceNature::Service));
    let ids: Vec<&CompetenceId> = desk.registry.competences().keys().collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(ids[0].to_string(), "38185@2026-11-01");
    let school = desk.registry.schools().get(&uai(SCHOOL)).unwrap();
    assert_eq!(
        desk.registry.competent(school, day("2026-10-31")),
        Some(siren(GRENOBLE))
    );
    assert_eq!(
        desk.registry.competent(school, day("2026-11-01")),
        Some(siren(CC))
    );
    let again = desk.decide(&desk.seeing(confirm(CompetenceNature::Service)));
    assert!(again.is_err(), "nothing is left to confirm");
}

#[test]
fn a_collectivite_goes_on_under_another_siren_with_its_code_and_its_convention() {
    let mut desk = Desk::of(World::registered("2026-10-01"));
    let command = || {
        Command::Territory(Territory::ReplaceCollectivite {
            from: siren(GRENOBLE),
            to: siren(TWIN),
            on: day("2026-11-01"),
            name: String::new(),
        })
    };
    undone(&mut desk, command());
    desk.does(command());
    let school = desk.registry.schools().get(&uai(SCHOOL)).unwrap();
    assert_eq!(
        desk.registry.competent(school, day("2026-10-31")),
        Some(siren(GRENOBLE))
    );
    assert_eq!(
        desk.registry.competent(school, day("2026-11-01")),
        Some(siren(TWIN))
    );
    assert!(says(&desk.registry, SCHOOL, RuleCode::W9, "2026-11-23"));
    assert!(
        !says(&desk.registry, SCHOOL, RuleCode::W0, "2026-11-23"),
        "the convention goes on"
    );
}

#[test]
fn an_rpi_is_formed_and_dissolved() {
    let world = World::eligible()
        .school(OTHER, "Élém. Vallier", "38185")
        .solution("embruns", "EMBRUNS", "999000102");
    let world = world.deployment(
        OTHER,
        "embruns",
        preau::domain::deployment::Stage::SolutionChoisie,
    );
    let mut desk = Desk::of(world);
    let set = |rpi: Option<&str>| {
        Command::Territory(Territory::SetRpi {
            schools: vec![uai(SCHOOL), uai(OTHER)],
            rpi: rpi.map(str::to_owned),
        })
    };
    undone(&mut desk, set(Some("380042")));
    desk.does(set(Some("380042")));
    assert!(says(&desk.registry, SCHOOL, W11, "2026-11-23"));
    desk.does(set(None));
    assert!(!says(&desk.registry, SCHOOL, W11, "2026-11-23"));
    assert!(desk.decide(&desk.seeing(set(Some("42")))).is_err());
}

#[test]
fn communes_go_into_one_nouvelle_and_one_of_them_is_one_again() {
    let world = World::registered("2026-10-01")
        .commune("38001", "213800014", "Abrets")
        .school(OTHER, "Élém. Vallier", "38001");
    let mut desk = Desk::of(world);
    let merge = |code: Option<&str>, name: &str| {
        Command::Territory(Territory::MergeCommunes {
            communes: vec![siren(GRENOBLE), siren("213800014")],
            into: siren(TWIN),
            code: code.map(crate::support::values::insee),
            name: name.into(),
            parts: preau::domain::collectivite::LocalityKind::CommuneDeleguee,
            on: day("2026-11-01"),
        })
    };
    let refused = [
        (
            merge(None, "Grenoble-Abrets"),
            "dites celui de la commune nouvelle",
        ),
        (
            merge(Some("38002"), "Grenoble-Abrets"),
            "une des communes qui y entrent",
        ),
        (merge(Some("38185"), ""), "vide"),
    ];
    for (command, words) in refused {
        let why = desk.refuses(command).to_string();
        assert!(why.contains(words), "{words}: {why}");
    }
    let command = || merge(Some("38185"), "Grenoble-Abrets");
    undone(&mut desk, command());
    desk.does(command());
    let holder = |desk: &Desk, school: &str, on: &str| {
        let school = desk.registry.schools().get(&uai(school)).unwrap();
        desk.registry
            .competent(school, day(on))
            .map(|siren| siren.to_string())
    };
    for school in [SCHOOL, OTHER] {
        assert_eq!(
            holder(&desk, school, "2026-11-01").as_deref(),
            Some(TWIN),
            "{school}"
        );
    }
    assert_eq!(holder(&desk, OTHER, "2026-10-31").as_deref(), Some("213800014"));
    assert!(says(&desk.registry, SCHOOL, RuleCode::W9, "2026-11-23"));
    assert!(
        !says(&desk.registry, SCHOOL, RuleCode::W0, "2026-11-23"),
        "its convention goes on"
    );
    let restore = |code: &str| {
        Command::Territory(Territory::RestoreCommune {
            code: crate::support::values::insee(code),
            siren: siren("213800014"),
            name: String::new(),
            on: day("2026-11-20"),
        })
    };
    let why = desk.refuses(restore("38185")).to_string();
    assert!(why.contains("n’est pas le code d’une partie"), "{why}");
    undone(&mut desk, restore("38001"));
    desk.does(restore("38001"));
    let table = [
        ("2026-10-31", "213800014"),
        ("2026-11-19", TWIN),
        ("2026-11-20", "213800014"),
    ];
    for (on, expected) in table {
        assert_eq!(holder(&desk, OTHER, on).as_deref(), Some(expected), "{on}");
    }
    assert_eq!(holder(&desk, SCHOOL, "2026-11-23").as_deref(), Some(TWIN));
}

#[test]
fn a_prestataire_is_absorbed_or_sells_and_its_convention_goes_on_as_it_was_signed() {
    use preau::domain::provider::SuccessionNature::{self, Merger, Sale};
    let goes = |to: &str, nature: SuccessionNature, solutions: &[&str]| {
        Command::Territory(Territory::ReplaceProvider {
            from: siren(crate::support::world::EDREDON),
            to: siren(to),
            on: day("2026-11-01"),
            nature,
            solutions: solutions
                .iter()
                .map(|code| crate::support::values::solution_code(code))
                .collect(),
            name: "MATELAS".into(),
        })
    };
    let refused = [
        (
            goes(crate::support::world::EDREDON, Merger, &[]),
            "celui-ci est le même",
        ),
        (goes(CC, Merger, &["olm"]), "une fusion les prend toutes"),
        (goes(CC, Sale, &["autre"]), "il ne vend pas autre"),
    ];
    let mut desk = Desk::of(World::registered("2026-10-01"));
    for (command, words) in refused {
        let why = desk.refuses(command).to_string();
        assert!(why.contains(words), "{words}: {why}");
    }
    undone(&mut desk, goes(CC, Merger, &[]));
    desk.does(goes(CC, Merger, &[]));
    let solution = desk.registry.solutions().iter().next().unwrap();
    assert_eq!(solution.provider, siren(CC));
    assert!(
        !says(&desk.registry, SCHOOL, RuleCode::W0, "2026-11-23"),
        "fusion"
    );
    let mut sold = Desk::of(World::registered("2026-10-01"));
    sold.does(goes(CC, Sale, &["olm"]));
    assert!(
        says(&sold.registry, SCHOOL, RuleCode::W0, "2026-11-23"),
        "cession, without an avenant"
    );
}

#[test]
fn prestataires_sell_one_solution_after_the_other() {
    use crate::support::values::solution_code;
    use crate::support::world::EDREDON;
    use preau::domain::provider::SuccessionNature::{self, Merger, Sale};
    let goes = |from: &str, to: &str, on: &str, nature: SuccessionNature, solutions: &[&str]| {
        Command::Territory(Territory::ReplaceProvider {
            from: siren(from),
            to: siren(to),
            on: day(on),
            nature,
            solutions: solutions.iter().map(|code| solution_code(code)).collect(),
            name: "MATELAS".into(),
        })
    };
    let noted = |desk: &Desk, of: &str| -> Vec<String> {
        let found = desk.registry.providers().get(&siren(of)).unwrap();
        let text = |one: &preau::domain::provider::Succession| {
            let codes: Vec<_> = one.solutions.iter().flatten().map(ToString::to_string).collect();
            format!("{} {} {}", one.nature.code(), one.on, codes.join(","))
        };
        found.successors.iter().map(text).collect()
    };
    let world = World::eligible().solution("drap", "DRAP", EDREDON);
    let mut desk = Desk::of(world.solution("taie", "TAIE", EDREDON));
    undone(&mut desk, goes(EDREDON, CC, "2026-10-01", Sale, &["olm"]));
    desk.does(goes(EDREDON, CC, "2026-10-01", Sale, &["olm"]));
    desk.does(goes(EDREDON, CC, "2026-10-15", Sale, &["drap"]));
    assert_eq!(
        noted(&desk, EDREDON),
        ["cession 2026-10-01 olm", "cession 2026-10-15 drap"]
    );
    // The day of the second was another.
    desk.does(goes(EDREDON, CC, "2026-10-20", Sale, &["drap"]));
    assert_eq!(
        noted(&desk, EDREDON),
        ["cession 2026-10-01 olm", "cession 2026-10-20 drap"]
    );
    // It is sold back, and the one that sold the others is absorbed.
    desk.does(goes(CC, EDREDON, "2026-10-25", Sale, &["drap"]));
    desk.does(goes(EDREDON, CC, "2026-11-01", Merger, &[]));
    assert_eq!(
        noted(&desk, EDREDON),
        [
            "cession 2026-10-01 olm",
            "cession 2026-10-20 drap",
            "fusion 2026-11-01 drap,taie"
        ]
    );
    for (command, words) in [
        (
            goes(CC, EDREDON, "2026-11-02", Sale, &[]),
            "EDREDON (999000102) a été absorbé le 01/11/2026",
        ),
        (
            goes(EDREDON, "200000024", "2026-11-02", Merger, &[]),
            "EDREDON (999000102) a été absorbé le 01/11/2026",
        ),
        (
            goes(EDREDON, CC, "2026-11-02", Sale, &["autre"]),
            "il ne vend pas autre",
        ),
    ] {
        let why = desk.refuses(command).to_string();
        assert!(why.contains(words), "{words}: {why}");
    }
}
