//! B8 and the avenants: a line of the annexe that an avenant moves counts once both have signed it, and a line that names
//! its own solution covers that pair alone.

use preau::domain::convention::{Amendment, Annexe, AnnexeLine, Convention};
use preau::domain::rule::RuleCode::B8;

use super::look::{message_on, says};
use crate::support::values::{amendment, day, period, solution_code, uai};
use crate::support::world::{C26, SCHOOL, TODAY, World};

fn with26(edit: impl FnOnce(&mut Convention)) -> World {
    World::eligible().edit_convention(C26, edit)
}

/// A line of the school between two days, in and out by avenants; an empty text is none.
fn line(from: &str, to: &str, joined: &str, left: &str) -> AnnexeLine {
    AnnexeLine {
        joined_by: joined.parse().ok(),
        left_by: left.parse().ok(),
        ..AnnexeLine::new(uai(SCHOOL), period(from, to))
    }
}

fn amended(line: AnnexeLine, amendment: Amendment) -> World {
    with26(|c| {
        c.annexe = Annexe::Listed(vec![line]);
        c.amendments = vec![amendment];
    })
}

/// Asserts on which days B8 speaks.
fn speaks(world: &World, table: &[(&str, bool)]) {
    for (on, expected) in table {
        assert_eq!(says(world, B8, on), *expected, "{on}");
    }
}

/// The end of the message of B8, after « est en vigueur, mais ».
fn why(world: &World, on: &str) -> String {
    let message = message_on(world, B8, on);
    let start = "La convention 26-0001 avec Grenoble est en vigueur, mais ";
    let why = message.strip_prefix(start);
    why.unwrap_or_else(|| panic!("{message}")).into()
}

#[test]
fn a_school_that_joins_by_an_avenant_is_covered_from_the_later_signature_on() {
    let joined = |party, dasen| amended(line("", "", "1", ""), amendment("1", party, dasen));
    speaks(
        &joined("2026-11-09", "2026-11-20"),
        &[("2026-11-19", true), ("2026-11-20", false), ("2026-11-21", false)],
    );
    speaks(
        &joined("2026-11-20", "2026-11-09"),
        &[("2026-11-09", true), ("2026-11-19", true), ("2026-11-20", false)],
    );
    speaks(
        &joined("2026-11-09", ""),
        &[("2026-11-23", true), ("2027-11-23", true)],
    );
    speaks(&joined("", "2026-11-09"), &[("2026-11-23", true)]);
}

#[test]
fn the_later_of_the_line_s_day_and_the_signatures_counts() {
    let from = |from| {
        amended(
            line(from, "", "1", ""),
            amendment("1", "2026-11-09", "2026-11-10"),
        )
    };
    speaks(
        &from("2026-11-15"),
        &[("2026-11-10", true), ("2026-11-14", true), ("2026-11-15", false)],
    );
    speaks(
        &from("2026-10-01"),
        &[("2026-11-09", true), ("2026-11-10", false)],
    );
}

#[test]
fn a_school_that_leaves_by_an_avenant_stays_until_both_have_signed_it() {
    let left = |party, dasen| amended(line("", "2026-11-12", "", "2"), amendment("2", party, dasen));
    speaks(
        &left("2026-11-09", "2026-11-20"),
        &[("2026-11-13", false), ("2026-11-19", false), ("2026-11-20", true)],
    );
    speaks(
        &left("2026-11-02", "2026-11-03"),
        &[("2026-11-12", false), ("2026-11-13", true)],
    );
    speaks(
        &left("2026-11-09", ""),
        &[("2026-11-13", false), ("2027-11-13", false)],
    );
    assert_eq!(
        why(&left("2026-11-09", "2026-11-20"), "2026-11-23"),
        "son annexe ne nomme l’école que jusqu’au 19/11/2026."
    );
}

#[test]
fn a_line_by_an_avenant_that_is_not_noted_never_counts() {
    let world = with26(|c| c.annexe = Annexe::Listed(vec![line("", "", "9", "")]));
    speaks(&world, &[(TODAY, true)]);
    assert_eq!(why(&world, TODAY), "son annexe ne nomme pas l’école.");
}

#[test]
fn what_an_avenant_waits_for_is_the_nearest_miss() {
    let joined = |found: Amendment| amended(line("2026-11-01", "", "1", ""), found);
    let sent = Amendment {
        sent: Some(day("2026-11-03")),
        ..amendment("1", "2026-11-09", "2026-11-20")
    };
    let unsent = amendment("1", "", "");
    let start = "l’avenant 1, qui la nomme, n’a pas encore d’effet~: ";
    let table = [
        (
            &sent,
            "2026-11-08",
            "envoyé le 03/11/2026, signature du DASEN le 20/11/2026 seulement, signature de la commune le \
             09/11/2026 seulement.",
        ),
        (
            &sent,
            "2026-11-19",
            "envoyé le 03/11/2026, signé par la commune le 09/11/2026, signature du DASEN le 20/11/2026 seulement.",
        ),
        (
            &unsent,
            "2026-11-19",
            "signature du DASEN manquante, signature de la commune manquante.",
        ),
    ];
    for (found, on, expected) in table {
        assert_eq!(
            why(&joined(found.clone()), on),
            format!("{start}{expected}"),
            "{on}"
        );
    }
    let later = amended(
        line("2026-12-01", "", "1", ""),
        amendment("1", "2026-11-09", "2026-11-10"),
    );
    assert_eq!(
        why(&later, "2026-11-30"),
        "l’avenant 1 ne la nomme qu’à partir du 01/12/2026."
    );
    speaks(&later, &[("2026-12-01", false)]);
}

#[test]
fn a_line_with_its_own_solution_covers_that_pair_alone() {
    let of = |named: &[&str], own: &str| {
        with26(|c| {
            c.solutions = named.iter().map(|code| solution_code(code)).collect();
            c.annexe = Annexe::Listed(vec![AnnexeLine {
                solution: own.parse().ok(),
                ..line("", "", "", "")
            }]);
        })
    };
    let table = [
        (&of(&[], "olm"), false),
        (&of(&[], "embruns"), true),
        (&of(&["olm", "embruns"], "olm"), false),
        (&of(&["olm", "embruns"], "embruns"), true),
        (&of(&["olm", "embruns"], ""), false),
        (&of(&["embruns"], "olm"), true),
        (&of(&["embruns"], ""), true),
    ];
    for (place, (world, expected)) in table.into_iter().enumerate() {
        assert_eq!(says(world, B8, TODAY), expected, "{place}");
    }
    assert_eq!(
        why(&of(&[], "embruns"), TODAY),
        "son annexe ne nomme pas l’école pour OLM mais pour embruns."
    );
    let waiting = with26(|c| {
        let own = |code: &str, by: &str| AnnexeLine {
            solution: code.parse().ok(),
            ..line("", "", by, "")
        };
        c.annexe = Annexe::Listed(vec![own("embruns", ""), own("olm", "1")]);
        c.amendments = vec![amendment("1", "2026-11-09", "")];
    });
    assert_eq!(
        why(&waiting, TODAY),
        "son annexe ne nomme pas l’école pour OLM mais pour embruns~; l’avenant 1, qui la nomme, n’a pas encore \
         d’effet~: signé par la commune le 09/11/2026, signature du DASEN manquante."
    );
}
