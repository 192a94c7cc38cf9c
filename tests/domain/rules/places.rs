//! W10, W11 and W19: schools that others replaced, RPI whose schools differ, records that are probably one.

use preau::domain::collectivite::{Collectivite, CollectiviteKind};
use preau::domain::contract::ContractSchools;
use preau::domain::convention::{Annexe, AnnexeLine, Convention};
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::provider::Category;
use preau::domain::record::RecordId;
use preau::domain::register::Closure;
use preau::domain::rule::RuleCode::{B8, W10, W11, W19};
use preau::domain::school::{Rpi, School, SchoolState, Sector};

use super::look::{messages_on, says};
use crate::support::values::{day, period, siren, uai};
use crate::support::world::{C26, CONTRACT, GRENOBLE, SCHOOL, TODAY, World, signed};

/// The school that took the place of [`SCHOOL`].
const NEXT: &str = "0380456P";
/// The school of an RPI with [`SCHOOL`], in another commune.
const OTHER: &str = "0380124D";
const CC: &str = "200000008";

/// Changes a record.
type Edit<T> = fn(&mut T);

fn listed(schools: &[&str]) -> impl FnOnce(&mut Convention) {
    let line = |school: &&str| AnnexeLine::new(uai(school), period("", ""));
    let lines = schools.iter().map(line).collect();
    move |convention| convention.annexe = Annexe::Listed(lines)
}

/// The registered school, closed on 2026-11-23, whose place another took; the annexe names it alone.
fn superseded() -> World {
    World::registered("2026-10-01")
        .school(NEXT, "Prim. Jaurès", "38185")
        .edit_school(SCHOOL, |school| {
            school.closed = Some(day("2026-11-23"));
            school.successors = vec![uai(NEXT)];
        })
        .edit_convention(C26, listed(&[SCHOOL]))
        .edit_contract(CONTRACT, |contract| {
            contract.schools = ContractSchools::Listed(vec![uai(SCHOOL)]);
        })
}

#[test]
fn w10_from_the_day_on_which_the_school_is_closed() {
    let table = [("2026-11-22", false), ("2026-11-23", true), ("2026-11-24", true)];
    for (on, said) in table {
        assert_eq!(says(&superseded(), W10, on), said, "{on}");
    }
    let without = superseded().edit_school(SCHOOL, |school| school.successors.clear());
    assert!(!says(&without, W10, TODAY), "nobody took its place");
}

#[test]
fn w10_names_what_is_to_close_and_whom_the_annexe_lacks() {
    assert_eq!(
        messages_on(&superseded(), W10, TODAY),
        [
            "École remplacée depuis le 23/11/2026 par Prim. Jaurès, Grenoble (0380456P)~: l’ancienne ligne est à clore, \
          l’inscription n°~1, l’usage d’OLM, le contrat CT-0001 et la ligne d’annexe de 26-0001. 0380456P n’est \
          inscriptible qu’une fois nommée à l’annexe de 26-0001."
        ]
    );
}

#[test]
fn w10_until_nothing_stands() {
    let closed = |world: World| {
        world
            .edit_entry(1, |entry| {
                entry.closed = Some(Closure {
                    on: day("2026-11-23"),
                    by: "jdupont".into(),
                    reason: "école fermée".into(),
                });
            })
            .edit_deployment(SCHOOL, |used| used.leave(day("2026-11-23"), "école fermée"))
    };
    let to =
        |from: World| from.edit_contract(CONTRACT, |contract| contract.period = period("", "2026-11-22"));
    let whole = to(closed(superseded())).edit_convention(C26, |convention| {
        convention.annexe = Annexe::Listed(vec![
            AnnexeLine::new(uai(SCHOOL), period("", "2026-11-22")),
            AnnexeLine::new(uai(NEXT), period("2026-11-23", "")),
        ]);
    });
    assert!(!says(&whole, W10, TODAY));
    let entry = closed(superseded()).edit_entry(1, |entry| entry.closed = None);
    let parts = [
        ("entry", entry, "l’inscription n°~1, le contrat CT-0001 et"),
        (
            "annexe",
            to(closed(superseded())),
            "à clore, la ligne d’annexe de 26-0001. 0380456P",
        ),
    ];
    for (part, world, said) in parts {
        assert!(messages_on(&world, W10, TODAY)[0].contains(said), "{part}");
    }
    // An annexe and a contract of all schools name none: there is nothing to close but entry and use.
    let all = superseded()
        .edit_convention(C26, |convention| convention.annexe = Annexe::All)
        .edit_contract(CONTRACT, |contract| contract.schools = ContractSchools::All);
    let said = &messages_on(&all, W10, TODAY)[0];
    assert!(
        said.ends_with("à clore, l’inscription n°~1 et l’usage d’OLM."),
        "{said}"
    );
}

#[test]
fn the_new_school_waits_for_the_annexe_unless_it_says_all() {
    // The same world seen from the new school.
    let seen = |edit: Edit<Convention>| {
        World::eligible()
            .school(NEXT, "Prim. Jaurès", "38185")
            .edit_school(NEXT, |school| {
                school.state = SchoolState::Closed;
                school.successors = vec![uai(SCHOOL)];
            })
            .edit_convention(C26, edit)
    };
    let table: [(&str, Edit<Convention>, bool); 3] = [
        ("not named", |c| listed(&[NEXT])(c), true),
        ("named", |c| listed(&[NEXT, SCHOOL])(c), false),
        ("toutes", |c| c.annexe = Annexe::All, false),
    ];
    for (annexe, edit, blocked) in table {
        assert_eq!(says(&seen(edit), B8, TODAY), blocked, "{annexe}");
    }
}

/// The eligible school and one of Béon in one RPI; `code` is the solution of the other.
fn in_rpi(code: &str) -> World {
    let shared = |school: &mut School| {
        school.rpi = Some(Rpi::Disperse("380042".into()));
    };
    World::eligible()
        .commune("01039", "210100392", "Béon")
        .group(CC, CollectiviteKind::CommunauteDeCommunes, "CC Bugey Sud")
        .solution("embruns", "EMBRUNS", "999000102")
        .school(OTHER, "Élém. du Bourg", "01039")
        .deployment(OTHER, code, Stage::SolutionChoisie)
        .edit_school(SCHOOL, shared)
        .edit_school(OTHER, shared)
}

#[test]
fn w11_says_with_which_school_solutions_differ() {
    assert!(
        !says(&in_rpi("olm"), W11, TODAY),
        "that it spans communes is nothing"
    );
    assert_eq!(
        messages_on(&in_rpi("embruns"), W11, TODAY),
        ["Dans le RPI, les solutions diffèrent~: OLM ici~; Élém. du Bourg, Béon (0380124D)~: EMBRUNS."]
    );
    let table: [(&str, World); 4] = [
        (
            "another RPI",
            in_rpi("embruns").edit_school(OTHER, |s| s.rpi = Some(Rpi::Disperse("380043".into()))),
        ),
        (
            "concentré",
            in_rpi("embruns").edit_school(OTHER, |s| s.rpi = Some(Rpi::Concentre)),
        ),
        (
            "private",
            in_rpi("embruns").edit_school(OTHER, |s| s.sector = Sector::Private),
        ),
        (
            "vanished",
            in_rpi("embruns").edit_school(OTHER, |s| s.state = SchoolState::Vanished),
        ),
    ];
    for (case, world) in table {
        assert!(!says(&world, W11, TODAY), "{case}");
    }
}

#[test]
fn w11_until_the_other_school_leaves_or_closes() {
    let left = in_rpi("embruns").edit_deployment(OTHER, |used| used.leave(day("2026-11-23"), "autre choix"));
    let closed = in_rpi("embruns").edit_school(OTHER, |school| school.closed = Some(day("2026-11-23")));
    for (on, said) in [("2026-11-22", true), ("2026-11-23", false), ("2026-11-24", false)] {
        assert_eq!(says(&left, W11, on), said, "left, {on}");
        assert_eq!(says(&closed, W11, on), said, "closed, {on}");
    }
}

#[test]
fn w11_where_a_group_holds_one_school_and_a_commune_the_other() {
    let world = in_rpi("olm").competence("01039", CC, "2026-11-23", "");
    for (on, said) in [("2026-11-22", false), ("2026-11-23", true), ("2026-11-24", true)] {
        assert_eq!(says(&world, W11, on), said, "{on}");
    }
    assert_eq!(
        messages_on(&world, W11, TODAY),
        [
            "Dans le RPI, un groupement a la compétence pour une école et une commune pour une autre~: Grenoble ici~; Élém. du \
          Bourg, Béon (0380124D)~: la CC Bugey Sud."
        ]
    );
    // Whether either has chosen is another matter.
    let without = |school: &str| {
        let id = DeploymentId::first(uai(school), Category::Ent);
        world.clone().without(&RecordId::Deployment(id))
    };
    assert!(says(&without(OTHER), W11, TODAY));
    assert!(says(&without(SCHOOL), W11, TODAY));
    let left = world.clone().edit_deployment(SCHOOL, |used| {
        used.leave(day("2026-11-23"), "autre choix");
    });
    assert!(!says(&left, W11, TODAY), "of what was left nothing is awaited");
    let both = world.competence("38185", CC, "2026-11-23", "");
    assert!(!says(&both, W11, TODAY));
}

#[test]
fn w19_collectivites_of_one_name_and_kind_at_one_time() {
    // A second Grenoble, typed without a code, under another SIREN.
    let world = |edit: Edit<Collectivite>| {
        let mut twin = Collectivite::new(siren("213809999"), CollectiviteKind::Commune, "GRENOBLE");
        edit(&mut twin);
        World::eligible().with(twin)
    };
    assert_eq!(
        messages_on(&world(|_| {}), W19, TODAY),
        [
            "Doublon probable~: Grenoble est deux fois dans la base, SIREN 213801855 et 213809999, de la même nature (commune)."
        ]
    );
    let table: [(&str, Edit<Collectivite>, bool); 8] = [
        ("of another name", |c| c.name = "Grenoble-Sud".into(), false),
        (
            "of another kind",
            |c| c.kind = CollectiviteKind::CommunauteDeCommunes,
            false,
        ),
        (
            "of another code",
            |c| c.insee = Some("01039".parse().unwrap()),
            false,
        ),
        (
            "of another département",
            |c| c.departement = Some("01".parse().unwrap()),
            false,
        ),
        (
            "that the other replaced",
            |c| c.successors = vec![siren(GRENOBLE)],
            false,
        ),
        (
            "up to the day before",
            |c| c.open = period("", "2026-11-22"),
            false,
        ),
        ("up to the day", |c| c.open = period("", "2026-11-23"), true),
        ("from the day after", |c| c.open = period("2026-11-24", ""), false),
    ];
    for (case, edit, said) in table {
        assert_eq!(says(&world(edit), W19, TODAY), said, "{case}");
    }
}

#[test]
fn w19_schools_where_one_is_typed_by_hand_or_vanished() {
    let world = |edit: Edit<School>| {
        World::eligible()
            .school(NEXT, "ELEM JEAN JAURES", "38185")
            .edit_school(SCHOOL, |school| school.name = "Élem Jean Jaurès".into())
            .edit_school(NEXT, edit)
    };
    assert_eq!(
        messages_on(&world(|school| school.state = SchoolState::Vanished), W19, TODAY),
        ["Doublon probable d’ELEM JEAN JAURES, Grenoble (0380456P), disparue de l’annuaire."]
    );
    let table: [(&str, Edit<School>, bool); 6] = [
        ("both of the annuaire", |_| {}, false),
        ("typed by hand", |s| s.by_hand = true, true),
        ("vanished", |s| s.state = SchoolState::Vanished, true),
        (
            "vanished, and the other took its place",
            |s| {
                s.state = SchoolState::Vanished;
                s.successors = vec![uai(SCHOOL)];
            },
            false,
        ),
        (
            "closed",
            |s| {
                s.by_hand = true;
                s.state = SchoolState::Closed;
            },
            false,
        ),
        (
            "elsewhere",
            |s| {
                s.by_hand = true;
                s.insee = Some("01039".parse().unwrap());
            },
            false,
        ),
    ];
    for (case, edit, said) in table {
        assert_eq!(says(&world(edit), W19, TODAY), said, "{case}");
    }
}

#[test]
fn w19_conventions_that_cover_the_same_at_one_time() {
    let world = |id: &str, edit: Edit<Convention>| World::eligible().convention26(id, GRENOBLE, edit);
    assert_eq!(
        messages_on(&world("26-0002", signed), W19, TODAY),
        [
            "Doublon probable~: les conventions 26-0001 et 26-0002 ont la même partie, la même période, et couvrent toutes deux \
          l’école et sa solution."
        ]
    );
    let ends = |c: &mut Convention| {
        signed(c);
        c.end = Some(day("2026-11-23"));
    };
    let table: [(&str, &str, Edit<Convention>, [bool; 3]); 5] = [
        // The day before, the day, the day after.
        ("26-0002", "ends on the day", ends, [true, true, false]),
        (
            "26-0002",
            "has effect on the day",
            |c| {
                signed(c);
                c.effect = Some(day("2026-11-23"));
            },
            [false, true, true],
        ),
        ("26-0002", "the next, which waits", |_| {}, [false, false, false]),
        (
            "26-001",
            "waits, and its number looks alike",
            |_| {},
            [true, true, true],
        ),
        (
            "26-0002",
            "of another solution",
            |c| {
                signed(c);
                c.solutions = vec!["embruns".parse().unwrap()];
            },
            [false, false, false],
        ),
    ];
    for (id, case, edit, said) in table {
        let world = world(id, edit);
        for (on, said) in ["2026-11-22", "2026-11-23", "2026-11-24"].into_iter().zip(said) {
            assert_eq!(says(&world, W19, on), said, "{case}, {on}");
        }
    }
}

#[test]
fn w19_of_a_namesake_is_followed_where_either_of_the_two_codes_is_shared() {
    use preau::domain::change::Change;
    use preau::domain::query::day_index::{DayIndex, InTurn};
    use preau::domain::rule::Policy;

    // The namesake is at 01039, where the school went when its own commune was merged, and is where it was.
    for (own, territoire, other) in [("01039", "38185", "01039"), ("38185", "01039", "01039")] {
        let world = |by_hand: bool| {
            World::eligible()
                .commune("01039", "210100392", "Béon")
                .school(OTHER, "Élém. Jean Jaurès", other)
                .deployment(OTHER, "olm", Stage::SolutionChoisie)
                .edit_school(SCHOOL, |school| {
                    school.insee = Some(own.parse().unwrap());
                    school.territoire = Some(territoire.parse().unwrap());
                    school.by_hand = by_hand;
                })
        };
        let id = RecordId::School(uai(SCHOOL));
        let (before, after) = (world(false).build(), world(true).build());
        let change = Change {
            before: before.get(&id),
            after: after.get(&id),
        };
        let build = |registry| DayIndex::build(registry, day(TODAY), Policy::default(), &InTurn);
        let mut followed = build(&before);
        let mut now = before.clone();
        now.apply_changes([&change], 2);
        followed.update(&now, std::slice::from_ref(&change), &InTurn);
        let told = |index: &DayIndex| {
            let entry = index.entry(uai(OTHER)).unwrap();
            entry.lines()[0].assessment.has(W19)
        };
        assert!(!told(&build(&before)), "{own} {territoire}");
        assert!(told(&build(&now)), "{own} {territoire}");
        assert!(told(&followed), "{own} {territoire}");
    }
}
