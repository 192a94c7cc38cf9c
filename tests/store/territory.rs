//! Territory: a base of before codes stood for a commune from a day on, and competences had a nature.

use preau::domain::command::{Command, Territory};
use preau::domain::record::{Kind, Record};
use preau::domain::registry::Registry;
use preau::store::{Store, verify};

use crate::former::{decided, former, journal, registry, texts, undone};
use crate::support::values::{day, uai};

const BASE: &str = "before-territory.preau";

/// The school whose commune is known by its own code, and registered.
const REGISTERED: &str = "0010002X";

#[test]
fn a_base_of_before_dated_codes_opens_and_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = former(folder.path(), BASE);
    let report = verify(&mut store);
    assert!(report.is_sound(), "{report}");
    let registry = registry(&store);
    let part = registry.localities().iter().next().unwrap();
    assert_eq!(
        serde_json::to_string(part).unwrap(),
        r#"{"code":"01999","name":"Landaize","kind":"commune-associee","commune":"01138"}"#
    );
    assert_eq!(part.id().to_string(), "01999", "since ever");
    let competence = registry.competences().iter().next().unwrap();
    assert_eq!(
        serde_json::to_string(competence).unwrap(),
        r#"{"perimeter":"01039","collectivite":"200040350","period":{"from":"2023-01-01"}}"#
    );
    assert!(competence.gives_holder(), "confirmed, and of both");
    let school = registry.schools().get(&uai(REGISTERED)).unwrap();
    let holder = |on: &str| registry.competent(school, day(on)).map(|siren| siren.to_string());
    assert_eq!(holder("2022-12-31").as_deref(), Some("210100392"));
    assert_eq!(holder("2023-01-01").as_deref(), Some("200040350"));
}

/// The bases of earlier programs, and the fields that records have had since, as they are stored.
const FORMER: [&str; 5] = [
    "before-ranks.preau",
    "before-digests.preau",
    "before-documents.preau",
    "before-territory.preau",
    "before-avenants.preau",
];
const SINCE: [&str; 10] = [
    "territoire",
    "substitutions",
    "merged",
    "kind_name",
    "followed_by",
    "by_hand",
    "to_confirm",
    "modified_after",
    "open_annexe",
    "joined_by",
];

#[test]
fn a_record_of_before_is_stored_as_it_was() {
    for base in FORMER {
        let folder = tempfile::tempdir().unwrap();
        let stored = texts(&registry(&former(folder.path(), base))).concat();
        for field in SINCE {
            assert!(!stored.contains(&format!("\"{field}\"")), "{base}: {field}");
        }
    }
}

/// All but the register: what an undo does there is the register's own.
fn records(registry: &Registry) -> Vec<Record> {
    let all = registry.records().map(|(record, _)| record);
    all.filter(|record| record.kind() != Kind::Entry).collect()
}

#[test]
fn a_school_of_a_base_of_before_gets_another_uai_and_that_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = former(folder.path(), BASE);
    let before = records(&registry(&store));
    let last = journal(&store).pop().unwrap();
    let ends = Command::Territory(Territory::EndSchools {
        schools: vec![uai(REGISTERED)],
        into: vec![uai("0010003Y")],
        on: day("2026-11-30"),
        reason: "carte scolaire".into(),
    });
    let ended = decided(&registry(&store), &last, ends, "2026-11-30");
    store.commit(std::slice::from_ref(&ended)).unwrap();
    assert!(verify(&mut store).is_sound(), "{}", verify(&mut store));
    let next = registry(&store);
    let next = next.schools().get(&uai("0010003Y")).unwrap();
    assert!(next.by_hand, "as records are now");
    let undo = Command::Undo { entry: ended.seq };
    let undone = decided(&registry(&store), &ended, undo, "2026-11-30");
    store.commit(&[undone]).unwrap();
    assert!(verify(&mut store).is_sound(), "{}", verify(&mut store));
    assert_eq!(records(&registry(&store)), before);
}

#[test]
fn its_last_operation_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let store = former(folder.path(), BASE);
    let (now, before) = undone(&store, "2026-11-30");
    assert_eq!(texts(&now), texts(&before));
}
