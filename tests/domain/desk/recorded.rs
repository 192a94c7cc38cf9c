//! When an inscription was recorded: the instant of the entry of the journal that last made it active.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use preau::domain::command::Command;
use preau::domain::date::{day_fr, moment_fr};
use preau::domain::record::RecordId;
use preau::domain::rule::Policy;
use preau::service::{Archive, Desk, Local};
use preau::system::wall;

use super::bench::{actor, does, now, store};
use crate::support::seeing::conforme;
use crate::support::values::uai;
use crate::support::world::{SCHOOL, World, today};

/// When the first entry of a [`store`] was written.
fn first() -> DateTime<Utc> {
    "2026-09-02T08:00:00Z".parse().unwrap()
}

/// The value of a line of a dossier.
fn line(desk: &Local, id: &RecordId, title: &str, label: &str) -> String {
    let dossier = desk.open(id).unwrap();
    let section = dossier.sections.iter().find(|section| section.title == title);
    let line = section.and_then(|section| section.lines.iter().find(|line| line.label == label));
    line.map(|line| line.value.clone()).unwrap_or_default()
}

/// Checks what the dossiers and the register say.
fn is_recorded(desk: &Local, at: DateTime<Utc>) {
    let moment = format!("le {}", moment_fr(wall::local(at)));
    assert_eq!(line(desk, &RecordId::Entry(1), "Suivi", "enregistrée"), moment);
    let in_school = line(desk, &RecordId::School(uai(SCHOOL)), "Registre", "n°\u{a0}1");
    let day = format!(" · enregistrée le {}", day_fr(wall::day(at)));
    assert!(
        in_school.contains("inscrite le 01/10/2026 · ") && in_school.ends_with(&day),
        "{in_school}"
    );
    let register = desk.register(None).unwrap();
    assert_eq!(register[0].recorded, Some(at));
}

#[test]
fn it_is_that_of_the_entry_that_made_it_active_and_no_later_one() {
    let minutes = Arc::new(Mutex::new(0));
    let clock = Arc::clone(&minutes);
    let said = move || now() + TimeDelta::minutes(*clock.lock().unwrap());
    let passes = |more: i64| *minutes.lock().unwrap() += more;
    let store = Box::new(store(&World::registered("2026-10-01")));
    let mut desk = Local::new(store, actor(), said, today(), Policy::default()).unwrap();
    is_recorded(&desk, first());
    does(&mut desk, conforme(1));
    is_recorded(&desk, first());
    passes(10);
    let closed = does(
        &mut desk,
        Command::CloseEntry {
            entry: 1,
            reason: "par erreur".into(),
        },
    );
    is_recorded(&desk, first());
    passes(10);
    // An entry that is made active again is of the present day.
    does(&mut desk, Command::Undo { entry: closed.seq });
    let again = now() + TimeDelta::minutes(20);
    assert_eq!(
        line(&desk, &RecordId::Entry(1), "Suivi", "enregistrée"),
        format!("le {}", moment_fr(wall::local(again)))
    );
    let lines = desk.register(None).unwrap();
    assert_eq!(lines[0].recorded, Some(again));
    // As it was on a past day, it was recorded before that day ended.
    let past = desk.register(Some(wall::day(first()))).unwrap();
    assert_eq!(past[0].recorded, Some(first()));
}

#[test]
fn the_school_of_an_inscription_recorded_on_its_day_says_it_once() {
    let desk = super::bench::desk(&World::registered("2026-09-02"));
    let said = line(&desk, &RecordId::School(uai(SCHOOL)), "Registre", "n°\u{a0}1");
    assert!(
        said.contains("inscrite le 02/09/2026 · active") && !said.contains("enregistrée"),
        "{said}"
    );
}
