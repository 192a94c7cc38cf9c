//! What a client sends of a record counts for what the operator may set, and for nothing else.

use preau::domain::command::{Command, Import, ImportKind, Order, Seen};
use preau::domain::contact::Contact;
use preau::domain::provider::{DataCategory, DataFamily, Opinion, Stance, SubProcessor, Transfer};
use preau::domain::record::{Giver, Kind, Note, Record, RecordId, Spec};
use preau::domain::refusal::Refusal;
use preau::domain::reminder::Reminder;
use preau::domain::school::Rpi;
use proptest::prelude::*;
use serde_json::Value;

use super::desk::{Desk, mmartin};
use crate::support::values::{day, number, opinion, siren, uai};
use crate::support::world::{C26, EDREDON, SCHOOL, World};

fn save(record: impl Into<Record>) -> Command {
    Command::Save {
        record: record.into(),
    }
}

fn note(number: u32) -> Note {
    Note {
        number,
        about: RecordId::School(uai(SCHOOL)),
        text: "à rappeler".to_owned(),
        date: day("1999-01-01"),
        by: "dasen".to_owned(),
    }
}

fn reminder(number_of: u32) -> Reminder {
    Reminder {
        number: number_of,
        convention: number(C26),
        to: "mairie".to_owned(),
        channel: "courriel".to_owned(),
        date: day("2026-11-20"),
        outcome: None,
        closed_on: None,
        next_due: None,
    }
}

/// A desk with a note of jdupont.
fn noted() -> Desk {
    let mut desk = Desk::eligible();
    desk.does(Command::AddNote {
        about: RecordId::School(uai(SCHOOL)),
        text: "rappeler la mairie".to_owned(),
    });
    desk
}

/// The field at which a record is refused.
fn refused(refusal: Refusal) -> String {
    match refusal {
        Refusal::Invalid { field, .. } => field,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_note_is_of_who_writes_it_and_of_the_day() {
    let mut desk = Desk::eligible();
    desk.does(save(note(1)));
    let held = desk.registry.notes().get(&1).unwrap();
    assert_eq!((held.by.as_str(), held.date), ("jdupont", desk.today));
}

#[test]
fn a_note_keeps_its_author_its_day_and_what_it_is_about() {
    let mut desk = noted();
    desk.actor = mmartin();
    let forged = Note {
        text: "rappeler demain".to_owned(),
        ..note(1)
    };
    desk.does(save(forged));
    let held = desk.registry.notes().get(&1).unwrap();
    assert_eq!(
        (held.text.as_str(), held.by.as_str(), held.date),
        ("rappeler demain", "jdupont", desk.today)
    );
    let moved = Note {
        about: RecordId::Convention(number(C26)),
        ..note(1)
    };
    assert_eq!(refused(desk.refuses(save(moved))), "sur");
}

#[test]
fn nothing_is_saved_over_a_record_that_was_not_seen() {
    let desk = noted();
    let blind = |command| desk.decide(&Order::blind(command)).unwrap_err();
    assert_eq!(blind(save(note(1))), Refusal::Unseen(RecordId::Note(1)));
    let provider = desk.registry.providers().get(&siren(EDREDON)).unwrap().clone();
    let id = RecordId::Provider(siren(EDREDON));
    let mut renamed = provider.clone();
    renamed.name = "Édredon".to_owned();
    assert_eq!(blind(save(renamed.clone())), Refusal::Unseen(id.clone()));
    let among = Command::Many {
        commands: vec![save(renamed.clone())],
    };
    assert_eq!(blind(among), Refusal::Unseen(id.clone()));
    let stale = Order::seeing(
        save(renamed),
        vec![Seen {
            id: id.clone(),
            version: 7,
        }],
    );
    assert!(matches!(
        desk.decide(&stale).unwrap_err(),
        Refusal::Conflict { .. }
    ));
    let said = Refusal::Unseen(id).to_string();
    assert!(said.contains("existe déjà"), "{said}");
}

#[test]
fn a_number_beyond_the_next_is_refused_and_blocks_nobody() {
    let mut desk = noted();
    for number in [0, 3, 12, u32::MAX] {
        assert_eq!(refused(desk.refuses(save(note(number)))), "numéro", "{number}");
        let far = reminder(number.max(2));
        assert_eq!(refused(desk.refuses(save(far))), "numéro", "{number}");
    }
    desk.does(save(note(2)));
    desk.does(save(reminder(1)));
}

#[test]
fn a_base_in_which_the_last_number_was_taken_goes_on() {
    let world = World::eligible()
        .with(note(1))
        .with(note(2))
        .with(note(u32::MAX - 1))
        .with(note(u32::MAX))
        .with(reminder(u32::MAX));
    let mut desk = Desk::of(world);
    for expected in 3..6 {
        desk.does(Command::AddNote {
            about: RecordId::School(uai(SCHOOL)),
            text: "encore".to_owned(),
        });
        assert!(desk.registry.notes().get(&expected).is_some(), "{expected}");
    }
    desk.does(save(reminder(1)));
    assert!(desk.registry.reminders().get(&1).is_some());
}

#[test]
fn the_day_on_which_the_answer_to_a_relance_was_noted_is_given() {
    let mut desk = Desk::eligible();
    let forged = Reminder {
        outcome: Some("signée".to_owned()),
        closed_on: Some(day("2020-01-01")),
        ..reminder(1)
    };
    desk.does(save(forged));
    assert_eq!(
        desk.registry.reminders().get(&1).unwrap().closed_on,
        Some(desk.today)
    );
    let today = desk.today;
    desk.today = day("2026-11-24");
    let mended = Reminder {
        outcome: Some("signée par le maire".to_owned()),
        closed_on: Some(day("2020-01-01")),
        ..reminder(1)
    };
    desk.does(save(mended));
    assert_eq!(desk.registry.reminders().get(&1).unwrap().closed_on, Some(today));
    let open = Reminder {
        closed_on: Some(day("2020-01-01")),
        ..reminder(1)
    };
    desk.does(save(open));
    assert_eq!(desk.registry.reminders().get(&1).unwrap().closed_on, None);
    let other = Reminder {
        convention: number("28-0001"),
        ..reminder(1)
    };
    assert_eq!(refused(desk.refuses(save(other))), "convention");
    let to_come = Reminder {
        date: day("2026-12-24"),
        ..reminder(1)
    };
    assert_eq!(refused(desk.refuses(save(to_come))), "date");
    let before = Reminder {
        next_due: Some(day("2026-11-01")),
        ..reminder(1)
    };
    assert!(matches!(desk.refuses(save(before)), Refusal::Order { .. }));
}

/// What acts, turns the direction, is not seen, or is one mark too many.
const HOSTILE: &str = "\u{9b}31m\u{1b}[2J\u{7}\u{202e}\u{2066}\u{206a}\u{200b}\u{feff}\u{e0041}";

/// A world in which each kind of record that is typed or imported has a record with every text that it may hold.
fn whole() -> World {
    let mut world = rich();
    let contact = Contact {
        role: "maire".to_owned(),
        name: "A".to_owned(),
        email: "a@exemple.invalid".to_owned(),
        telephone: "0476".to_owned(),
    };
    let records: Vec<Record> = world.records().cloned().collect();
    for mut record in records {
        match &mut record {
            Record::Provider(provider) => provider.contacts.push(contact.clone()),
            Record::Collectivite(commune) => commune.contacts.push(contact.clone()),
            _ => {}
        }
        world = world.with(record);
    }
    world
}

fn rich() -> World {
    World::eligible()
        .edit_school(SCHOOL, |school| {
            school.address = "1 rue".into();
            school.postcode = "38000".into();
            school.email = "a@exemple.invalid".into();
            school.telephone = "0476".into();
            school.circonscription = "Grenoble 1".into();
            school.rpi = Some(Rpi::Disperse("038001".to_owned()));
        })
        .edit_convention(C26, |convention| {
            convention.deliberation = Some("2026-1".to_owned());
            convention.dossiers = vec!["1234".into()];
            convention.document = Some(preau::domain::convention::DocumentRef {
                path: "a.pdf".to_owned(),
                sha256: "0".repeat(64),
            });
        })
        .edit_sheet("olm", "1", |sheet| {
            sheet.sub_processors.push(SubProcessor {
                name: "hébergeur".to_owned(),
                country: "France".to_owned(),
                updated: None,
            });
            sheet.transfers.push(Transfer {
                country: "Suisse".to_owned(),
                safeguard: "adéquation".to_owned(),
                organisation: "Hôte".to_owned(),
                link: "https://exemple.invalid".to_owned(),
            });
            sheet.data.push(DataCategory {
                category: "notes".to_owned(),
                retention: "un an".to_owned(),
                family: Some(DataFamily::Identity),
            });
        })
        .edit_solution("olm", |olm| {
            let given = opinion("DPD", "2026-03-12", Stance::Reserved);
            olm.opinions.push(Opinion {
                text: "durées à préciser".to_owned(),
                next_review: Some(day("2027-03-12")),
                ..given
            });
        })
        .locality(
            "38292",
            preau::domain::collectivite::LocalityKind::CommuneDeleguee,
            "38185",
        )
        .with(note(1))
        .with(Reminder {
            outcome: Some("signée".to_owned()),
            ..reminder(1)
        })
}

/// Every text of a stored value that a client may choose, made hostile: all but keys, codes and days.
fn poisoned(record: &Record) -> (Record, usize) {
    let mut count = 0;
    let mut hostile = record.clone();
    hostile.each_text(&mut |_, text| {
        count += 1;
        text.insert_str(0, HOSTILE);
    });
    (hostile, count)
}

fn is_hostile(record: &Record) -> bool {
    let stored = serde_json::to_value(record).unwrap().to_string();
    stored.contains([
        '\u{9b}', '\u{202e}', '\u{2066}', '\u{206a}', '\u{200b}', '\u{feff}', '\u{7}',
    ]) || stored.contains("\\u001b")
        || stored.contains("\\u0007")
}

#[test]
fn every_text_of_every_kind_goes_through_the_filter() {
    let desk = Desk::of(whole());
    let records: Vec<Record> = desk.registry.records().map(|(record, _)| record).collect();
    for record in records.iter().filter(|record| record.kind().is_typed()) {
        let (poisoned, count) = poisoned(record);
        assert_eq!(is_hostile(&poisoned), count > 0);
        match desk.decide(&desk.seeing(save(poisoned))) {
            Ok(changes) => panic!("{:?} changed: {changes:?}", record.id()),
            Err(refusal) => assert_eq!(refusal, Refusal::Nothing, "{:?}", record.id()),
        }
    }
    let kinds = [
        (ImportKind::Annuaire, Kind::School),
        (ImportKind::Communes, Kind::Locality),
        (ImportKind::Communes, Kind::Collectivite),
        (ImportKind::Solutions, Kind::Provider),
        (ImportKind::Solutions, Kind::Solution),
        (ImportKind::Fiches, Kind::Sheet),
        (ImportKind::Conventions, Kind::Convention),
    ];
    for (kind, of) in kinds {
        let of_kind = records.iter().filter(|record| record.kind() == of);
        let import = Import {
            kind,
            source: format!("a{HOSTILE}.csv"),
            sha256: String::new(),
            records: of_kind.map(|record| poisoned(record).0).collect(),
            covers: Vec::new(),
            dated: None,
            site: None,
        };
        let command = Command::Import(import);
        assert_eq!(desk.refuses(command.clone()), Refusal::Nothing, "{kind:?}");
        let Command::Import(kept) = command.journaled() else {
            panic!()
        };
        assert_eq!(kept.source, "a.csv");
    }
}

/// The texts of a stored value, each by the names that lead to it, and by where it is.
fn leaves(value: &Value, path: &str) -> Vec<(String, String)> {
    let below = |(name, value): (&String, &Value), pointer: &str| {
        let path = [path, name].join(if path.is_empty() { "" } else { "." });
        let found = leaves(value, &path).into_iter();
        let found: Vec<_> = found
            .map(|(path, rest)| (path, format!("/{pointer}{rest}")))
            .collect();
        found
    };
    match value {
        Value::String(_) => vec![(path.to_owned(), String::new())],
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| below((name, value), name))
            .collect(),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            let found = items.flat_map(|(at, item)| {
                let found = leaves(item, path).into_iter();
                found.map(move |(path, rest)| (path, format!("/{at}{rest}")))
            });
            found.collect()
        }
        _ => Vec::new(),
    }
}

/// A record with one text made hostile; none where it is no free text.
fn with(record: &Record, pointer: &str) -> Option<Record> {
    let (kind, members) = record.stored();
    let mut members = Value::Object(members);
    *members.pointer_mut(pointer)? = format!("a{HOSTILE}").into();
    serde_json::from_value(serde_json::json!({ kind: members })).ok()
}

#[test]
fn the_schema_names_every_field_and_every_text_that_is_stored() {
    let desk = Desk::of(whole().entry(1, SCHOOL, "olm", "2026-11-02"));
    for (record, _) in desk.registry.records() {
        let paths: Vec<&str> = record.kind().schema().iter().map(|spec| spec.path).collect();
        for member in record.members().keys() {
            let known = |path: &&str| path.split('.').next() == Some(member);
            assert!(paths.iter().any(known), "{}: {member}", record.id());
        }
        for (path, leaf) in leaves(&Value::Object(record.members()), "") {
            let Some(mut hostile) = with(&record, &leaf) else {
                continue;
            };
            hostile.clean();
            let by_decision = |spec: &&&Spec| {
                let inside = path == spec.path || path.starts_with(&format!("{}.", spec.path));
                inside && spec.giver == Giver::Decision
            };
            let given = record.kind().schema().iter().any(|spec| by_decision(&spec));
            assert!(
                given || !is_hostile(&hostile),
                "{}: {path} is not filtered",
                record.id()
            );
        }
    }
    for kind in Kind::ALL {
        let schema = kind.schema();
        assert!(schema.iter().any(|spec| spec.giver == Giver::Key), "{kind:?}");
    }
}

#[test]
fn a_command_is_kept_in_the_journal_as_inert_as_it_is_decided() {
    let text = format!("a{HOSTILE}b");
    let command = Command::Many {
        commands: vec![
            Command::AddNote {
                about: RecordId::School(uai(SCHOOL)),
                text: text.clone(),
            },
            Command::AddReminder {
                convention: number(C26),
                to: text.clone(),
                channel: text.clone(),
                on: day("2026-11-20"),
                next_due: None,
            },
            Command::Postpone {
                school: uai(SCHOOL),
                until: Some(day("2027-01-01")),
                reason: text.clone(),
            },
            Command::SetCirconscription {
                school: uai(SCHOOL),
                name: text,
            },
        ],
    };
    let kept = serde_json::to_string(&command.journaled()).unwrap();
    assert!(kept.contains("ab"), "{kept}");
    assert!(!kept.contains(['\u{9b}', '\u{202e}', '\u{200b}']), "{kept}");
    let mut desk = Desk::of(World::eligible().edit_convention(C26, |c| c.signed_party = None));
    desk.does(command);
    for (record, _) in desk.registry.records() {
        assert!(!is_hostile(&record), "{:?}", record.id());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever text is typed, what is stored is plain, and cleaning it again changes nothing.
    #[test]
    fn what_is_stored_of_any_text_is_plain(text in "\\PC{0,8}[\\x00-\\x{a0}\\x{200b}-\\x{206f}\\x{300}-\\x{305}]{0,12}\\PC{0,8}") {
        let mut desk = Desk::eligible();
        let command = Command::AddNote { about: RecordId::School(uai(SCHOOL)), text };
        if let Ok(seq) = desk.orders(desk.seeing(command)) {
            let held = desk.registry.notes().get(&1).unwrap().text.clone();
            prop_assert!(held.split('\n').all(preau::text::is_plain), "{held:?} at {seq}");
            prop_assert_eq!(preau::text::cleaned_lines(&held).into_owned(), held);
        }
    }
}
