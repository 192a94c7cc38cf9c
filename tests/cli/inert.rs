//! A base of an earlier program, whose texts act: nothing of them comes out as it is, in any form.

use chrono::{DateTime, Utc};
use preau::domain::change::Change;
use preau::domain::command::{Command, Import, ImportKind};
use preau::domain::contact::Contact;
use preau::domain::journal::{Actor, Entry};
use preau::domain::record::{Kind, Note, Record, RecordId};
use preau::domain::reminder::Reminder;
use preau::store::{FileStore, Store};

use crate::support::place::{Place, Ran};
use crate::support::values::{day, number, uai};
use crate::support::world::{C26, SCHOOL, World};

/// What acts on a terminal, turns the direction, is not seen, or is one mark too many.
const HOSTILE: &str = "\u{9b}31m\u{1b}[2J\u{7}\u{202e}x\u{2066}\u{200b}\u{feff}\u{e0041}e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}";

fn hostile(word: &str) -> String {
    format!("{word}{HOSTILE}")
}

/// Writes a base as an earlier program would have: texts as a client sent them.
fn old_base(place: &Place) {
    let mut world = World::eligible().entry(1, SCHOOL, "olm", "2026-11-02");
    let records: Vec<Record> = world
        .clone()
        .build()
        .records()
        .map(|(record, _)| record)
        .collect();
    for mut record in records {
        match &mut record {
            Record::School(school) => {
                (school.name, school.commune) = (hostile("École"), hostile("Commune"));
                school.circonscription = hostile("Circo");
            }
            Record::Provider(provider) => provider.name = hostile("Prestataire"),
            Record::Collectivite(commune) => {
                commune.name = hostile("Mairie");
                commune.contacts.push(Contact {
                    role: hostile("maire"),
                    name: hostile("nom"),
                    email: hostile("a@b.fr"),
                    telephone: hostile("06"),
                });
            }
            Record::Solution(solution) => solution.name = hostile("OLM"),
            Record::Sheet(sheet) => sheet.purposes.push(hostile("finalité")),
            Record::Entry(entry) => entry.entered_by = hostile("jdupont"),
            _ => {}
        }
        world = world.with(record);
    }
    let world = world
        .with(Reminder {
            number: 1,
            convention: number(C26),
            to: hostile("mairie"),
            channel: hostile("courriel"),
            date: day("2026-11-02"),
            outcome: Some(hostile("répondu")),
            closed_on: Some(day("2026-11-03")),
            next_due: None,
        })
        .with(Note {
            number: 1,
            about: RecordId::School(uai(SCHOOL)),
            text: hostile("note"),
            date: day("2026-11-02"),
            by: hostile("jdupont"),
        });
    let records: Vec<Record> = world.build().records().map(|(record, _)| record).collect();
    let (entries, facts): (Vec<Record>, Vec<Record>) = records
        .into_iter()
        .partition(|record| record.kind() == Kind::Entry);
    let moment: DateTime<Utc> = "2026-11-02T08:00:00Z".parse().unwrap();
    let import = Import {
        kind: ImportKind::Conventions,
        source: hostile("fichier.csv"),
        sha256: "0".repeat(64),
        records: Vec::new(),
        covers: Vec::new(),
        dated: None,
        site: None,
    };
    let mut store = FileStore::open_or_create(&place.base(), moment).unwrap();
    for (at, records) in [facts, entries].into_iter().enumerate() {
        let entry = Entry {
            seq: at as u64 + 1,
            at: moment,
            actor: Actor {
                uid: 1000,
                name: hostile("jdupont"),
            },
            command: Command::Import(import.clone()),
            order: None,
            edition: Entry::FIRST_EDITION,
            changes: records.into_iter().map(Change::create).collect(),
        };
        store.commit(&[entry]).unwrap();
    }
}

/// True where a text holds none of what acts, and no more than three marks on a character.
fn is_inert(text: &str) -> bool {
    let acts = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(
                c,
                '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e0fff}'
            )
    };
    !text.trim_start_matches('\u{feff}').contains(acts) && !text.contains(&"\u{301}".repeat(4))
}

#[test]
fn texts_of_an_earlier_base_act_in_no_output() {
    let place = Place::new();
    old_base(&place);
    for args in [
        &["controler"][..],
        &["controler", "--format", "json"],
        &["controler", "--format", "csv"],
        &["journal"],
        &["journal", "--format", "json"],
        &["journal", "--format", "csv"],
        &["exporter", "ecoles"],
        &["exporter", "ecoles", "--format", "json"],
        &["exporter", "relances"],
        &["exporter", "relances", "--notees"],
        &["exporter", "relances", "--notees", "--format", "json"],
        &["exporter", "registre"],
        &["exporter", "registre", "--format", "json"],
        &["exporter", "base"],
        &["inscrire", SCHOOL],
        &["verifier"],
    ] {
        let Ran { out, err, .. } = place.run(args.iter().copied());
        assert!(is_inert(&out), "{args:?}: {out:?}");
        assert!(is_inert(&err), "{args:?}: {err:?}");
        assert!(out.len() + err.len() > 20, "{args:?} says nothing");
    }
}

#[test]
fn a_whole_base_keeps_its_texts_to_the_letter() {
    let place = Place::new();
    old_base(&place);
    place.run(["exporter", "base", "-o", "base.json"]).expect(0);
    let first = std::fs::read_to_string(place.path("base.json")).unwrap();
    let read: serde_json::Value = serde_json::from_str(&first).unwrap();
    assert_eq!(
        read["journal"][0]["entry"]["actor"]["name"],
        hostile("jdupont"),
        "what was written stays what it was"
    );
    let other = ["--base", "autre.base"];
    place
        .now(["importer", "base", "base.json"].into_iter().chain(other))
        .expect(0);
    let again = place.run(["exporter", "base"].into_iter().chain(other)).expect(0);
    assert!(again.out == first, "exported again, the bytes differ");
}
