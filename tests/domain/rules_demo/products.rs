//! The five products of the seed stand in the demo without a fault: whatever is wrong is on an invented one.

use preau::domain::convention::{Party, Status};
use preau::domain::deployment::Stage;
use preau::domain::registry::Registry;
use preau::domain::rule::{Assessment, Policy, RuleCode, assess};

use crate::support::demo::{demo, today};

/// The seed's products and their éditeurs, by category, in its order.
const SEED: [(&str, &str, &str); 5] = [
    ("edumoov", "EDUMOOV", "EDUMOOV"),
    ("tma", "TOUTEMONANNEE.COM", "TOUTEMONANNEE.COM"),
    ("one", "ONE", "EDIFICE"),
    ("beneylu", "BENEYLU SCHOOL", "BENEYLU"),
    ("pronote", "PRONOTE PRIMAIRE", "INDEX EDUCATION"),
];

/// The rules that find fault with a product, its éditeur or the use that is made of it.
const OF_A_PRODUCT: [RuleCode; 8] = [
    RuleCode::B5,
    RuleCode::B6,
    RuleCode::B9,
    RuleCode::B10,
    RuleCode::B11,
    RuleCode::C4,
    RuleCode::W0,
    RuleCode::W17,
];

/// What is wrong once accounts are open.
const WITH_ACCOUNTS: [RuleCode; 3] = [RuleCode::C1, RuleCode::C2, RuleCode::C3];

#[test]
fn the_seed_stands_first_and_in_its_order_and_the_rest_says_that_it_is_invented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo/solutions.csv");
    let text = std::fs::read_to_string(path).expect("the file of solutions");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .skip(1)
        .map(|line| line.split(';').collect())
        .collect();
    let named: Vec<_> = rows.iter().map(|row| (row[0], row[1], row[4])).collect();
    assert_eq!(named[..SEED.len()], SEED);
    for (code, name, editor) in &named[SEED.len()..] {
        assert!(name.contains("FICTIF"), "{code}: {name}");
        assert!(editor.contains("FICTIF"), "{code}: {editor}");
    }
}

#[test]
fn no_fault_is_found_with_a_product_of_the_seed() {
    let registry = demo();
    let all = assessed(&registry);
    for (code, ..) in SEED {
        let of_it = all.iter().filter(|(_, solution)| solution == code);
        assert!(of_it.clone().count() > 4, "{code} is used");
        of_it.for_each(|(assessment, _)| without_fault(assessment, code));
    }
}

fn assessed(registry: &Registry) -> Vec<(Assessment, String)> {
    let policy = Policy::default();
    let all = registry
        .schools()
        .iter()
        .flat_map(|school| assess(registry, school, today(), &policy));
    all.filter_map(|assessment| {
        let solution = assessment.solution.as_ref()?.as_str().to_owned();
        Some((assessment, solution))
    })
    .collect()
}

fn without_fault(assessment: &Assessment, solution: &str) {
    let stage = assessment.stage;
    let accounts = stage.is_some_and(|stage| stage >= Stage::ComptesEnseignants);
    let faults = OF_A_PRODUCT
        .iter()
        .chain(WITH_ACCOUNTS.iter().filter(|_| accounts));
    for rule in faults {
        assert!(
            !assessment.has(*rule),
            "{}: {solution} {}",
            assessment.school,
            rule.as_str()
        );
    }
    let left = stage.is_some_and(|stage| stage > Stage::EnUsage);
    assert!(
        !left,
        "{}: {solution} is suspended or was left",
        assessment.school
    );
}

#[test]
fn each_editor_of_the_seed_has_one_convention_28_in_force_without_a_clause_missing() {
    let registry = demo();
    for (code, _, editor) in SEED {
        let of_it = |party: &Party| match party {
            Party::Provider(siren) => registry
                .providers()
                .get(siren)
                .is_some_and(|held| held.name == editor),
            Party::Collectivite(_) => false,
        };
        let held: Vec<_> = registry
            .conventions()
            .iter()
            .filter(|held| of_it(&held.party))
            .collect();
        let [one] = held.as_slice() else {
            panic!("{code}: {} conventions", held.len())
        };
        assert_eq!(one.status(today()), Status::InForce, "{code}");
        assert_eq!(one.clauses.absent().count(), 0, "{code}");
    }
}
