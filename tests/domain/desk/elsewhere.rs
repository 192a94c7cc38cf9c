//! Another day looked at beside J: what the desk of that day would answer, and nothing written.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use preau::domain::command::{Command, Order};
use preau::domain::convention::Signatory;
use preau::domain::deployment::DeploymentId;
use preau::domain::provider::Category;
use preau::domain::query::{Pane, Query};
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;
use preau::domain::rule::Policy;
use preau::service::local::MOST_ELSEWHERE;
use preau::service::{Desk, DeskError, Local};
use preau::store::{MemoryStore, copy};

use super::bench::{actor, desk, does, now, page};
use super::town::{BOURG, PRES, town};
use crate::support::values::{day, number, uai};
use crate::support::world::{SCHOOL, today};

/// Days on which the rules say something else of the town.
const DAYS: [&str; 4] = ["2025-10-01", "2026-08-31", "2026-11-24", "2027-09-01"];

/// A desk of its own on a day, over what another holds.
fn opened_on(desk: &mut Local, on: NaiveDate) -> Local {
    let mut store = MemoryStore::new();
    copy(&*desk.store().snapshot().unwrap(), &mut store).unwrap();
    Local::new(Box::new(store), actor(), now, on, Policy::default()).unwrap()
}

/// All that two desks answer is the same.
fn same(one: &Local, other: &Local) {
    for pane in [
        Pane::Schools,
        Pane::Collectivites,
        Pane::Providers,
        Pane::Conventions,
        Pane::Everything,
    ] {
        for text in ["", "pres", "bloque:oui", "regle:B7", "echeance<90j"] {
            let asked = Query {
                text: text.to_owned(),
                ..Query::all(pane, 1_000)
            };
            assert_eq!(one.query(&asked), other.query(&asked), "{pane:?} {text}");
        }
    }
    let schools = Query::all(Pane::Schools, 0);
    assert_eq!(one.figures(&schools), other.figures(&schools));
    let school = RecordId::School(uai(PRES));
    let records = [
        school,
        RecordId::School(uai(BOURG)),
        RecordId::Convention(number("26-0002")),
    ];
    for record in records {
        assert_eq!(one.open(&record), other.open(&record), "{record}");
        assert_eq!(one.companions(&record), other.companions(&record), "{record}");
    }
    let asked = [RecordId::School(uai(PRES))];
    assert_eq!(one.ties(&asked), other.ties(&asked));
}

#[test]
fn it_answers_as_a_desk_of_that_day_whatever_is_written_since() {
    let mut desk = desk(&town());
    let orders = [
        Command::Sign {
            convention: number("26-0002"),
            by: Signatory::Dasen,
            on: today(),
        },
        Command::Register {
            deployment: DeploymentId::first(uai(SCHOOL), Category::Ent),
        },
    ];
    for order in [None].into_iter().chain(orders.map(Some)) {
        order.map(|order| does(&mut desk, order));
        for on in DAYS.map(day) {
            let of_that_day = opened_on(&mut desk, on);
            desk.look_at(Some(on));
            same(&desk, &of_that_day);
            assert!(page(&desk, Pane::Schools, "").looking);
            desk.look_at(None);
        }
        let own = opened_on(&mut desk, today());
        same(&desk, &own);
    }
}

#[test]
fn every_order_given_there_is_refused() {
    let mut desk = desk(&town());
    let order = Order::blind(Command::AddNote {
        about: RecordId::School(uai(SCHOOL)),
        text: "vu".to_owned(),
    });
    let looking = |answer: Result<(), DeskError>| {
        assert!(
            matches!(&answer, Err(DeskError::Refused(why)) if matches!(**why, Refusal::Looking { .. })),
            "{answer:?}"
        );
    };
    for on in DAYS.map(day) {
        desk.look_at(Some(on));
        looking(desk.execute(&order).map(drop));
        looking(desk.preview(&order).map(drop));
        let each = desk.preview_each(std::slice::from_ref(&order)).unwrap();
        assert!(matches!(each[0], Err(Refusal::Looking { .. })), "{each:?}");
    }
    desk.look_at(Some(today()));
    desk.execute(&order).unwrap();
    desk.look_at(None);
    desk.execute(&order).unwrap();
    assert_eq!(desk.registry().revision(), 3);
}

#[test]
fn few_days_are_kept_and_those_that_nobody_looks_at_are_let_go() {
    let mut desk = desk(&town());
    for n in 0..3 * MOST_ELSEWHERE {
        desk.look_at(today().checked_sub_days(chrono::Days::new(1 + n as u64)));
        page(&desk, Pane::Schools, "");
        assert!(desk.days_kept() <= MOST_ELSEWHERE);
    }
    assert_eq!(desk.days_kept(), MOST_ELSEWHERE);
    let last = desk.today();
    desk.keep_days(&BTreeSet::from([last]));
    assert_eq!(desk.days_kept(), 1);
    desk.look_at(None);
    page(&desk, Pane::Schools, "");
    desk.keep_days(&BTreeSet::new());
    assert_eq!(desk.days_kept(), 0);
}
