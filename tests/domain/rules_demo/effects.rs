//! What changes of the demo bring about for its schools, with their numbers.

use chrono::NaiveDate;
use preau::domain::change::Change;
use preau::domain::collectivite::{Competence, Perimeter};
use preau::domain::convention::{Annexe, Convention};
use preau::domain::date::Period;
use preau::domain::provider::Category;
use preau::domain::query::day_index::{DayIndex, Effects, InTurn, SchoolEntry};
use preau::domain::record::Record;
use preau::domain::register::{Closure, RegisterEntry};
use preau::domain::registry::Registry;
use preau::domain::rule::{Policy, Standing};
use preau::domain::school::School;

use crate::support::demo::{demo, today};
use crate::support::values::{day, insee, number, siren, version};
use crate::support::world::World;

/// What a changed record brings about.
fn effects(registry: &Registry, after: impl Into<Record>) -> Effects {
    let after = after.into();
    let before = registry.get(&after.id());
    let day_index = DayIndex::build(registry, today(), Policy::default(), &InTurn);
    day_index.effects(
        registry,
        &[Change {
            before,
            after: Some(after),
        }],
    )
}

/// The sentences of effects, without the names of the schools.
fn told(effects: &Effects) -> Vec<String> {
    effects.all().map(|(_, sentence)| sentence).collect()
}

fn convention(registry: &Registry, key: &str, edit: impl FnOnce(&mut Convention)) -> Convention {
    let mut convention = registry.conventions().get(&number(key)).unwrap().clone();
    edit(&mut convention);
    convention
}

/// The entries of schools that are registered, with nothing to put right.
fn standing(registry: &Registry) -> impl Iterator<Item = &RegisterEntry> {
    let day_index = DayIndex::build(registry, today(), Policy::default(), &InTurn);
    registry.entries().iter().filter(move |entry| {
        let school = day_index.entry(entry.school);
        entry.is_active() && school.and_then(SchoolEntry::state) == Some(Standing::Registered)
    })
}

fn yesterday() -> NaiveDate {
    today().pred_opt().unwrap()
}

#[test]
fn a_convention_28_is_terminated() {
    let registry = demo();
    let ended = convention(&registry, "28-0001", |one| one.terminated = Some(yesterday()));
    let effects = effects(&registry, ended);
    assert_eq!(
        told(&effects),
        [
            "70 écoles inscrites deviennent à régulariser",
            "10 écoles ne sont plus prêtes"
        ]
    );
    assert!(effects.ask_for_confirmation());
}

#[test]
fn a_convention_28_is_to_be_terminated() {
    let registry = demo();
    let on = day("2027-01-01");
    let ended = convention(&registry, "28-0001", |one| one.terminated = Some(on));
    let effects = effects(&registry, ended.clone());
    assert_eq!(
        told(&effects),
        [
            "à partir du 01/01/2027, 61 écoles inscrites deviennent à régulariser",
            "à partir du 01/01/2027, 16 écoles ne sont plus prêtes"
        ]
    );
    assert!(effects.ask_for_confirmation());
    // What each school is on that day, without the termination and with it.
    let mut after = registry.clone();
    let before = registry.get(&Record::from(ended.clone()).id());
    after.apply_changes(
        &[Change {
            before,
            after: Some(ended.into()),
        }],
        registry.revision() + 1,
    );
    let [was, is] = [&registry, &after].map(|one| DayIndex::build(one, on, Policy::default(), &InTurn));
    let of = |index: &DayIndex, uai, category| {
        let lines = index.entry(uai).unwrap().lines().iter();
        let mut lines = lines.filter(|line| line.assessment.category == Some(category));
        lines.next().map(|line| line.standing)
    };
    let lapses = |uai| {
        Category::ALL.into_iter().any(|category| {
            of(&was, uai, category) == Some(Standing::Registered)
                && of(&is, uai, category) == Some(Standing::ToRegularise)
        })
    };
    let schools = registry.schools().iter().map(|school| school.uai);
    assert_eq!(schools.filter(|uai| lapses(*uai)).count(), 61);
}

#[test]
fn a_signature_is_cleared() {
    let registry = demo();
    let unsigned = convention(&registry, "26-0038", |one| one.signed_dasen = None);
    let effects = effects(&registry, unsigned);
    assert_eq!(told(&effects), ["2 écoles inscrites deviennent à régulariser"]);
    assert!(effects.ask_for_confirmation(), "entries are touched");
}

#[test]
fn the_dasen_signs() {
    let registry = demo();
    let signed = convention(&registry, "26-0100", |one| one.signed_dasen = Some(yesterday()));
    let effects = effects(&registry, signed);
    assert_eq!(told(&effects), ["1 école devient prête"]);
    assert!(!effects.ask_for_confirmation(), "nobody loses anything");
}

#[test]
fn a_school_is_taken_off_an_annexe() {
    let registry = demo();
    let (school, number) = standing(&registry)
        .find_map(|entry| {
            let relied = entry.conventions.iter();
            let relied = relied.filter_map(|number| registry.conventions().get(number));
            let mut listed = relied.filter(|one| matches!(one.annexe, Annexe::Listed(_)));
            Some((entry.school, listed.next()?.number.clone()))
        })
        .expect("an entry that rests on an annexe that lists schools");
    let without = convention(&registry, number.as_str(), |one| {
        if let Annexe::Listed(lines) = &mut one.annexe {
            lines.retain(|line| line.uai != school);
        }
    });
    let effects = effects(&registry, without);
    assert_eq!(told(&effects), ["1 école inscrite devient à régulariser"]);
    assert_eq!(effects.to_regularise.schools[0].uai, school);
    assert_eq!(effects.to_regularise.count, 1);
}

#[test]
fn the_competence_goes_to_another() {
    let registry = demo();
    let moved = Competence::confirmed(
        Perimeter::Commune(insee("38185")),
        siren("200040715"),
        Period {
            from: Some(today()),
            to: None,
        },
    );
    let effects = effects(&registry, moved);
    assert_eq!(
        told(&effects),
        Vec::<String>::new(),
        "the former holder's convention goes on (W8)"
    );
}

#[test]
fn a_registered_school_closes() {
    let registry = demo();
    let entry = standing(&registry).next().unwrap();
    let school = registry.schools().get(&entry.school).unwrap();
    let closed = School {
        closed: Some(yesterday()),
        ..school.clone()
    };
    assert_eq!(
        told(&effects(&registry, closed)),
        ["1 école inscrite devient à régulariser"]
    );
}

#[test]
fn an_entry_is_closed() {
    let registry = demo();
    let mut closed = standing(&registry).next().unwrap().clone();
    closed.closed = Some(Closure {
        on: yesterday(),
        by: "jdupont".to_owned(),
        reason: "essai".to_owned(),
    });
    let effects = effects(&registry, closed);
    assert_eq!(told(&effects)[0], "1 école n’est plus inscrite");
    assert!(effects.ask_for_confirmation());
}

#[test]
fn the_first_schools_are_named_and_the_others_counted() {
    let registry = demo();
    let ended = convention(&registry, "28-0001", |one| one.terminated = Some(yesterday()));
    let found = effects(&registry, ended);
    let named = found.to_regularise.named();
    assert_eq!(found.to_regularise.schools.len(), 70);
    assert!(
        named.starts_with("ECOLE PRIMAIRE LA GARE (Saint-Égrève), "),
        "{named}"
    );
    assert!(named.ends_with(" et 65 autres"), "{named}");
}

#[test]
fn a_new_version_of_a_fiche_asks_for_notices_again() {
    let brought = |edit: fn(&mut preau::domain::provider::Sheet)| {
        let registry = World::eligible().build();
        let next = World::eligible()
            .sheet("olm", "2", "2026-11-20")
            .edit_sheet("olm", "2", edit);
        let sheet = next
            .build()
            .sheets()
            .iter()
            .find(|sheet| sheet.version == version("2"))
            .cloned();
        let effects = effects(&registry, sheet.unwrap());
        (effects.notice_reopened.count, told(&effects))
    };
    assert_eq!(brought(|_| {}), (0, vec![]), "it says the same");
    let other = brought(|sheet| sheet.purposes = vec!["publicité".to_owned()]);
    let said = "1 école a sa notice aux familles à redonner";
    assert_eq!(other, (1, vec![said.to_owned()]));
}
