//! The agenda: what falls on which day, within which scope; each day lists what a longer time counts on it.

use chrono::{Days, NaiveDate};
use preau::domain::convention::Renewal;
use preau::domain::deployment::Stage;
use preau::domain::query::agenda::{Agenda, AgendaKind, LONGEST};
use preau::domain::query::{Pane, Query};
use preau::domain::record::{Record, RecordId};
use preau::service::Desk;

use super::office::Office;
use crate::support::demo::{demo, today};
use crate::support::values::{day, number, siren, uai};
use crate::support::world::{C26, GRENOBLE, SCHOOL, World};

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

/// The days of an agenda with a kind.
fn days(agenda: &Agenda, kind: AgendaKind) -> Vec<String> {
    let of_kind = agenda.items.iter().filter(|item| item.kind == kind);
    of_kind.map(|item| item.day.to_string()).collect()
}

/// A year of agendas, one after the other.
fn year(office: &Office) -> Vec<Agenda> {
    let starts = (0..7).map(|at| day("2026-11-23") + Days::new(62 * at));
    let all = scope(Vec::new(), "");
    let of = |from: NaiveDate| office.0.agenda(&all, from, from + Days::new(61)).unwrap();
    starts.map(of).collect()
}

fn over(agendas: &[Agenda], kind: AgendaKind) -> Vec<String> {
    agendas.iter().flat_map(|agenda| days(agenda, kind)).collect()
}

#[test]
fn a_tacit_convention_falls_on_the_days_of_each_of_its_terms() {
    let tacit = |ceiling| {
        World::eligible().edit_convention(C26, move |convention| {
            convention.end = Some(day("2026-12-31"));
            convention.renewal = Renewal::Tacite { months: 6, ceiling };
            convention.notice_days = Some(15);
        })
    };
    // Without a ceiling it never ends; each term has its days for notice, those of the next one too.
    let found = year(&Office::of(tacit(None)));
    assert_eq!(over(&found, AgendaKind::End), Vec::<String>::new());
    assert_eq!(
        over(&found, AgendaKind::Denounce),
        ["2026-12-16", "2027-06-15", "2027-12-16"]
    );
    assert_eq!(over(&found, AgendaKind::Window), ["2027-05-16", "2027-11-16"]);
    assert_eq!(
        over(&found, AgendaKind::Renewal),
        ["2027-01-01", "2027-07-01", "2028-01-01"]
    );
    // At its ceiling it ends, and there is nothing more to denounce.
    let found = year(&Office::of(tacit(Some(1))));
    assert_eq!(over(&found, AgendaKind::Denounce), ["2026-12-16"]);
    assert_eq!(over(&found, AgendaKind::End), ["2027-06-30"]);
    // Terminated, it ends the day before, and is renewed no more.
    let terminated = tacit(None).edit_convention(C26, |c| c.terminated = Some(day("2027-03-01")));
    let found = year(&Office::of(terminated));
    assert_eq!(over(&found, AgendaKind::Renewal), ["2027-01-01"]);
    assert_eq!(over(&found, AgendaKind::End), ["2027-02-28"]);
    // An express renewal is none: it ends.
    let express = tacit(None).edit_convention(C26, |c| c.renewal = Renewal::Express);
    let found = year(&Office::of(express));
    assert_eq!(over(&found, AgendaKind::End), ["2026-12-31"]);
    assert_eq!(over(&found, AgendaKind::Denounce), Vec::<String>::new());
    let names: Vec<&str> = found[0].items.iter().map(|item| item.of.as_str()).collect();
    assert_eq!(names, ["Grenoble"]);
}

#[test]
fn a_certificate_falls_on_the_first_day_on_which_it_is_overdue() {
    use preau::domain::rule::{Policy, RuleCode, assess};

    let left = |certificate: Option<&str>| {
        World::eligible().edit_deployment(SCHOOL, |used| {
            used.reached.insert(Stage::EnUsage, day("2026-09-10"));
            used.stage = Stage::EnUsage;
            used.leave(day("2026-10-05"), "autre solution");
            used.deletion_certificate = certificate.map(day);
        })
    };
    let found = agenda(&Office::of(left(None)), "2026-11-23", "2027-01-20");
    assert_eq!(days(&found, AgendaKind::Certificate), ["2027-01-06"]);
    assert_eq!(found.items.last().unwrap().of, "OLM");
    // It is the day of the rule.
    let registry = left(None).build();
    let school = registry.schools().get(&uai(SCHOOL)).unwrap();
    let speaks = |on: &str| assess(&registry, school, day(on), &Policy::default())[0].has(RuleCode::W12);
    assert!(!speaks("2027-01-05") && speaks("2027-01-06"));
    let found = agenda(&Office::of(left(Some("2026-11-02"))), "2026-11-23", "2027-01-20");
    assert_eq!(days(&found, AgendaKind::Certificate), Vec::<String>::new());
}

#[test]
fn a_relance_falls_on_the_day_promised_while_the_party_is_awaited() {
    let promised = |edit: fn(&mut preau::domain::convention::Convention)| {
        let world = World::eligible().edit_convention(C26, edit);
        let world = world
            .reminder(1, C26, "2026-11-02")
            .reminder(2, C26, "2026-11-10");
        let due = |id: u32, on: &str| {
            let found = world.records().find_map(|record| match record {
                Record::Reminder(found) if found.number == id => Some(found.as_ref().clone()),
                _ => None,
            });
            preau::domain::reminder::Reminder {
                next_due: Some(day(on)),
                ..found.unwrap()
            }
        };
        let reminders = [due(1, "2026-11-25"), due(2, "2026-11-30")];
        let world = reminders.into_iter().fold(world.clone(), World::with);
        let found = agenda(&Office::of(world), "2026-11-23", "2026-12-20");
        days(&found, AgendaKind::Reminder)
    };
    assert_eq!(
        promised(|c| c.signed_party = None),
        ["2026-11-30"],
        "the last one"
    );
    assert_eq!(promised(|_| {}), Vec::<String>::new(), "it has signed");
}
