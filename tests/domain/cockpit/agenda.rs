//! The agenda: what falls on which day, within which scope; each day lists what a longer time counts on it.

use chrono::{Days, NaiveDate};
use preau::domain::convention::Renewal;
use preau::domain::query::agenda::{Agenda, AgendaKind, LONGEST};
use preau::domain::query::{Pane, Query};
use preau::domain::record::{Record, RecordId};
use preau::service::Desk;

use super::office::Office;
use crate::support::demo::{demo, today};
use crate::support::values::{day, number, siren, uai};
use crate::support::world::{C26, GRENOBLE, World};

fn scope(scope: Vec<RecordId>, text: &str) -> Query {
    Query {
        scope,
        text: text.to_owned(),
        ..Query::all(Pane::Schools, 0)
    }
}

fn agenda(office: &Office, from: &str, to: &str) -> Agenda {
    let all = scope(Vec::new(), "");
    office.0.agenda(&all, day(from), day(to)).unwrap()
}

/// What falls on a day, as kinds and records.
fn on(agenda: &Agenda, on: &str) -> Vec<(AgendaKind, RecordId)> {
    let items = agenda.items.iter().filter(|item| item.day == day(on));
    items.map(|item| (item.kind, item.record.clone())).collect()
}

#[test]
fn each_thing_falls_on_its_day() {
    let world = World::eligible()
        .edit_convention(C26, |convention| {
            convention.end = Some(day("2026-12-20"));
            convention.renewal = Renewal::None;
        })
        .council("0380123C", "2026-12-01")
        .contract("C1", GRENOBLE, "olm", "2026-01-01", "2026-12-31")
        .reminder(1, C26, "2026-11-02");
    let office = Office::of(world);
    let found = agenda(&office, "2026-11-23", "2026-12-31");
    let convention = RecordId::Convention(number(C26));
    assert_eq!(on(&found, "2026-12-20"), [(AgendaKind::End, convention)]);
    let school = RecordId::School(uai("0380123C"));
    assert_eq!(on(&found, "2026-12-01"), [(AgendaKind::Council, school)]);
    assert!(
        on(&found, "2026-12-31")
            .iter()
            .any(|(kind, id)| *kind == AgendaKind::End && matches!(id, RecordId::Contract(_))),
        "{found:?}"
    );
    assert!(found.items.iter().all(|item| item.day >= day("2026-11-23")));
}

#[test]
fn the_agenda_of_a_day_has_what_a_longer_time_counts_on_it() {
    let records: Vec<Record> = demo().records().map(|(record, _)| record).collect();
    let office = Office::on(records, &today().to_string());
    let (from, to) = (day("2026-11-01"), day("2026-12-31"));
    let whole = agenda(&office, "2026-11-01", "2026-12-31");
    let mut on: NaiveDate = from;
    let mut counted = 0;
    while on <= to {
        let count: usize = whole.counts_on(on).map(|count| count.count).sum();
        let all = scope(Vec::new(), "");
        let of_day = office.0.agenda(&all, on, on).unwrap();
        assert_eq!(of_day.items.len(), count, "{on}");
        counted += count;
        on = on.checked_add_days(Days::new(1)).unwrap();
    }
    assert!(counted > 20, "{counted}");
}

#[test]
fn a_scope_keeps_what_is_tied_to_it() {
    let world = World::eligible()
        .commune("38563", "213805633", "Voiron")
        .school("0380124D", "École du Bourg", "38563")
        .council("0380123C", "2026-12-01")
        .council("0380124D", "2026-12-01")
        .contract("C1", GRENOBLE, "olm", "2026-01-01", "2026-12-31");
    let office = Office::of(world);
    let voiron = scope(vec![RecordId::Collectivite(siren("213805633"))], "");
    let found = office
        .0
        .agenda(&voiron, day("2026-12-01"), day("2026-12-31"))
        .unwrap();
    let school = RecordId::School(uai("0380124D"));
    assert_eq!(on(&found, "2026-12-01"), [(AgendaKind::Council, school)]);
    assert!(on(&found, "2026-12-31").is_empty(), "{found:?}");
    let unknown = scope(Vec::new(), "comune:x");
    office
        .0
        .agenda(&unknown, day("2026-12-01"), day("2026-12-31"))
        .unwrap_err();
}

#[test]
fn a_time_has_its_length() {
    let world = World::eligible()
        .council("0380123C", "2026-11-23")
        .council("0380123C", "2027-06-01");
    let found = agenda(&Office::of(world), "2026-11-23", "9999-12-31");
    assert_eq!(found.items.len(), 1, "at most {LONGEST} days");
}
