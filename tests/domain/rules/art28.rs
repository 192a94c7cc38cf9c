//! B5 and B6: the convention 28 with the prestataire.

use preau::domain::convention::{Clause, ClauseState, Convention, Renewal};
use preau::domain::rule::RuleCode::{B5, B6};

use super::look::{codes_today, message, message_on, says};
use crate::support::values::{day, departement, solution_code};
use crate::support::world::{C28, EDREDON, TODAY, World, signed};

/// What makes a convention miss.
type Edit = fn(&mut Convention);

fn with28(edit: impl FnOnce(&mut Convention)) -> World {
    World::eligible().edit_convention(C28, edit)
}

/// The end of the message of B5, after « pour OLM : ».
fn why(world: &World, on: &str) -> String {
    let message = message_on(world, B5, on);
    let start = "Aucune convention 28 en vigueur avec EDREDON pour OLM~: ";
    message
        .strip_prefix(start)
        .unwrap_or_else(|| panic!("{message}"))
        .into()
}

#[test]
fn b5_is_about_the_day() {
    let world = with28(|c| {
        c.sent = Some(day("2026-01-10"));
        c.signed_party = Some(day("2026-02-10"));
        c.signed_dasen = Some(day("2026-03-10"));
        c.effect = Some(day("2026-04-10"));
        c.end = Some(day("2026-11-30"));
    });
    let table = [
        ("2026-01-09", Some("brouillon, envoi prévu le 10/01/2026.")),
        ("2026-01-10", Some("envoyée le 10/01/2026, aucune signature.")),
        ("2026-02-09", Some("envoyée le 10/01/2026, aucune signature.")),
        (
            "2026-02-10",
            Some(
                "envoyée le 10/01/2026, signée par le prestataire le 10/02/2026, signature du DASEN le \
                 10/03/2026 seulement.",
            ),
        ),
        ("2026-03-10", Some("signée, effet le 10/04/2026.")),
        ("2026-04-09", Some("signée, effet le 10/04/2026.")),
        ("2026-04-10", None),
        ("2026-11-30", None),
        ("2026-12-01", Some("échue le 30/11/2026.")),
    ];
    for (on, expected) in table {
        assert_eq!(says(&world, B5, on), expected.is_some(), "{on}");
        if let Some(expected) = expected {
            assert_eq!(why(&world, on), expected, "{on}");
        }
    }
}

#[test]
fn b5_the_termination_day_is_out() {
    let world = with28(|c| c.terminated = Some(day("2026-11-23")));
    assert!(!says(&world, B5, "2026-11-22"));
    assert_eq!(why(&world, "2026-11-23"), "résiliée le 23/11/2026.");
    assert_eq!(why(&world, "2026-11-24"), "résiliée le 23/11/2026.");
}

#[test]
fn b5_an_express_renewal_counts_once_its_new_end_is_recorded() {
    let express = |end: &str| {
        let end = day(end);
        with28(move |c| {
            c.end = Some(end);
            c.renewal = Renewal::Express;
        })
    };
    assert_eq!(
        why(&express("2026-11-22"), TODAY),
        "échue le 22/11/2026, reconduction expresse non enregistrée."
    );
    assert!(!says(&express("2027-11-22"), B5, TODAY));
}

#[test]
fn b5_no_convention_at_all() {
    let none = World::eligible().without(&"convention/28-0001".parse().expect("a key"));
    assert_eq!(codes_today(&none), "B5 C1");
    assert_eq!(why(&none, TODAY), "il n’en existe aucune.");
    let bare = with28(|c| *c = Convention::draft(c.number.clone(), c.party));
    assert_eq!(
        why(&bare, TODAY),
        "il n’en existe aucune pour OLM dans le département 38.",
        "a draft that names no département serves none"
    );
}

#[test]
fn b5_it_names_the_solution_or_none() {
    assert!(!says(
        &with28(|c| c.solutions = vec![solution_code("olm")]),
        B5,
        TODAY
    ));
    let other = with28(|c| c.solutions = vec![solution_code("embruns")]);
    assert_eq!(
        why(&other, TODAY),
        "la convention 28-0001 est en vigueur, mais pas pour OLM."
    );
}

#[test]
fn b5_it_names_the_departement() {
    let several = with28(|c| c.departements = vec![departement("73"), departement("38")]);
    assert!(!says(&several, B5, TODAY));
    let others = with28(|c| c.departements = vec![departement("73"), departement("74")]);
    assert_eq!(
        why(&others, TODAY),
        "la convention 28-0001 est en vigueur, mais pour d’autres départements (73, 74)."
    );
    let none = with28(|c| c.departements.clear());
    assert_eq!(
        why(&none, TODAY),
        "la convention 28-0001 est en vigueur, mais ne nomme aucun département."
    );
}

/// What is on its way, each nearer than the one before.
const ON_THE_WAY: [(&str, Edit); 3] = [
    ("envoyée le 01/11/2026, aucune signature", |c| {
        c.sent = Some(day_of("2026-11-01"));
    }),
    (
        "signée par le DASEN le 02/11/2026, signature du prestataire manquante",
        |c| c.signed_dasen = Some(day_of("2026-11-02")),
    ),
    ("signée, effet le 01/01/2027", |c| {
        signed(c);
        c.effect = Some(day_of("2027-01-01"));
    }),
];

fn day_of(text: &str) -> chrono::NaiveDate {
    day(text)
}

/// A world without a convention 28, then with each of some more.
fn growing(steps: &[(&str, Edit)], expected: impl Fn(usize, &str) -> String) {
    let mut world = World::eligible().without(&"convention/28-0001".parse().expect("a key"));
    for (place, (told, edit)) in steps.iter().enumerate() {
        world = world.convention28(&format!("28-001{place}"), EDREDON, edit);
        assert_eq!(why(&world, TODAY), expected(place, told), "step {place}");
    }
}

#[test]
fn b5_of_what_never_was_in_force_the_nearest_is_told() {
    let mut steps: Vec<(&str, Edit)> = vec![
        ("résiliée le 01/11/2026", |c| {
            c.signed_dasen = Some(day("2026-10-01"));
            c.terminated = Some(day("2026-11-01"));
        }),
        (
            "la convention 28-0011 est en vigueur, mais pour d’autres départements (74)",
            |c| {
                signed(c);
                c.departements = vec![departement("74")];
            },
        ),
        ("brouillon, pas encore envoyée", |_| {}),
    ];
    steps.extend(ON_THE_WAY);
    growing(&steps, |_, told| format!("{told}."));
}

#[test]
fn b5_what_was_in_force_last_is_told_before_what_never_was() {
    let over: [(&str, Edit); 5] = [
        ("échue le 31/08/2026", |c| {
            signed(c);
            c.signed_dasen = Some(day("2025-09-01"));
            c.signed_party = Some(day("2025-09-01"));
            c.end = Some(day("2026-08-31"));
        }),
        ("résiliée le 01/10/2026", |c| {
            signed(c);
            c.end = Some(day("2029-08-31"));
            c.terminated = Some(day("2026-10-01"));
        }),
        // Terminated later, but never in force.
        ("résiliée le 01/10/2026", |c| {
            c.signed_dasen = Some(day("2026-10-01"));
            c.terminated = Some(day("2026-11-01"));
        }),
        ("résiliée le 01/10/2026", |c| {
            signed(c);
            c.departements = vec![departement("74")];
        }),
        ("résiliée le 01/10/2026", |_| {}),
    ];
    growing(&over, |_, told| format!("{told}."));
    let mut steps = over.to_vec();
    steps.extend(ON_THE_WAY);
    growing(&steps, |place, told| match place.checked_sub(over.len()) {
        None => format!("{told}."),
        Some(_) => format!("résiliée le 01/10/2026 (28-0011)~; la suivante, 28-001{place}~: {told}."),
    });
}

#[test]
fn b5_the_termination_is_told_the_day_it_counts_and_not_the_draft() {
    let world = with28(|c| c.terminated = Some(day("2026-11-23"))).convention28("28-0010", EDREDON, |_| {});
    for (on, expected) in [
        ("2026-11-22", None),
        ("2026-11-23", Some("résiliée le 23/11/2026.")),
        ("2026-11-24", Some("résiliée le 23/11/2026.")),
    ] {
        assert_eq!(says(&world, B5, on), expected.is_some(), "{on}");
        if let Some(expected) = expected {
            assert_eq!(why(&world, on), expected, "{on}");
        }
    }
}

#[test]
fn b5_of_two_as_near_the_later_is_told() {
    let world = with28(|c| c.end = Some(day("2026-08-31")))
        .convention28("28-0002", EDREDON, |c| {
            signed(c);
            c.end = Some(day("2026-10-31"));
        })
        .convention28("28-0003", EDREDON, |c| {
            signed(c);
            c.end = Some(day("2026-09-30"));
        });
    assert_eq!(why(&world, TODAY), "échue le 31/10/2026.");
}

#[test]
fn b5_of_a_solution_that_no_record_describes() {
    let world = World::eligible().without(&"solution/olm".parse().expect("a key"));
    assert_eq!(
        message(&world, B5),
        "Aucune convention 28 possible~: la solution «~olm~» est inconnue."
    );
}

#[test]
fn b6_each_in_force_has_an_absent_clause() {
    let absent = |clauses: &'static [Clause]| {
        move |c: &mut Convention| {
            for clause in clauses {
                c.clauses.set(*clause, Some(ClauseState::Absent));
            }
        }
    };
    let one = with28(absent(&[Clause::G]));
    assert_eq!(codes_today(&one), "B6 C1");
    assert_eq!(
        message(&one, B6),
        "La convention 28-0001 avec EDREDON est en vigueur, mais sans la clause g de l’art. 28(3)."
    );
    let two = with28(absent(&[Clause::G, Clause::C]));
    assert!(message(&two, B6).ends_with("mais sans les clauses c, g de l’art. 28(3)."));

    let other = two.clone().convention28("28-0002", EDREDON, |c| {
        signed(c);
        absent(&[Clause::H])(c);
    });
    assert!(
        message(&other, B6).starts_with("La convention 28-0002 "),
        "the one that lacks least"
    );
    let whole = other.clone().convention28("28-0003", EDREDON, signed);
    assert!(!says(&whole, B6, TODAY), "one of them is whole");
    let ended = other.convention28("28-0003", EDREDON, |c| {
        signed(c);
        c.end = Some(day("2026-11-22"));
    });
    assert!(says(&ended, B6, TODAY), "the whole one is over");
}

#[test]
fn b6_a_clause_present_or_not_verified_is_no_absence() {
    let present = with28(|c| {
        for clause in Clause::ALL {
            c.clauses.set(clause, Some(ClauseState::Present));
        }
    });
    assert!(!says(&present, B6, TODAY));
    assert!(!says(&World::eligible(), B6, TODAY));
}
