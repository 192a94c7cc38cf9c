//! Lists: rows, order, scope, pages, counts.

use preau::domain::command::Command;
use preau::domain::id::Uai;
use preau::domain::query::page::{Row, SchoolRow};
use preau::domain::query::{Pane, Query, Sort, SortBy};
use preau::domain::record::RecordId;
use preau::domain::rule::Standing;
use preau::service::{Desk, Local};

use super::bench::{desk, does, keys, page, tied};
use super::town::{ANNE, BOURG, CHAMPA, INVENTE, METRO, PRES, VERDERET, VIF, town};
use crate::support::values::{number, siren, solution_code, uai};
use crate::support::world::{C26, EDREDON, GRENOBLE, SCHOOL};

fn school(desk: &Local, id: &str) -> SchoolRow {
    let rows = page(desk, Pane::Schools, &format!("uai:{id}")).rows;
    match rows.into_iter().next() {
        Some(Row::School(row)) => *row,
        other => panic!("{other:?}"),
    }
}

fn rules(row: &SchoolRow) -> Vec<&'static str> {
    row.findings.iter().map(|finding| finding.rule.as_str()).collect()
}

#[test]
fn a_row_says_how_the_school_stands_and_why() {
    let desk = desk(&town());
    let row = school(&desk, SCHOOL);
    assert_eq!(row.name, "Élém. Jean Jaurès");
    assert_eq!(
        row.collectivite.as_ref().map(|(_, name)| name.as_str()),
        Some("Grenoble")
    );
    assert_eq!(row.solution.as_ref().map(|(_, name)| name.as_str()), Some("OLM"));
    assert_eq!(
        (row.standing, row.art28, row.art26),
        (Standing::Ready, Some(true), Some(true))
    );
    let row = school(&desk, PRES);
    assert_eq!(
        row.collectivite,
        Some((siren(METRO), "Grenoble-Alpes-Métropole".to_owned()))
    );
    assert_eq!(
        (row.standing, row.art28, row.art26),
        (Standing::Blocked, Some(false), Some(false))
    );
    assert!(rules(&row).starts_with(&["B5", "B7"]), "{:?}", rules(&row));
    assert!(
        row.findings[1].message.contains("03/10/2026"),
        "{}",
        row.findings[1].message
    );
    let row = school(&desk, ANNE);
    assert_eq!(
        (row.standing, row.art28, row.art26),
        (Standing::OutOfScope, None, None)
    );
    assert_eq!(school(&desk, VERDERET).standing, Standing::Registered);
}

#[test]
fn without_words_schools_come_by_commune_and_name() {
    let desk = desk(&town());
    let expected = [VERDERET, PRES, ANNE, SCHOOL, SCHOOL, BOURG, CHAMPA];
    let found = keys(&desk, Pane::Schools, "");
    assert_eq!(
        found,
        [
            "0380069U", "0382646V", "0381958X", "0380123C", "0380123C", "0382801N", "0382284B"
        ]
    );
    assert_eq!(found, expected);
}

#[test]
fn with_words_the_best_come_first_and_are_marked() {
    let desk = desk(&town());
    let found = page(&desk, Pane::Schools, "jaures gre");
    assert_eq!((found.total, found.unfiltered), (2, 7));
    assert_eq!(found.records, (1, 6), "one school of six, on two rows of seven");
    match &found.rows[0] {
        Row::School(row) => assert_eq!(&row.name[row.spans[0].0..row.spans[0].1], "Jaurès"),
        other => panic!("{other:?}"),
    }
    assert_eq!(keys(&desk, Pane::Schools, "ste anne"), [ANNE]);
    assert_eq!(keys(&desk, Pane::Schools, "0382801"), [BOURG]);
}

#[test]
fn each_pane_lists_what_is_named() {
    let desk = desk(&town());
    assert_eq!(keys(&desk, Pane::Collectivites, ""), [GRENOBLE, METRO, VIF]);
    assert_eq!(keys(&desk, Pane::Providers, ""), [EDREDON, INVENTE]);
    assert_eq!(
        keys(&desk, Pane::Conventions, ""),
        ["28-0001", "26-0001", "26-0002", "28-0002", "26-0003"]
    );
}

#[test]
fn rows_of_other_panes_count_schools() {
    let desk = desk(&town());
    match &page(&desk, Pane::Collectivites, "").rows[0] {
        Row::Collectivite(row) => {
            assert_eq!(
                (row.counts.schools(), row.counts.of(Standing::Blocked), row.art26),
                (3, 0, Some(true))
            );
            assert_eq!(
                [Standing::OutOfScope, Standing::Registered, Standing::Ready].map(|s| row.counts.of(s)),
                [1, 1, 1]
            );
        }
        other => panic!("{other:?}"),
    }
    match &page(&desk, Pane::Providers, "invente").rows[0] {
        Row::Provider(row) => {
            assert_eq!((row.schools, row.art28), (2, false));
            assert_eq!(row.solutions, ["EMBRUNS", "PLUMIER PRIMAIRE"]);
        }
        other => panic!("{other:?}"),
    }
    let conventions = page(&desk, Pane::Conventions, "26-0003").rows;
    match &conventions[0] {
        Row::Convention(row) => {
            assert_eq!(
                (row.party.as_str(), row.status.as_str(), row.schools),
                ("Vif", "échue", 1)
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn everything_is_found_by_its_name() {
    let desk = desk(&town());
    assert_eq!(keys(&desk, Pane::Everything, "vif")[0], VIF);
    assert_eq!(keys(&desk, Pane::Everything, "embruns"), ["embruns"]);
    assert_eq!(keys(&desk, Pane::Everything, "CT-0001"), ["CT-0001"]);
    assert_eq!(keys(&desk, Pane::Everything, "verderet"), [VERDERET]);
}

/// Pinned records, a pane, and what it shows.
type Tied<'a> = (&'a [RecordId], Pane, &'a [&'a str]);

#[test]
fn a_pinned_record_narrows_every_pane() {
    let desk = desk(&town());
    let grenoble = RecordId::Collectivite(siren(GRENOBLE));
    let edredon = RecordId::Provider(siren(EDREDON));
    let school = RecordId::School(uai(PRES));
    let convention = RecordId::Convention(number("26-0003"));
    let pins = [
        [grenoble.clone()].to_vec(),
        [edredon.clone()].to_vec(),
        [school].to_vec(),
        [convention].to_vec(),
        [grenoble, edredon].to_vec(),
    ];
    let table: [Tied<'_>; 16] = [
        (&pins[0], Pane::Schools, &[VERDERET, ANNE, SCHOOL, SCHOOL]),
        (&pins[0], Pane::Collectivites, &[GRENOBLE]),
        (&pins[0], Pane::Providers, &[EDREDON, INVENTE]),
        (&pins[0], Pane::Conventions, &["26-0001"]),
        (&pins[1], Pane::Schools, &[VERDERET, SCHOOL]),
        (&pins[1], Pane::Collectivites, &[GRENOBLE]),
        (&pins[1], Pane::Providers, &[EDREDON]),
        (&pins[1], Pane::Conventions, &["28-0001"]),
        (&pins[2], Pane::Schools, &[PRES]),
        (&pins[2], Pane::Collectivites, &[METRO]),
        (&pins[2], Pane::Providers, &[INVENTE]),
        (&pins[2], Pane::Conventions, &["26-0002", "28-0002"]),
        (&pins[3], Pane::Schools, &[BOURG]),
        (&pins[3], Pane::Collectivites, &[VIF]),
        (&pins[4], Pane::Schools, &[VERDERET, SCHOOL]),
        (&pins[4], Pane::Conventions, &["28-0001", "26-0001"]),
    ];
    for (scope, pane, expected) in table {
        assert_eq!(tied(&desk, pane, scope), expected, "{pane:?} {scope:?}");
    }
}

#[test]
fn counts_are_over_the_schools_of_the_list() {
    let desk = desk(&town());
    let all = page(&desk, Pane::Schools, "").summary;
    let counts = |summary: preau::domain::query::page::Summary| {
        Standing::ALL.into_iter().map(move |one| summary.of(one))
    };
    assert_eq!(all.schools(), 6);
    assert!(counts(all).eq([1, 0, 1, 1, 1, 2]));
    let vif = page(&desk, Pane::Schools, "commune:vif").summary;
    assert!(counts(vif).eq([0, 0, 0, 0, 0, 2]));
    let uses = page(&desk, Pane::Schools, "solution:embruns").summary;
    assert!(
        counts(uses).eq([0, 0, 0, 1, 0, 0]),
        "a school is what it is, whichever of its uses a list shows"
    );
    assert_eq!(page(&desk, Pane::Collectivites, "vif").summary, all);
}

#[test]
fn rows_are_sorted_as_asked() {
    let desk = desk(&town());
    let sorted = |by, descending, text: &str| {
        let query = Query {
            sort: Sort { by, descending },
            text: text.to_owned(),
            ..Query::all(Pane::Schools, 3)
        };
        let rows = desk.query(&query).expect("a page").rows;
        rows.iter().map(super::bench::key).collect::<Vec<_>>()
    };
    assert_eq!(sorted(SortBy::Key, false, ""), [VERDERET, SCHOOL, SCHOOL]);
    assert_eq!(sorted(SortBy::Key, true, ""), [BOURG, PRES, CHAMPA]);
    assert_eq!(
        sorted(SortBy::Stage, true, "etape>=besoin_recense"),
        [VERDERET, SCHOOL, PRES]
    );
    assert_eq!(sorted(SortBy::Name, false, "")[0], VERDERET);
    assert_eq!(sorted(SortBy::End, false, "")[..2], [VERDERET, SCHOOL]);
}

#[test]
fn paging_around_a_record_keeps_it() {
    let desk = desk(&town());
    for text in ["", "ecole", "commune:grenoble", "e"] {
        let all = page(&desk, Pane::Schools, text);
        for (place, row) in all.rows.iter().enumerate() {
            let query = Query {
                text: text.to_owned(),
                around: Some(row.id()),
                ..Query::all(Pane::Schools, 1)
            };
            let position = desk.query(&query).expect("a page").position;
            assert_eq!(position, Some(place), "{text} {:?}", row.id());
            let there = Query {
                offset: place,
                ..query
            };
            assert_eq!(
                desk.query(&there).expect("a page").rows,
                std::slice::from_ref(row)
            );
        }
        let gone = Query {
            text: text.to_owned(),
            around: Some(RecordId::School(Uai::parse("0383543V").expect("a UAI"))),
            ..Query::all(Pane::Schools, 1)
        };
        assert_eq!(desk.query(&gone).expect("a page").position, None);
    }
}

#[test]
fn a_warmed_desk_finds_the_same_and_follows_changes() {
    let (cold, mut warm) = (desk(&town()), desk(&town()).warmed());
    assert_eq!(
        page(&warm, Pane::Schools, "jaures"),
        page(&cold, Pane::Schools, "jaures")
    );
    let mut warmed = desk(&town()).warmed();
    for desk in [&mut warm, &mut warmed] {
        let mut school = desk
            .registry()
            .schools()
            .get(&uai(SCHOOL))
            .expect("a school")
            .clone();
        school.name = "Lucie Aubrac".to_owned();
        does(
            desk,
            Command::Save {
                record: school.into(),
            },
        );
        assert_eq!(keys(desk, Pane::Schools, "aubrac"), [SCHOOL, SCHOOL]);
        assert!(keys(desk, Pane::Schools, "jaures").is_empty());
    }
}

#[test]
fn a_page_beyond_the_end_is_empty_and_a_limit_is_kept() {
    let desk = desk(&town());
    let beyond = Query {
        offset: 50,
        ..Query::all(Pane::Schools, 10)
    };
    let found = desk.query(&beyond).expect("a page");
    assert_eq!((found.rows.len(), found.offset, found.total), (0, 7, 7));
}

#[test]
fn a_corrected_key_finds_the_record_under_the_key_that_it_has_now() {
    let mut desk = desk(&town());
    let corrections = [
        (RecordId::School(uai(SCHOOL)), "0381998R"),
        (RecordId::Convention(number(C26)), "26-0921"),
        (RecordId::Solution(solution_code("olm")), "edu"),
        (RecordId::Collectivite(siren(GRENOBLE)), "200009017"),
    ];
    for (record, to) in corrections {
        let command = Command::Correct {
            to: record.with_key(to).unwrap(),
            record,
            reason: "erreur".to_owned(),
        };
        does(&mut desk, command);
    }
    let said = "école 0380123C est devenue école 0381998R";
    for (pane, text, found, said) in [
        (Pane::Schools, "0380123c", "ecole/0381998R", said),
        (Pane::Schools, "uai:0380123C solution:olm", "ecole/0381998R", said),
        (Pane::Everything, "0380123C", "ecole/0381998R", said),
        (
            Pane::Conventions,
            "26-0001",
            "convention/26-0921",
            "convention 26-0001 est devenue convention 26-0921",
        ),
        (
            Pane::Collectivites,
            GRENOBLE,
            "collectivite/200009017",
            "collectivité 213801855 est devenue collectivité 200009017",
        ),
    ] {
        let page = page(&desk, pane, text);
        let first = page.rows.first().map(|row| row.id().to_string());
        let of_use = found.replace("ecole", "deploiement") + "@ENT";
        assert!(
            first.as_deref() == Some(found) || first.as_deref() == Some(&of_use),
            "{text}: {first:?}"
        );
        assert_eq!(page.followed.first().map(String::as_str), Some(said), "{text}");
    }
    let plain = page(&desk, Pane::Schools, "0381998R");
    assert!(plain.followed.is_empty(), "its own key says nothing");
    let negated = page(&desk, Pane::Schools, "-uai:0380123C");
    let all = page(&desk, Pane::Schools, "");
    assert_eq!(negated.total + plain.total, all.total);
}

#[test]
fn a_withdrawn_key_says_when_and_why_in_place_of_silence() {
    let world = town().convention26("26-0900", GRENOBLE, |_| {});
    let mut desk = desk(&world);
    let withdraws = Command::Withdraw {
        record: RecordId::Convention(number("26-0900")),
        reason: "saisie deux fois".to_owned(),
    };
    let plain = page(&desk, Pane::Conventions, "26-0900");
    assert!(plain.followed.is_empty() && plain.total == 1);
    does(&mut desk, withdraws);
    for (pane, text) in [
        (Pane::Conventions, "26-0900"),
        (Pane::Everything, "26-0900"),
        (Pane::Schools, "convention:26-0900"),
    ] {
        let found = desk.query(&Query {
            text: text.to_owned(),
            ..Query::all(pane, 10)
        });
        let Ok(page) = found else { continue };
        let said: Vec<&str> = page.followed.iter().map(String::as_str).collect();
        assert_eq!(
            said,
            ["convention 26-0900, retirée le 23/11/2026\u{a0}: saisie deux fois"],
            "{text}"
        );
    }
    assert!(page(&desk, Pane::Conventions, "26-0901").followed.is_empty());
}
