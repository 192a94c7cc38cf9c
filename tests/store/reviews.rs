//! Reviews: a base of before they had digests, and what a verification says of theirs.

use preau::domain::change::Change;
use preau::domain::command::Command;
use preau::domain::journal::Entry;
use preau::domain::record::Record;
use preau::domain::register::RegisterEntry;
use preau::domain::rule::{Policy, RuleCode, assess};
use preau::store::{MemoryStore, Store, verify};

use crate::former::{former, journal, registry, texts, undone};
use crate::support::seeing::{conforme, seeing};
use crate::support::values::{day, uai};
use crate::support::world::SCHOOL;

const BASE: &str = "before-digests.preau";

/// The school that was given another name after its review.
const RENAMED: &str = "0380124D";

/// The rules about reviews that speak of a school in a base, on a day of the year after.
fn says(registry: &preau::domain::registry::Registry, school: &str) -> Vec<RuleCode> {
    let school = registry.schools().get(&uai(school)).unwrap();
    let assessed = assess(registry, school, day("2026-11-30"), &Policy::default());
    let findings = assessed.iter().flat_map(|assessment| &assessment.findings);
    let of_reviews = |rule: &RuleCode| matches!(rule, RuleCode::W13 | RuleCode::W18);
    findings.map(|finding| finding.rule).filter(of_reviews).collect()
}

#[test]
fn a_base_of_before_digests_opens_and_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = former(folder.path(), BASE);
    let report = verify(&mut store);
    assert!(report.is_sound(), "{report}");
    let registry = registry(&store);
    let written = serde_json::to_string(registry.entries().get(&1).unwrap()).unwrap();
    assert!(
        written.contains(r#""reviewed":{"on":"2026-11-23","by":"jdupont"}"#),
        "{written}"
    );
}

#[test]
fn a_review_of_then_holds_until_a_part_is_recorded_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = former(folder.path(), BASE);
    let mut past = preau::domain::registry::Registry::default();
    let mut seen = Vec::new();
    for entry in journal(&store) {
        past.apply(&entry);
        let says = [SCHOOL, RENAMED].map(|school| {
            past.schools()
                .get(&uai(school))
                .map_or_else(Vec::new, |_| says(&past, school))
        });
        seen.push((entry.seq, says));
    }
    let none = Vec::new;
    let void = || vec![RuleCode::W18];
    // 4 and 5 review the two, 6 gives the second another name, 7 is a note, 8 lifts the review of the second.
    let [first, renamed, noted, lifted] = [5, 6, 7, 8].map(|seq: usize| seen[seq - 1].1.clone());
    assert_eq!(first, [none(), none()]);
    assert_eq!(renamed, [none(), void()], "the name of the second");
    assert_eq!(noted, [none(), void()], "a note never counts");
    assert_eq!(lifted, [none(), none()]);
}

#[test]
fn its_last_operation_is_undone_and_the_review_that_is_given_back_is_void() {
    let folder = tempfile::tempdir().unwrap();
    let store = former(folder.path(), BASE);
    let (now, before) = undone(&store, "2026-11-23");
    let but_entries = |texts: Vec<String>| -> Vec<String> {
        let kept = texts.into_iter().filter(|text| !text.contains("entered_on"));
        kept.collect()
    };
    assert_eq!(but_entries(texts(&now)), but_entries(texts(&before)));
    let review =
        |of: &preau::domain::registry::Registry| of.entries().get(&2).unwrap().reviewed.clone().unwrap();
    assert_eq!(
        (review(&now).on, review(&now).by),
        (review(&before).on, review(&before).by)
    );
    assert_eq!(
        says(&now, RENAMED),
        [RuleCode::W18],
        "nobody knows what it covered"
    );
}

/// The journal of the base, and a review of the present format at its end.
fn reviewed() -> Vec<Entry> {
    let folder = tempfile::tempdir().unwrap();
    let store = former(folder.path(), BASE);
    let (mut entries, now) = (journal(&store), registry(&store));
    let order = seeing(&now, conforme(1));
    let last = entries.last().unwrap().clone();
    let context = preau::domain::decide::Context {
        actor: &last.actor,
        now: last.at,
        today: day("2026-11-23"),
        calendar: day("2026-11-23"),
        policy: &Policy::default(),
        past: None,
        kept: &[],
        overwritten: &[],
    };
    let changes = preau::domain::decide::decide(&now, &order, &context).unwrap();
    entries.push(Entry {
        seq: last.seq + 1,
        command: order.command,
        changes,
        ..last
    });
    entries
}

fn words(entries: &[Entry]) -> Vec<String> {
    let mut store = MemoryStore::new();
    store.commit(entries).unwrap();
    verify(&mut store)
        .damages
        .into_iter()
        .map(|damage| damage.what)
        .collect()
}

/// The journal with its last register entry changed.
fn with(edit: impl FnOnce(&mut RegisterEntry)) -> Vec<Entry> {
    let mut entries = reviewed();
    match &mut entries.last_mut().unwrap().changes[0].after {
        Some(Record::Entry(entry)) => edit(entry),
        other => panic!("{other:?}"),
    }
    entries
}

#[test]
fn a_review_keeps_the_digests_of_what_was_recorded() {
    assert_eq!(words(&reviewed()), [""; 0]);
    let wrong = "inscription au registre n°\u{a0}1\u{a0}: une empreinte de son contrôle n’est pas celle de ce qui était \
                 enregistré";
    let digest = with(|entry| entry.reviewed.as_mut().unwrap().parts[0].sha256[0] ^= 1);
    assert_eq!(words(&digest), [wrong]);
    let fewer = with(|entry| drop(entry.reviewed.as_mut().unwrap().parts.pop()));
    assert_eq!(words(&fewer), [wrong]);
    let none = with(|entry| entry.reviewed.as_mut().unwrap().parts.clear());
    assert_eq!(words(&none), [wrong]);
    let place = with(|entry| entry.reviewed.as_mut().unwrap().seen = Some(3));
    assert_eq!(
        words(&place),
        [
            "inscription au registre n°\u{a0}1\u{a0}: son contrôle ne dit pas l’opération jusqu’à laquelle le registre a été lu"
        ]
    );
}

#[test]
fn an_undo_gives_back_no_review_that_never_was() {
    let mut entries = reviewed();
    let last = entries.last().unwrap().clone();
    let seq = last.seq;
    let lift = |given: &Entry| Change {
        before: given.changes[0].after.clone(),
        after: given.changes[0].before.clone(),
    };
    entries.push(Entry {
        seq: seq + 1,
        command: Command::Undo { entry: seq },
        changes: vec![lift(&last)],
        ..last.clone()
    });
    let mut again = last.changes[0].clone();
    entries.push(Entry {
        seq: seq + 2,
        command: Command::Undo { entry: seq + 1 },
        changes: vec![again.clone()],
        ..last.clone()
    });
    assert_eq!(words(&entries), [""; 0]);
    if let Some(Record::Entry(entry)) = &mut again.after {
        entry.reviewed.as_mut().unwrap().parts[0].sha256[0] ^= 1;
    }
    entries.pop();
    entries.push(Entry {
        seq: seq + 2,
        command: Command::Undo { entry: seq + 1 },
        changes: vec![again],
        ..last
    });
    assert_eq!(
        words(&entries),
        ["inscription au registre n°\u{a0}1\u{a0}: le contrôle qui est rendu n’a jamais été noté"]
    );
}
