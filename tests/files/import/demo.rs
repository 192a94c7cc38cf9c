//! The demo base, loaded in the order that its README gives.

use preau::domain::command::ImportKind::*;
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::id::{SolutionCode, Uai};
use preau::domain::provider::Category;
use preau::domain::refusal::Refusal;

use crate::world::{Base, FILES, bytes, motives};

fn ent(uai: &str) -> DeploymentId {
    DeploymentId::first(Uai::parse(uai).unwrap(), Category::Ent)
}

#[test]
fn every_file_loads_and_a_second_time_changes_nothing() {
    let mut base = Base::with(&FILES);
    let counts = [
        base.registry.schools().len(),
        base.registry.collectivites().len(),
        base.registry.conventions().len(),
        base.registry.contracts().len(),
        base.registry.deployments().len(),
        base.registry.councils().len(),
        base.registry.competences().len(),
        base.registry.sheets().len(),
        base.registry.solutions().len(),
        base.registry.providers().len(),
    ];
    assert_eq!(counts, [627, 534, 156, 187, 452, 463, 46, 21, 10, 10]);
    for (kind, file) in FILES {
        base.again(kind, bytes(file));
    }
}

#[test]
fn a_registered_school_keeps_its_stage_when_the_first_file_comes_again() {
    let mut base = Base::with(&FILES);
    base.register();
    let deployments = |base: &Base| base.registry.deployments().iter().cloned().collect::<Vec<_>>();
    let before = deployments(&base);
    for (kind, file) in FILES {
        base.again(kind, bytes(file));
    }
    assert_eq!(deployments(&base), before);
    let plan = base.import_file(Deploiements, "demo/deploiements.csv");
    let said = |problem: &&preau::exchange::cell::Problem| {
        problem.reason == "école inscrite au registre\u{a0}: étape du fichier, antérieure, non reprise"
    };
    assert_eq!(plan.warnings.iter().filter(said).count(), 71);
}

#[test]
fn the_facts_after_the_inscriptions_load_too() {
    let mut base = Base::with(&FILES);
    base.register();
    assert_eq!(base.registry.entries().len(), 193);
    let plan = base.import_file(Deploiements, "demo/deploiements-suite.csv");
    assert_eq!((plan.rows, plan.rejected.len()), (127, 0));
    base.again(Deploiements, bytes("demo/deploiements-suite.csv"));
    let former = base.registry.deployments().get(&ent("0381771U")).unwrap();
    assert_eq!(former.solution.as_ref().unwrap().as_str(), "fictif-c");
    assert!(former.is_left(), "what it had of the former stays");
    let uses = base.registry.uses_of(former.school, former.category);
    let present = uses.last().unwrap();
    assert_eq!(present.solution.as_ref().unwrap().as_str(), "fictif-a");
    assert_eq!(
        base.registry
            .active_entry(ent("0381771U"))
            .unwrap()
            .solution
            .as_str(),
        "fictif-c"
    );
}

#[test]
fn the_stage_inscrite_needs_an_entry() {
    let mut base = Base::with(&FILES);
    let row = "uai;solution;etape;depuis\n0382844K;one;inscrite;2023-10-24\n";
    let plan = base.import(Deploiements, row);
    assert!(
        motives(&plan)[0].contains("pas inscrite au registre avec cette solution"),
        "{:?}",
        motives(&plan)
    );
    base.register();
    let solution = base
        .registry
        .active_entry(ent("0382844K"))
        .unwrap()
        .solution
        .clone();
    let plan = base.import(Deploiements, row.replace("one", solution.as_str()));
    assert_eq!(motives(&plan), Vec::<String>::new());
    let other = if solution.as_str() == "one" {
        "beneylu"
    } else {
        "one"
    };
    let plan = base.import(Deploiements, row.replace("one", other));
    assert_eq!(plan.rejected.len(), 1, "an entry of another solution does not do");
    let facts = "uai;solution;etape;depuis\n0382081F;one;en_usage;2026-10-01\n";
    assert_eq!(
        base.import(Deploiements, facts).rejected.len(),
        0,
        "accounts without an entry are a fact"
    );
    assert_eq!(
        base.registry.deployments().get(&ent("0382081F")).unwrap().stage,
        Stage::EnUsage
    );
}

#[test]
fn files_that_do_not_depend_on_each_other_load_in_any_order() {
    let mut forth = Base::with(&FILES);
    let order = [4, 3, 2, 0, 1, 10, 5, 7, 9, 8, 6];
    let mut back = Base::with(&order.map(|at| FILES[at]));
    let records = |base: &mut Base| {
        base.registry
            .records()
            .map(|(record, _)| record)
            .collect::<Vec<_>>()
    };
    assert_eq!(records(&mut forth), records(&mut back));
}

#[test]
fn a_missing_file_is_named() {
    let cases = [
        (
            Conventions,
            "demo/conventions.csv",
            "prestataire 999000102 inconnu\u{a0}: importez d’abord les solutions",
        ),
        (
            Competences,
            "demo/competences.csv",
            "collectivité 243800745 inconnue\u{a0}: importez d’abord les communes ou les EPCI",
        ),
        (
            Contrats,
            "demo/contrats.csv",
            "solution one inconnue\u{a0}: importez d’abord les solutions",
        ),
        (
            Deploiements,
            "demo/deploiements.csv",
            "école 0380069U inconnue\u{a0}: importez d’abord l’annuaire du département 038",
        ),
        (
            Conseils,
            "demo/conseils.csv",
            "école 0380069U inconnue\u{a0}: importez d’abord l’annuaire du département 038",
        ),
        (
            Fiches,
            "demo/fiches.json",
            "solution edumoov inconnue\u{a0}: importez d’abord les solutions",
        ),
    ];
    for (kind, file, motive) in cases {
        let mut base = Base::default();
        let plan = base.import(kind, bytes(file));
        assert!(
            motives(&plan)[0].contains(motive),
            "{file}: {}",
            motives(&plan)[0]
        );
        assert!(base.registry.records().next().is_none(), "{file}");
    }
}

/// What a colleague changed between the reading of a file and its import is not overwritten.
#[test]
fn an_import_read_too_early_is_a_conflict() {
    let mut base = Base::with(&FILES);
    let early = base.read(Conseils, "uai;date\n0380113S;2026-10-27\n").unwrap();
    base.import(Conseils, "uai;date;familles_informees\n0380113S;2026-10-27;non\n");
    let refusal = base.decided(&early.into_order()).unwrap_err();
    assert!(matches!(refusal, Refusal::Conflict { .. }), "{refusal}");
}

#[test]
fn tables_come_back_from_a_spreadsheet() {
    let solution = SolutionCode::parse("one").unwrap();
    let mut base = Base::with(&FILES);
    for (kind, file) in FILES {
        if matches!(kind, Communes | Epci | Annuaire | Fiches) {
            continue;
        }
        let text = String::from_utf8(bytes(file)).unwrap();
        let dates = |cell: &str| {
            let part: Vec<&str> = cell.split('-').collect();
            match part.as_slice() {
                [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2 => format!("{d}/{m}/{y}"),
                _ => cell.to_owned(),
            }
        };
        let lines = text
            .lines()
            .map(|line| line.split(';').map(dates).collect::<Vec<_>>().join(","));
        let lines = lines.collect::<Vec<_>>().join("\r\n");
        let (damaged, _, _) = encoding_rs::WINDOWS_1252.encode(&lines);
        base.again(kind, &damaged);
    }
    assert!(base.registry.solutions().get(&solution).is_some());
}
