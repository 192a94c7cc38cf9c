//! B7 and B8: the convention 26 with the collectivité that holds the competence.

use preau::domain::collectivite::CollectiviteKind;
use preau::domain::convention::{Annexe, AnnexeLine, Convention};
use preau::domain::rule::RuleCode::{B7, B8};

use super::look::{assessed, codes_today, message, message_on, says};
use crate::support::values::{day, period, solution_code, uai};
use crate::support::world::{C26, GRENOBLE, SCHOOL, TODAY, World, signed};

/// What makes a convention miss.
type Edit = fn(&mut Convention);

const METRO: &str = "200040715";

fn with26(edit: impl FnOnce(&mut Convention)) -> World {
    World::eligible().edit_convention(C26, edit)
}

/// The end of the message of B7, after « avec Grenoble : ».
fn why(world: &World, on: &str) -> String {
    let message = message_on(world, B7, on);
    let start = "Aucune convention 26 en vigueur avec Grenoble~: ";
    message
        .strip_prefix(start)
        .unwrap_or_else(|| panic!("{message}"))
        .into()
}

#[test]
fn b7_in_the_words_of_the_screen() {
    let world = with26(|c| {
        c.sent = Some(day("2026-09-12"));
        c.signed_party = Some(day("2026-10-03"));
        c.signed_dasen = None;
    });
    assert_eq!(
        message(&world, B7),
        "Aucune convention 26 en vigueur avec Grenoble~: envoyée le 12/09/2026, signée par la commune le \
         03/10/2026, signature du DASEN manquante."
    );
    assert_eq!(codes_today(&world), "B7 C1 W21");
}

#[test]
fn b7_each_nearest_miss() {
    let table: [(Edit, &str); 11] = [
        (
            |c| *c = Convention::draft(c.number.clone(), c.party),
            "brouillon, pas encore envoyée.",
        ),
        (
            |c| {
                *c = Convention::draft(c.number.clone(), c.party);
                c.sent = Some(day("2026-11-23"));
            },
            "envoyée le 23/11/2026, aucune signature.",
        ),
        (
            |c| c.signed_party = None,
            "envoyée le 20/08/2026, signée par le DASEN le 01/09/2026, signature de la commune manquante.",
        ),
        (
            |c| {
                c.sent = None;
                c.signed_dasen = None;
            },
            "signée par la commune le 01/09/2026, signature du DASEN manquante.",
        ),
        (
            |c| c.signed_dasen = Some(day("2026-11-24")),
            "envoyée le 20/08/2026, signée par la commune le 01/09/2026, signature du DASEN le 24/11/2026 \
             seulement.",
        ),
        (
            |c| c.effect = Some(day("2026-11-24")),
            "signée, effet le 24/11/2026.",
        ),
        (|c| c.end = Some(day("2026-11-22")), "échue le 22/11/2026."),
        (
            |c| c.terminated = Some(day("2026-11-23")),
            "résiliée le 23/11/2026.",
        ),
        (
            |c| {
                c.signed_dasen = None;
                c.terminated = Some(day("2026-11-23"));
            },
            "résiliée le 23/11/2026.",
        ),
        (
            |c| {
                c.signed_dasen = None;
                c.refused = Some(day("2026-11-23"));
                c.reason = Some("solution non conventionnée".into());
            },
            "refusée le 23/11/2026 (solution non conventionnée).",
        ),
        (
            |c| c.dropped = Some(day("2026-11-20")),
            "classée sans suite le 20/11/2026.",
        ),
    ];
    for (edit, expected) in table {
        assert_eq!(why(&with26(edit), TODAY), expected);
    }
    let none = World::eligible().without(&"convention/26-0001".parse().expect("a key"));
    assert_eq!(why(&none, TODAY), "il n’en existe aucune.");
}

#[test]
fn b7_the_last_day_is_in_and_the_effect_day_too() {
    let world = with26(|c| {
        c.effect = Some(day("2026-11-23"));
        c.end = Some(day("2026-11-25"));
    });
    let table = [
        ("2026-11-22", true),
        ("2026-11-23", false),
        ("2026-11-25", false),
        ("2026-11-26", true),
    ];
    for (on, blocks) in table {
        assert_eq!(says(&world, B7, on), blocks, "{on}");
    }
}

/// Grenoble's competence goes to the métropole on 2026-10-01; the convention is Grenoble's.
fn transferred(edit: impl FnOnce(&mut Convention)) -> World {
    with26(edit)
        .group(METRO, CollectiviteKind::Metropole, "Grenoble-Alpes-Métropole")
        .competence("38185", METRO, "2026-10-01", "")
}

#[test]
fn b7_the_predecessor_counts_if_both_signed_before_the_transfer() {
    let signed_on = |dasen: &'static str, party: &'static str| {
        transferred(move |c| {
            c.signed_dasen = Some(day(dasen));
            c.signed_party = Some(day(party));
        })
    };
    let table = [
        ("2026-09-30", "2026-09-30", false),
        ("2026-09-30", "2026-10-01", true),
        ("2026-10-01", "2026-09-30", true),
        ("2026-10-02", "2026-10-02", true),
    ];
    for (dasen, party, blocks) in table {
        assert_eq!(
            says(&signed_on(dasen, party), B7, TODAY),
            blocks,
            "{dasen} {party}"
        );
    }
    assert_eq!(
        message(&signed_on("2026-10-01", "2026-09-30"), B7),
        "Aucune convention 26 en vigueur avec Grenoble-Alpes-Métropole~: la convention 26-0001 avec Grenoble, \
         titulaire précédent, n’était pas signée des deux parties avant le transfert du 01/10/2026."
    );
}

#[test]
fn b7_the_predecessor_s_convention_must_still_be_in_force() {
    let ended = transferred(|c| c.end = Some(day("2026-11-22")));
    assert_eq!(
        message(&ended, B7),
        "Aucune convention 26 en vigueur avec Grenoble-Alpes-Métropole~: échue le 22/11/2026 (convention \
         26-0001 avec Grenoble, titulaire précédent)."
    );
    assert!(!says(&ended, B7, "2026-11-22"));
}

#[test]
fn b7_who_is_neither_holder_nor_predecessor_does_not_count() {
    let world = World::eligible()
        .group(METRO, CollectiviteKind::Metropole, "Grenoble-Alpes-Métropole")
        .commune("38421", "213804214", "Saint-Martin-d’Hères")
        .competence("38185", METRO, "", "");
    assert_eq!(
        message(&world, B7),
        "Aucune convention 26 en vigueur avec Grenoble-Alpes-Métropole~: il n’en existe aucune.",
        "Grenoble never held it"
    );
}

#[test]
fn b7_every_predecessor_counts_back_to_the_day_of_the_convention() {
    let world = World::eligible()
        .group(METRO, CollectiviteKind::Metropole, "Grenoble-Alpes-Métropole")
        .commune("38421", "213804214", "Saint-Martin-d’Hères")
        .competence("38185", "213804214", "2026-10-01", "2026-10-31")
        .competence("38185", METRO, "2026-11-01", "");
    assert_eq!(
        codes_today(&world),
        "C1 W8 W9",
        "Grenoble held it before the one before"
    );
}

#[test]
fn b7_the_holder_s_own_draft_is_nearer_than_what_the_predecessor_let_end() {
    let world = transferred(|c| c.end = Some(day("2026-11-22"))).convention26("26-0002", METRO, |_| {});
    assert!(message(&world, B7).ends_with("~: brouillon, pas encore envoyée."));
}

#[test]
fn b7_what_was_in_force_last_is_told_before_what_never_was() {
    let over = || with26(|c| c.terminated = Some(day("2026-11-23")));
    assert_eq!(
        why(&over().convention26("26-0002", GRENOBLE, |_| {}), TODAY),
        "résiliée le 23/11/2026.",
        "a draft was never sent"
    );
    let next = over().convention26("26-0002", GRENOBLE, |c| {
        c.sent = Some(day("2026-11-10"));
        c.signed_party = Some(day("2026-11-20"));
    });
    for (on, expected) in [
        ("2026-11-22", None),
        (
            "2026-11-23",
            Some(
                "résiliée le 23/11/2026 (26-0001)~; la suivante, 26-0002~: envoyée le 10/11/2026, signée par la \
                 commune le 20/11/2026, signature du DASEN manquante.",
            ),
        ),
    ] {
        assert_eq!(says(&next, B7, on), expected.is_some(), "{on}");
        if let Some(expected) = expected {
            assert_eq!(why(&next, on), expected, "{on}");
        }
    }
}

fn listed(lines: &[(&str, &str, &str)]) -> Annexe {
    Annexe::Listed(
        lines
            .iter()
            .map(|(id, from, to)| AnnexeLine::new(uai(id), period(from, to)))
            .collect(),
    )
}

/// The end of the message of B8, after « est en vigueur, mais ».
fn uncovered(world: &World, on: &str) -> String {
    let message = message_on(world, B8, on);
    let start = "La convention 26-0001 avec Grenoble est en vigueur, mais ";
    message
        .strip_prefix(start)
        .unwrap_or_else(|| panic!("{message}"))
        .into()
}

#[test]
fn b8_the_annexe_names_the_school_on_the_day() {
    let world = with26(|c| c.annexe = listed(&[(SCHOOL, "2026-10-01", "2026-11-23")]));
    let table = [
        (
            "2026-09-30",
            Some("son annexe ne nomme l’école qu’à partir du 01/10/2026."),
        ),
        ("2026-10-01", None),
        ("2026-11-23", None),
        (
            "2026-11-24",
            Some("son annexe ne nomme l’école que jusqu’au 23/11/2026."),
        ),
    ];
    for (on, expected) in table {
        assert_eq!(says(&world, B8, on), expected.is_some(), "{on}");
        if let Some(expected) = expected {
            assert_eq!(uncovered(&world, on), expected, "{on}");
        }
    }
    let other = with26(|c| c.annexe = listed(&[("0380069U", "", "")]));
    assert_eq!(codes_today(&other), "B8 C1");
    assert_eq!(uncovered(&other, TODAY), "son annexe ne nomme pas l’école.");
    let empty = with26(|c| c.annexe = listed(&[]));
    assert!(says(&empty, B8, TODAY));
}

#[test]
fn b8_it_names_the_solution_or_none() {
    assert!(!says(
        &with26(|c| c.solutions = vec![solution_code("olm")]),
        B8,
        TODAY
    ));
    let other = with26(|c| c.solutions = vec![solution_code("embruns")]);
    assert_eq!(uncovered(&other, TODAY), "elle ne vise pas OLM mais embruns.");
}

#[test]
fn b8_one_must_cover_both_the_school_and_the_solution() {
    let halves = with26(|c| c.annexe = listed(&[])).convention26("26-0002", GRENOBLE, |c| {
        signed(c);
        c.solutions = vec![solution_code("embruns")];
    });
    assert!(says(&halves, B8, TODAY), "neither covers both");
    assert!(!says(
        &halves.convention26("26-0003", GRENOBLE, signed),
        B8,
        TODAY
    ));
}

#[test]
fn b8_where_the_holder_s_own_does_not_cover_the_predecessor_s_may() {
    let world = transferred(|_| {}).convention26("26-0002", METRO, |c| {
        signed(c);
        c.annexe = listed(&[]);
    });
    assert!(assessed(&world, TODAY).may_be_registered());
}

#[test]
fn b8_what_covered_the_school_last_is_told() {
    let elsewhere = |world: World| {
        world.convention26("26-0002", GRENOBLE, |c| {
            signed(c);
            c.annexe = listed(&[("0380069U", "", "")]);
        })
    };
    let other = "La convention 26-0002 avec Grenoble est en vigueur, mais son annexe ne nomme pas l’école.";
    let ended = elsewhere(with26(|c| c.end = Some(day("2026-11-22"))));
    for (on, expected) in [
        ("2026-11-22", None),
        (
            "2026-11-23",
            Some(format!(
                "{other} Celle qui la couvrait, 26-0001, est échue le 22/11/2026."
            )),
        ),
    ] {
        assert_eq!(says(&ended, B8, on), expected.is_some(), "{on}");
        if let Some(expected) = expected {
            assert_eq!(message_on(&ended, B8, on), expected, "{on}");
        }
    }
    let terminated = elsewhere(with26(|c| c.terminated = Some(day("2026-11-23"))));
    assert_eq!(
        message(&terminated, B8),
        format!("{other} Celle qui la couvrait, 26-0001, est résiliée le 23/11/2026.")
    );
    let never = elsewhere(with26(|c| {
        c.signed_dasen = None;
        c.terminated = Some(day("2026-11-01"));
    }));
    assert_eq!(message(&never, B8), other, "it never was in force");
    // Of two in force, the one whose annexe named the school last.
    let left = with26(|c| c.annexe = listed(&[(SCHOOL, "", "2026-11-20")]));
    assert_eq!(
        message(&elsewhere(left), B8),
        "La convention 26-0001 avec Grenoble est en vigueur, mais son annexe ne nomme l’école que jusqu’au 20/11/2026."
    );
}
