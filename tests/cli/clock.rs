//! The clock of the machine, before 1970, behind the journal, set while a service runs; `preau horloge`.

use std::fs;

use preau::domain::change::Change;
use preau::domain::command::Command;
use preau::domain::journal::{Actor, Entry};
use preau::domain::record::{Record, RecordId};
use preau::store::{FileStore, Store};

use crate::support::clock::SetClock;
use crate::support::place::{Place, Ran, demo, ran};
use crate::support::values::uai;
use crate::support::world::{SCHOOL, World};

/// An instant that no machine's clock has come to.
const LATER: &str = "2190-01-01T12:00:00Z";

/// A folder whose base was written under a clock that was far ahead.
fn ahead() -> Place {
    let place = Place::new();
    place.answered_for();
    fs::create_dir_all(place.base().parent().unwrap()).unwrap();
    let at = LATER.parse().unwrap();
    let mut store = FileStore::create(&place.base(), at).unwrap();
    let world = World::registered("2026-09-15");
    let (registered, others): (Vec<Change>, Vec<Change>) = world
        .records()
        .cloned()
        .map(Change::create)
        .partition(|change| matches!(change.after, Some(Record::Entry(_) | Record::Deployment(_))));
    let entry = |seq, changes| Entry {
        seq,
        at,
        actor: Actor {
            uid: 1000,
            name: "jdupont".to_owned(),
        },
        command: Command::AddNote {
            about: RecordId::School(uai(SCHOOL)),
            text: "reprise".to_owned(),
        },
        changes,
        order: None,
        edition: Entry::FIRST_EDITION,
    };
    store.commit(&[entry(1, others), entry(2, registered)]).unwrap();
    place
}

/// Runs the program on the day of the clock.
fn today<'a>(place: &Place, args: impl IntoIterator<Item = &'a str>) -> Ran {
    ran(&place.command(args).output().unwrap())
}

fn import(place: &Place) -> Ran {
    today(place, ["importer", "communes", &demo("communes-038.json")])
}

#[test]
fn a_clock_behind_the_journal_keeps_orders_out_until_it_is_taken_up_again() {
    let place = ahead();
    let refused = import(&place).expect(1);
    assert!(refused.err.contains("01/01/2190 12:00:00"), "{}", refused.err);
    assert!(refused.err.contains("l’horloge"), "{}", refused.err);
    let told = today(&place, ["horloge"]).expect(1);
    assert!(told.out.contains("01/01/2190 12:00:00"), "{}", told.out);
    today(&place, ["horloge", "--reprendre"]).expect(2);
    today(&place, ["horloge", "--reprendre", "--motif", " "]).expect(1);
    let motive = "le serveur avançait";
    today(&place, ["horloge", "--reprendre", "--motif", motive]).expect(0);
    import(&place).expect(0);
    today(&place, ["horloge"]).expect(0);
    let sound = today(&place, ["horloge", "--reprendre", "--motif", motive]).expect(1);
    assert!(sound.err.contains("rien à reprendre"), "{}", sound.err);
    let journal = today(&place, ["journal"]).expect(0).out;
    assert!(
        journal.contains("reprise de l’horloge (le serveur avançait)"),
        "{journal}"
    );
    let verified = today(&place, ["verifier"]).expect(0).out;
    assert!(verified.contains("la base est saine"), "{verified}");
    assert!(verified.contains("remarque, opération 3"), "{verified}");
    assert!(verified.contains(motive), "{verified}");
    for format in ["csv", "json"] {
        let register = today(&place, ["exporter", "registre", "--format", format])
            .expect(0)
            .out;
        assert!(register.contains("reprises_de_l_horloge") || register.contains("Reprises de l’horloge"));
        assert!(register.contains("(opération 3)"), "{register}");
    }
}

#[test]
fn the_register_of_a_past_day_holds_what_was_recorded_before_by_a_clock_that_was_ahead() {
    let place = ahead();
    let motive = "le serveur avançait";
    today(&place, ["horloge", "--reprendre", "--motif", motive]).expect(0);
    let day = today(&place, ["journal", "--depuis", "3", "--format", "csv"]).out;
    let day = day.lines().nth(1).unwrap().split(';').nth(1).unwrap()[..10].to_owned();
    let register = today(&place, ["exporter", "registre", "--au", &day])
        .expect(0)
        .out;
    assert!(register.contains(SCHOOL), "{register}");
}

#[test]
fn a_clock_before_1970_is_a_sentence_whatever_is_asked() {
    let place = Place::demo();
    let clock = SetClock::new(&place.path("."));
    let at = |years: i64, args: &[&str]| {
        clock.set(years * 365 * 24 * 3600);
        let mut command = place.command(args);
        ran(&clock.given(&mut command).output().unwrap())
    };
    for years in [-60, -300, 250, 5_000] {
        for args in [
            &["controler"][..],
            &["inscrire", "0381548B"],
            &["importer", "communes", &demo("communes-038.json")],
            &["exporter", "registre"],
            &["sauvegarder", "copie.base"],
            &["servir"],
        ] {
            let ran = at(years, args).expect(2);
            assert!(ran.err.contains("l’horloge"), "{years} {args:?}: {}", ran.err);
            assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        }
        for args in [&["verifier"][..], &["journal"], &["modele", "solutions"]] {
            at(years, args).expect(0);
        }
        let asked = at(years, &["horloge"]).expect(1);
        assert!(asked.out.contains("n’est pas réglée"), "{}", asked.out);
        let looked = at(years, &["--date", "2026-11-23", "exporter", "registre"]);
        looked.expect(0);
    }
    assert!(!place.path("copie.base").exists());
}
