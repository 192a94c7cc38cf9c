//! A base of the former format, in which a school had one deployment a category and another choice took its place.

use preau::domain::command::{Command, Order};
use preau::domain::decide::{Context, Overwritten, decide};
use preau::domain::journal::Entry;
use preau::domain::record::{Record, RecordId};
use preau::domain::refusal::Refusal;
use preau::domain::registry::Registry;
use preau::domain::rule::Policy;
use preau::store::verify;

use crate::former::{former, journal, registry, texts, undone};
use crate::support::values::uai;
use crate::support::world::SCHOOL;

const BASE: &str = "before-ranks.preau";

#[test]
fn a_base_of_one_deployment_a_category_opens_and_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = former(folder.path(), BASE);
    let report = verify(&mut store);
    assert!(report.is_sound(), "{report}");
    let registry = registry(&store);
    let used = registry.deployments_of(uai(SCHOOL)).next().unwrap();
    assert_eq!(used.id().to_string(), "0380123C@ENT");
    assert_eq!(
        RecordId::Deployment(used.id()).to_string(),
        "deploiement/0380123C@ENT"
    );
    let written = serde_json::to_string(&Record::from(used.clone())).unwrap();
    assert!(
        !written.contains("rank") && !written.contains("exit_reason"),
        "{written}"
    );
    let entry = registry.entries().get(&1).unwrap();
    assert!(!serde_json::to_string(entry).unwrap().contains("rank"));
    assert_eq!(
        registry.use_of(entry),
        None,
        "another choice took the place of its use"
    );
    assert!(!registry.is_entered(used));
}

#[test]
fn its_last_operation_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let store = former(folder.path(), BASE);
    let (now, before) = undone(&store, "2026-11-30");
    assert_eq!(texts(&now), texts(&before));
}

#[test]
fn the_use_that_was_overwritten_is_recovered_once_and_an_undo_takes_it_away() {
    let folder = tempfile::tempdir().unwrap();
    let store = former(folder.path(), BASE);
    let (mut now, entries) = (registry(&store), journal(&store));
    let mut found = Overwritten::default();
    for entry in &entries {
        found.take(entry, entry.at.date_naive());
    }
    let overwritten = found.uses();
    let last = entries.last().unwrap();
    let today = last.at.date_naive();
    let before = texts(&now);
    let decided = |now: &Registry, command: Command, past: Option<&Entry>| {
        let context = Context {
            actor: &last.actor,
            now: last.at,
            today,
            calendar: today,
            policy: &Policy::default(),
            past,
            kept: &[],
            overwritten: &overwritten,
        };
        decide(now, &Order::blind(command), &context)
    };
    let changes = decided(&now, Command::RecoverUses, None).unwrap();
    let entry = Entry {
        seq: now.revision() + 1,
        command: Command::RecoverUses,
        changes,
        ..last.clone()
    };
    now.apply(&entry);
    let used = now
        .use_of(now.entries().get(&1).unwrap())
        .expect("the entry has its use again");
    assert!(used.is_left() && used.exit.is_some(), "{used:?}");
    assert_eq!(used.id().to_string(), "0380123C@ENT@2");
    assert_eq!(decided(&now, Command::RecoverUses, None), Err(Refusal::Nothing));
    let back = decided(&now, Command::Undo { entry: entry.seq }, Some(&entry)).unwrap();
    now.apply_changes(&back, entry.seq + 1);
    assert_eq!(texts(&now), before);
}
