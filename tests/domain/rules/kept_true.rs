//! W5, W6, W7 and W13: what is to be published, verified, confirmed or reviewed.

use preau::domain::convention::{Clause, ClauseState};
use preau::domain::provider::SubProcessor;
use preau::domain::register::Review;
use preau::domain::rule::RuleCode::{W5, W6, W7, W13};
use preau::domain::school::Sector;

use super::look::{codes_on, message, message_on, messages_on, says};
use crate::support::values::day;
use crate::support::world::{C26, C28, SCHOOL, TODAY, World};

fn registered() -> World {
    World::registered("2026-10-01")
}

#[test]
fn w5_the_main_lines_are_published_on_the_day() {
    let published = |on: Option<&str>| {
        let on = on.map(day);
        registered().edit_convention(C26, move |c| c.published = on)
    };
    for (on, said) in [("2026-11-22", false), ("2026-11-23", false), ("2026-11-24", true)] {
        assert_eq!(says(&published(Some(on)), W5, TODAY), said, "{on}");
    }
    assert_eq!(
        message(&published(None), W5),
        "Les grandes lignes de la convention 26-0001 avec Grenoble ne sont pas publiées."
    );
    let over = published(None).edit_convention(C26, |c| c.terminated = Some(day("2026-11-23")));
    assert!(!says(&over, W5, TODAY), "it is not relied on");
}

#[test]
fn w6_each_clause_is_verified() {
    for clause in Clause::ALL {
        let world = registered().edit_convention(C28, |c| c.clauses.set(clause, None));
        assert_eq!(
            message(&world, W6),
            format!(
                "Clauses de l’art. 28(3) non vérifiées dans la convention 28-0001 avec EDREDON~: {}.",
                clause.letter()
            )
        );
    }
    let absent = registered().edit_convention(C28, |c| {
        c.clauses.set(Clause::A, None);
        c.clauses.set(Clause::G, Some(ClauseState::Absent));
    });
    assert!(!says(&absent, W6, TODAY), "B6 speaks, and nothing is relied on");
}

#[test]
fn w6_retention_and_security_are_in_the_fiche() {
    let world = registered().edit_sheet("olm", "1", |sheet| {
        sheet.data[0].retention = " ".into();
        sheet.security.clear();
    });
    assert_eq!(
        messages_on(&world, W6, TODAY),
        ["Fiche 1 de OLM (01/06/2026)~: il manque une durée de conservation, les mesures de sécurité."]
    );
    let one = registered().edit_sheet("olm", "1", |sheet| sheet.security = vec![" ".into()]);
    assert_eq!(
        message(&one, W6),
        "Fiche 1 de OLM (01/06/2026)~: il manque les mesures de sécurité."
    );
}

#[test]
fn w7_a_sub_processor_was_confirmed_over_12_months_ago() {
    let confirmed = |on: Option<&str>| {
        let updated = on.map(day);
        registered().edit_sheet("olm", "1", move |sheet| {
            sheet.sub_processors = vec![SubProcessor {
                name: "HÉBERGEUR".into(),
                country: "France".into(),
                updated,
            }];
        })
    };
    let table = [("2025-11-22", true), ("2025-11-23", false), ("2025-11-24", false)];
    for (on, said) in table {
        assert_eq!(says(&confirmed(Some(on)), W7, TODAY), said, "{on}");
    }
    assert_eq!(
        message(&confirmed(Some("2025-11-22")), W7),
        "Fiche 1 de OLM (01/06/2026)~: sous-traitants à confirmer~: HÉBERGEUR (22/11/2025)."
    );
    let undated = confirmed(None);
    for (on, said) in [("2027-06-01", false), ("2027-06-02", true)] {
        assert_eq!(
            says(&undated, W7, on),
            said,
            "the fiche is of 2026-06-01, on {on}"
        );
    }
}

#[test]
fn w13_an_entry_of_a_year_before_is_reviewed_in_this_one() {
    let entered = |on: &str, reviewed: Option<&str>| {
        let on = day(on);
        let reviewed = reviewed.map(|on| Review::without_digests(day(on), "dpd"));
        World::registered("2026-09-01").edit_entry(1, move |entry| {
            entry.entered_on = on;
            entry.reviewed = reviewed;
        })
    };
    for (on, said) in [("2026-08-30", true), ("2026-08-31", true), ("2026-09-01", false)] {
        assert_eq!(says(&entered(on, None), W13, TODAY), said, "entered on {on}");
    }
    let table = [
        ("2026-08-31", true),
        ("2026-09-01", false),
        ("2026-11-23", false),
        ("2026-11-24", true),
    ];
    for (on, said) in table {
        let world = entered("2026-06-01", Some(on));
        assert_eq!(says(&world, W13, TODAY), said, "reviewed on {on}");
    }
    for (on, said) in [("2026-08-31", false), ("2026-09-01", true), ("2026-09-02", true)] {
        assert_eq!(says(&entered("2026-06-01", None), W13, on), said, "on {on}");
    }
    assert_eq!(
        message(&entered("2026-06-01", None), W13),
        "L’inscription n°~1 du 01/06/2026 est à contrôler pour 2026-2027~: jamais contrôlée."
    );
    assert_eq!(
        message_on(&entered("2026-06-01", Some("2026-07-02")), W13, TODAY),
        "L’inscription n°~1 du 01/06/2026 est à contrôler pour 2026-2027~: dernier contrôle le 02/07/2026."
    );
}

#[test]
fn a_private_school_has_none_of_them() {
    let lacking = World::registered("2026-06-01")
        .edit_convention(C26, |c| c.published = None)
        .edit_convention(C28, |c| c.clauses.set(Clause::A, None))
        .edit_sheet("olm", "1", |sheet| {
            sheet.sub_processors.push(SubProcessor {
                name: "Hébergeur".into(),
                country: "France".into(),
                updated: Some(day("2020-01-01")),
            });
        });
    let has = |world: &World| [W5, W6, W7, W13].map(|rule| says(world, rule, TODAY));
    assert_eq!(has(&lacking), [true; 4], "{}", codes_on(&lacking, TODAY));
    let private = lacking.edit_school(SCHOOL, |school| school.sector = Sector::Private);
    assert_eq!(has(&private), [false; 4], "{}", codes_on(&private, TODAY));
}
