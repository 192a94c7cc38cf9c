//! The day's work: each count is that of the list behind it, and its day is the earliest there.

use preau::domain::convention::Amendment;
use preau::domain::query::day_work::{DayWork, Listed, WORK, Work, text_of};
use preau::domain::query::row::{Cell, column};
use preau::domain::query::{Pane, Query};
use preau::domain::record::{Record, RecordId};
use preau::service::Desk;

use super::office::Office;
use crate::support::demo::{demo, today};
use crate::support::values::{amendment, siren};
use crate::support::world::{C26, GRENOBLE, TODAY, World};

fn scope(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        ..Query::all(Pane::Schools, 0)
    }
}

fn count(office: &Office, scope: &Query, label: &str) -> usize {
    let place = WORK.iter().position(|work| work.label == label).unwrap();
    office.0.day_work(scope).unwrap().counts[place].count
}

/// The counts, each compared with the list that its line opens.
fn all_as_listed(office: &Office, scope: &Query) -> DayWork {
    let work = office.0.day_work(scope).unwrap();
    assert_eq!(work.counts.len(), WORK.len());
    for (line, counted) in WORK.iter().zip(&work.counts) {
        let (records, first) = listed(office, scope, line);
        assert_eq!(counted.count, records, "{} {}", line.group, line.label);
        assert_eq!(counted.first, first, "{} {}", line.group, line.label);
    }
    work
}

/// How many records the list of a line has, and the earliest day of its column.
fn listed(office: &Office, scope: &Query, line: &Work) -> (usize, Option<chrono::NaiveDate>) {
    let pane = line.filter().0;
    let query = Query {
        scope: scope.scope.clone(),
        text: text_of(line, &scope.text),
        ..Query::all(pane, 1_000)
    };
    let found = office.0.query(&query).unwrap();
    let days = line.day.and_then(|id| column(pane, id)).into_iter();
    let days = days.flat_map(|column| found.rows.iter().map(|row| column.cell(row)));
    let days = days.filter_map(|cell| match cell {
        Cell::Day(day) => Some(day),
        _ => None,
    });
    (found.records.0, days.min())
}

#[test]
fn each_count_is_that_of_its_list_and_its_day_the_earliest() {
    let base = demo();
    let records = base.records().map(|(record, _)| record);
    let office = Office::on(records, &today().to_string());
    let work = all_as_listed(&office, &scope(""));
    assert!(work.counts.iter().filter(|counted| counted.count > 0).count() > 10);
    let pinned = Query {
        scope: vec![RecordId::Collectivite(siren(GRENOBLE))],
        ..scope("")
    };
    let narrowed = all_as_listed(&office, &pinned);
    assert!(narrowed.counts[0].count < work.counts[0].count);
}

#[test]
fn avenants_that_wait_are_counted_as_listed() {
    for (sent, party, label, first) in [
        ("2026-10-02", "", "de la collectivité, attendue", "2026-10-02"),
        ("2026-10-02", "", "relances à faire", "2026-10-02"),
        ("2026-10-02", "2026-11-05", "au parapheur", "2026-11-05"),
    ] {
        let world = World::eligible().edit_convention(C26, |c| {
            c.amendments = vec![Amendment {
                sent: sent.parse().ok(),
                ..amendment("1", party, "")
            }];
        });
        let office = Office::on(world.records().cloned(), TODAY);
        let work = all_as_listed(&office, &scope(""));
        let place = WORK.iter().position(|line| line.label == label).unwrap();
        assert_eq!(work.counts[place].count, 1, "{label}");
        assert_eq!(work.counts[place].first, first.parse().ok(), "{label}");
    }
}

/// A world of two collectivités of which jdupont follows one.
fn followed() -> Office {
    let base = demo();
    let records = base.records().map(|(record, _)| match record {
        Record::Collectivite(mut found) if found.siren == siren(GRENOBLE) => {
            found.followed_by = Some("jdupont".to_owned());
            Record::Collectivite(found)
        }
        record => record,
    });
    Office::on(records, &today().to_string())
}

#[test]
fn moi_is_who_asks_and_no_list_of_one_is_given_to_another() {
    let office = followed();
    let mine = all_as_listed(&office, &scope("suivi:moi"));
    let all = all_as_listed(&office, &scope(""));
    let held = all_as_listed(&office, &scope("suivi:jdupont"));
    assert!(mine.counts.iter().any(|counted| counted.count > 0));
    assert_ne!(mine, all);
    assert_eq!(mine, held);
    let query = Query {
        text: "suivi:moi".to_owned(),
        ..Query::all(Pane::Schools, 10)
    };
    assert!(office.0.query(&query).unwrap().total > 0);
    let other = office.by("mmartin");
    assert_eq!(other.0.query(&query).unwrap().total, 0);
    let unknown = other.0.query(&scope("suivi:jdupond")).unwrap_err().to_string();
    assert!(unknown.contains("jdupont"), "{unknown}");
}

#[test]
fn nobody_follows_the_others() {
    let office = followed();
    let collectivites = |text: &str| {
        let query = Query {
            text: text.to_owned(),
            ..Query::all(Pane::Collectivites, 1)
        };
        office.0.query(&query).unwrap().total
    };
    assert_eq!(collectivites("suivi:moi"), 1);
    assert_eq!(collectivites("suivi:aucune") + 1, collectivites(""));
}

#[test]
fn a_pv_is_awaited_from_the_day_after_the_conseil_until_it_is_received() {
    let world = || World::eligible();
    for (today, awaited) in [("2026-11-06", 0), ("2026-11-07", 1), ("2027-09-01", 0)] {
        let office = Office::on(world().records().cloned(), today);
        assert_eq!(
            count(&office, &scope(""), "tenus, PV attendu"),
            awaited,
            "{today}"
        );
    }
    let held = world();
    let received = held.records().cloned().map(|record| match record {
        Record::Council(mut council) => {
            council.minutes_received = Some(council.date.succ_opt().unwrap());
            Record::Council(council)
        }
        record => record,
    });
    let office = Office::on(received, "2026-11-30");
    assert_eq!(count(&office, &scope(""), "tenus, PV attendu"), 0);
}

#[test]
fn each_view_that_a_line_opens_comes_with_the_program() {
    for line in WORK {
        if let Listed::View(name) = line.list {
            assert!(line.view().is_some(), "{name}");
        }
    }
}
