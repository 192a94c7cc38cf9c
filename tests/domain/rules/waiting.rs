//! W20 and W21 of avenants: who is to be reminded, and what is for the parapheur.

use preau::domain::convention::{Amendment, Annexe, AnnexeLine, Convention};
use preau::domain::rule::RuleCode::{W20, W21};

use super::look::{message_on, messages_on, says};
use crate::support::values::{amendment, day, period, solution_code, uai};
use crate::support::world::{C26, C28, GRENOBLE, SCHOOL, TODAY, World};

/// The school, in by the avenant 1 from 1 September on.
fn joined() -> AnnexeLine {
    AnnexeLine {
        joined_by: "1".parse().ok(),
        ..AnnexeLine::new(uai(SCHOOL), period("2026-09-01", ""))
    }
}

fn sent(on: &str, party: &str, dasen: &str) -> Amendment {
    Amendment {
        sent: on.parse().ok(),
        ..amendment("1", party, dasen)
    }
}

/// A convention 26 in force with an avenant, and the lines of its annexe.
fn amended(found: Amendment, lines: Vec<AnnexeLine>) -> World {
    edited(found, lines, |_| {})
}

fn edited(found: Amendment, lines: Vec<AnnexeLine>, edit: impl FnOnce(&mut Convention)) -> World {
    World::eligible().edit_convention(C26, |c| {
        c.amendments = vec![found];
        c.annexe = Annexe::Listed(lines);
        edit(c);
    })
}

#[test]
fn w20_an_avenant_sent_more_than_30_days_ago_that_the_party_has_not_signed() {
    let unsigned = amended(sent("2026-10-01", "", ""), vec![joined()]);
    for (on, said) in [("2026-10-30", false), ("2026-10-31", false), ("2026-11-01", true)] {
        assert_eq!(says(&unsigned, W20, on), said, "{on}");
        assert!(!says(&unsigned, W21, on), "{on}");
    }
    assert_eq!(
        message_on(&unsigned, W20, TODAY),
        "L’avenant 1 de la convention 26-0001 avec Grenoble est à relancer~: envoyé le 01/10/2026, signature du DASEN \
         manquante, signature de la commune manquante."
    );
    let dasen_first = amended(sent("2026-10-01", "", "2026-10-05"), vec![joined()]);
    assert!(says(&dasen_first, W20, "2026-11-01"));
    let unsent = amended(amendment("1", "", ""), vec![joined()]);
    assert!(!says(&unsent, W20, TODAY), "it was not sent");
}

#[test]
fn w20_of_an_avenant_is_silent_from_the_party_s_signature_on() {
    let signs = amended(sent("2026-10-01", "2026-11-10", ""), vec![joined()]);
    for (on, said) in [("2026-11-09", true), ("2026-11-10", false), ("2026-11-11", false)] {
        assert_eq!(says(&signs, W20, on), said, "{on}");
    }
}

#[test]
fn w20_of_an_avenant_is_silent_for_15_days_after_a_relance() {
    let table = [
        ("2026-11-07", true),
        ("2026-11-08", false),
        ("2026-11-09", false),
        ("2026-11-23", false),
        ("2026-11-24", true),
    ];
    for (on, said) in table {
        let world = amended(sent("2026-10-01", "", ""), vec![joined()]).reminder(1, C26, on);
        assert_eq!(says(&world, W20, TODAY), said, "{on}");
    }
}

#[test]
fn w21_an_avenant_signed_by_the_party_more_than_15_days_ago_and_not_by_the_authority() {
    let waits = amended(sent("2026-10-01", "2026-11-08", ""), vec![joined()]);
    for (on, said) in [("2026-11-22", false), ("2026-11-23", false), ("2026-11-24", true)] {
        assert_eq!(says(&waits, W21, on), said, "{on}");
        assert!(!says(&waits, W20, on), "nobody is to be reminded, {on}");
    }
    assert_eq!(
        message_on(&waits, W21, "2026-11-24"),
        "L’avenant 1 de la convention 26-0001 avec Grenoble attend le DASEN depuis le 08/11/2026~: au parapheur."
    );
    for (on, said) in [("2026-11-22", false), ("2026-11-23", false), ("2026-11-24", true)] {
        let signs = amended(sent("2026-10-01", "2026-10-05", on), vec![joined()]);
        assert_eq!(says(&signs, W21, TODAY), said, "the authority signs on {on}");
    }
}

#[test]
fn an_avenant_waits_for_nobody_once_its_convention_is_over() {
    let late = || sent("2026-10-01", "", "");
    for (on, said) in [("2026-11-22", true), ("2026-11-23", false), ("2026-11-24", false)] {
        let over = edited(late(), vec![joined()], |c| c.terminated = Some(day("2026-11-23")));
        assert_eq!(says(&over, W20, on), said, "terminated, {on}");
    }
    let ended = edited(late(), vec![joined()], |c| c.end = Some(day("2026-11-22")));
    assert!(says(&ended, W20, "2026-11-22"));
    assert!(!says(&ended, W20, "2026-11-23"), "ended");
}

#[test]
fn an_avenant_is_said_of_the_schools_that_it_moves_or_of_all_where_it_moves_none() {
    let late = || sent("2026-10-01", "", "");
    let own = |code: &str| AnnexeLine {
        solution: code.parse().ok(),
        ..joined()
    };
    let other = AnnexeLine {
        joined_by: "1".parse().ok(),
        ..AnnexeLine::new(uai("0380124D"), period("", ""))
    };
    let held = AnnexeLine::new(uai(SCHOOL), period("", ""));
    let leaves = AnnexeLine {
        left_by: "1".parse().ok(),
        ..AnnexeLine::new(uai(SCHOOL), period("", "2026-10-31"))
    };
    let table = [
        (vec![joined()], true, "the school joins"),
        (vec![leaves], true, "the school leaves"),
        (vec![own("olm")], true, "for its solution"),
        (vec![own("embruns")], false, "for another solution"),
        (vec![held.clone(), other], false, "another school joins"),
        (vec![held], true, "it moves no school"),
        (
            Vec::new(),
            false,
            "it moves no school, and the convention does not cover this one",
        ),
    ];
    for (lines, said, why) in table {
        assert_eq!(says(&amended(late(), lines), W20, TODAY), said, "{why}");
    }
    let not_named = edited(late(), vec![joined()], |c| {
        c.solutions = vec![solution_code("embruns")];
    });
    assert!(
        !says(&not_named, W20, TODAY),
        "the convention is for another solution"
    );
    let provider = World::eligible().edit_convention(C28, |c| c.amendments = vec![late()]);
    assert_eq!(messages_on(&provider, W20, TODAY).len(), 1, "of a convention 28");
}

#[test]
fn a_convention_and_its_avenants_are_each_said_once() {
    let second = Amendment {
        number: "2".parse().unwrap(),
        ..sent("2026-10-02", "", "")
    };
    let world = edited(
        sent("2026-10-01", "", ""),
        vec![AnnexeLine::new(uai(SCHOOL), period("", ""))],
        |c| {
            c.amendments.push(second);
        },
    );
    let world = world.convention26("26-0002", GRENOBLE, |c| c.sent = Some(day("2026-10-01")));
    let said = messages_on(&world, W20, TODAY);
    let starts: Vec<&str> = said.iter().map(|one| one.split(" est").next().unwrap()).collect();
    assert_eq!(
        starts,
        [
            "La convention 26-0002 avec Grenoble",
            "L’avenant 1 de la convention 26-0001 avec Grenoble",
            "L’avenant 2 de la convention 26-0001 avec Grenoble",
        ]
    );
}
