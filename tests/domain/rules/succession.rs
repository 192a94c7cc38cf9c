//! B5 where another prestataire took the place of the one of the convention 28.

use preau::domain::deployment::Stage;
use preau::domain::provider::{Category, Provider, Solution, Succession, SuccessionNature};
use preau::domain::query::day_index::{DayIndex, InTurn};
use preau::domain::record::Record;
use preau::domain::rule::Policy;
use preau::domain::rule::RuleCode::B5;

use super::look::{message_on, says};
use crate::support::values::{amendment, day, siren, solution_code};
use crate::support::world::{C28, EDREDON, SCHOOL, TODAY, World, today};

const BUYER: &str = "999000201";
const LAST: &str = "999000300";

fn provider(world: World, of: &str, name: &str, after: &[(&str, &str, SuccessionNature)]) -> World {
    let successors = after.iter().map(|(provider, on, nature)| Succession {
        provider: siren(provider),
        on: day(on),
        nature: *nature,
        solutions: None,
    });
    world.with(Provider {
        successors: successors.collect(),
        ..Provider::new(siren(of), name)
    })
}

/// OLM is sold by another, which took the place of its prestataire on a day.
fn taken(nature: SuccessionNature) -> World {
    let world = provider(World::eligible(), BUYER, "ACQUÉREUR", &[]);
    let world = provider(world, EDREDON, "EDREDON", &[(BUYER, "2026-10-01", nature)]);
    sold_by(world, BUYER)
}

fn sold_by(world: World, provider: &str) -> World {
    world.with(Solution {
        code: solution_code("olm"),
        name: "OLM".to_owned(),
        provider: siren(provider),
        category: Category::Ent,
        opinions: Vec::new(),
    })
}

fn with_amendment(world: World, party: &str, dasen: &str) -> World {
    world.edit_convention(C28, |found| found.amendments = vec![amendment("1", party, dasen)])
}

#[test]
fn the_conventions_of_one_that_was_absorbed_go_on() {
    assert!(!says(&taken(SuccessionNature::Merger), B5, "2026-11-23"));
    // One of which nothing is said is another.
    let other = provider(sold_by(World::eligible(), BUYER), BUYER, "ACQUÉREUR", &[]);
    assert!(says(&other, B5, "2026-11-23"));
}

#[test]
fn after_a_cession_they_go_on_from_the_day_on_which_an_avenant_is_signed_by_both() {
    let sold = taken(SuccessionNature::Sale);
    assert!(says(&sold, B5, "2026-11-23"));
    let why = message_on(&sold, B5, "2026-11-23");
    assert!(
        why.ends_with(
            "la convention 28-0001 est en vigueur, et ne se poursuit après la cession que par un avenant signé depuis."
        ),
        "{why}"
    );
    let table = [
        // The last signature, and the first day on which the convention serves; an avenant of before the cession does not.
        ("2026-10-05", "2026-11-10", Some("2026-11-10")),
        ("2026-11-12", "2026-11-02", Some("2026-11-12")),
        ("2026-10-01", "2026-10-01", Some("2026-10-01")),
        ("2026-09-20", "2026-09-30", None),
        ("2026-11-02", "", None),
    ];
    for (party, dasen, from) in table {
        let world = with_amendment(sold.clone(), party, dasen);
        let Some(from) = from else {
            assert!(says(&world, B5, "2026-11-23"), "{party} {dasen}");
            continue;
        };
        let eve = day(from).pred_opt().unwrap().to_string();
        let is_sold = eve.as_str() >= "2026-10-01";
        assert_eq!(says(&world, B5, &eve), is_sold, "{party} {dasen}: the day before");
        assert!(!says(&world, B5, from), "{party} {dasen}: the day");
        assert!(!says(&world, B5, "2026-11-23"), "{party} {dasen}: after");
    }
}

#[test]
fn over_several_steps_the_last_cession_asks_for_its_avenant() {
    use SuccessionNature::{Merger, Sale};
    let chain = |first, second| {
        let world = provider(World::eligible(), LAST, "DERNIER", &[]);
        let world = provider(world, BUYER, "ACQUÉREUR", &[(LAST, "2026-11-01", second)]);
        let world = provider(world, EDREDON, "EDREDON", &[(BUYER, "2026-10-01", first)]);
        sold_by(world, LAST)
    };
    assert!(!says(&chain(Merger, Merger), B5, "2026-11-23"));
    let between = |first, second| with_amendment(chain(first, second), "2026-10-10", "2026-10-10");
    assert!(!says(&between(Sale, Merger), B5, "2026-11-23"));
    assert!(says(&between(Merger, Sale), B5, "2026-11-23"));
    assert!(says(&between(Sale, Sale), B5, "2026-11-23"));
    // A circle ends.
    let circle = provider(
        chain(Merger, Merger),
        LAST,
        "DERNIER",
        &[(EDREDON, "2026-11-02", Merger)],
    );
    assert!(!says(&circle, B5, "2026-11-23"));
}

#[test]
fn what_is_followed_is_what_is_assessed_from_nothing() {
    let before = taken(SuccessionNature::Merger).build();
    for nature in [None, Some(SuccessionNature::Sale)] {
        let after = match nature {
            Some(nature) => taken(nature),
            None => provider(taken(SuccessionNature::Merger), EDREDON, "EDREDON", &[]),
        };
        let id = preau::domain::record::RecordId::Provider(siren(EDREDON));
        let after: Record = after.build().get(&id).unwrap();
        let change = preau::domain::change::Change {
            before: before.get(&id),
            after: Some(after),
        };
        let mut now = before.clone();
        now.apply_changes([&change], 2);
        let build = |registry| DayIndex::build(registry, today(), Policy::default(), &InTurn);
        let mut followed = build(&before);
        followed.update(&now, std::slice::from_ref(&change), &InTurn);
        let told = |index: &DayIndex| {
            let school = crate::support::values::uai(crate::support::world::SCHOOL);
            format!("{:?}", index.entry(school).map(|entry| &entry.assessed))
        };
        assert_ne!(told(&build(&before)), told(&followed));
        assert_eq!(told(&followed), told(&build(&now)));
    }
}

#[test]
fn a_cession_asks_for_its_avenant_from_its_day_on() {
    use SuccessionNature::{Merger, Sale};
    let days = ["2026-09-30", "2026-10-01", "2026-10-02"];
    let said = |world: &World, days: [&str; 3]| days.map(|on| says(world, B5, on));
    assert_eq!(said(&taken(Sale), days), [false, true, true]);
    assert_eq!(said(&taken(Merger), days), [false; 3]);
    // Sold twice: the avenant signed after the first serves until the day before the second.
    let world = provider(World::eligible(), LAST, "DERNIER", &[]);
    let world = provider(world, BUYER, "ACQUÉREUR", &[(LAST, "2026-11-10", Sale)]);
    let world = provider(world, EDREDON, "EDREDON", &[(BUYER, "2026-10-01", Sale)]);
    let twice = with_amendment(sold_by(world, LAST), "2026-10-10", "2026-10-10");
    assert_eq!(said(&twice, days), [false, true, true]);
    assert_eq!(
        said(&twice, ["2026-10-09", "2026-10-10", "2026-11-09"]),
        [true, false, false]
    );
    assert_eq!(
        said(&twice, ["2026-11-09", "2026-11-10", "2026-11-11"]),
        [false, true, true]
    );
}

#[test]
fn after_a_fusion_b5_says_what_is_missing_not_an_avenant() {
    let elsewhere = |nature| taken(nature).edit_convention(C28, |c| c.departements.clear());
    let why = message_on(&elsewhere(SuccessionNature::Merger), B5, "2026-11-23");
    assert!(why.ends_with("ne nomme aucun département."), "{why}");
    let why = message_on(&elsewhere(SuccessionNature::Sale), B5, "2026-09-30");
    assert!(why.ends_with("ne nomme aucun département."), "{why}");
    let why = message_on(&elsewhere(SuccessionNature::Sale), B5, "2026-11-23");
    assert!(why.contains("après la cession"), "{why}");
}

#[test]
fn after_a_cession_of_one_solution_b5_speaks_of_what_the_buyer_sold_itself() {
    use SuccessionNature::{Merger, Sale};
    for nature in [Sale, Merger] {
        let own = World::eligible()
            .provider(BUYER, "ACQUÉREUR")
            .solution("olm", "OLM", BUYER)
            .solution("oreiller", "OREILLER", BUYER)
            .sheet("oreiller", "1", "2026-06-01")
            .deployment(SCHOOL, "oreiller", Stage::ConseilInforme);
        let passed = Succession {
            provider: siren(BUYER),
            on: day("2026-10-01"),
            nature,
            solutions: Some(vec![solution_code("olm")]),
        };
        let former = Provider {
            successors: vec![passed],
            ..Provider::new(siren(EDREDON), "EDREDON")
        };
        let world = with_amendment(own.with(former), "2026-10-02", "2026-10-02");
        assert!(says(&world, B5, TODAY), "{nature:?}: its own");
        let sold = world.deployment(SCHOOL, "olm", Stage::ConseilInforme);
        assert!(!says(&sold, B5, TODAY), "{nature:?}: what passed");
    }
}
