//! The search bar: whatever is typed is a list or a problem with its place, and nothing else.

use chrono::{DateTime, Utc};
use preau::domain::change::Change;
use preau::domain::command::Command;
use preau::domain::journal::{Actor, Entry};
use preau::domain::query::{Pane, Query};
use preau::domain::rule::Policy;
use preau::service::{Desk, DeskError, Local};
use preau::store::{MemoryStore, Store};

use crate::desk::town::town;
use crate::support::breed::{breed, count};
use crate::support::chance::Chance;
use crate::support::world::today;

const CORPUS: &str = include_str!("../../../fixtures/fuzz/filters.txt");

const PANES: [Pane; 5] = [
    Pane::Collectivites,
    Pane::Schools,
    Pane::Providers,
    Pane::Conventions,
    Pane::Everything,
];

fn now() -> DateTime<Utc> {
    "2026-11-23T08:30:00Z".parse().unwrap()
}

fn desk() -> Local {
    let records: Vec<_> = town().records().cloned().collect();
    let actor = Actor {
        uid: 1001,
        name: "jdupont".to_owned(),
    };
    let entry: Entry = serde_json::from_value(serde_json::json!({
        "seq": 1, "at": now(), "actor": actor,
        "command": Command::AddNote { about: records[0].id(), text: "reprise".to_owned() },
        "changes": records.into_iter().map(Change::create).collect::<Vec<_>>(),
    }))
    .unwrap();
    let mut store = MemoryStore::new();
    store.commit(&[entry]).unwrap();
    Local::new(Box::new(store), actor, now, today(), Policy::default()).unwrap()
}

#[test]
fn whatever_is_typed_is_a_list_or_a_problem_with_its_place() {
    let desk = desk();
    let corpus: Vec<Vec<u8>> = CORPUS.lines().map(|line| line.as_bytes().to_vec()).collect();
    let mut chance = Chance::seeded(26);
    let (mut lists, mut problems) = (0, 0);
    for _ in 0..count() {
        let bred = breed(&mut chance, &corpus);
        let text = String::from_utf8_lossy(&bred);
        let pane = *chance.pick(&PANES);
        if answer(&desk, pane, &text) {
            lists += 1;
        } else {
            problems += 1;
        }
        complete(&desk, pane, &text, chance.below(text.len() + 2));
    }
    assert!(
        lists * 20 > count() && problems * 20 > count(),
        "{lists} lists, {problems} problems"
    );
}

/// Asks for a list twice; true where there is one.
fn answer(desk: &Local, pane: Pane, text: &str) -> bool {
    let query = Query {
        text: text.to_owned(),
        ..Query::all(pane, 10)
    };
    let answer = desk.query(&query);
    match &answer {
        Ok(found) => assert!(
            found.total <= found.unfiltered && found.rows.len() <= 10,
            "{text:?}"
        ),
        Err(DeskError::Filter { message, span }) => {
            assert!(
                text.get(span.0..span.1).is_some(),
                "{text:?}: {message}: {span:?}"
            );
            assert!(
                !message.is_empty() && !message.contains(char::is_control),
                "{text:?}: {message:?}"
            );
        }
        Err(other) => panic!("{text:?}: {other}"),
    }
    assert_eq!(desk.query(&query), answer, "{text:?}");
    answer.is_ok()
}

/// Takes the first completion: it stands where it says.
fn complete(desk: &Local, pane: Pane, text: &str, cursor: usize) {
    for completion in desk.complete(pane, text, cursor).unwrap() {
        let (start, end) = completion.span;
        assert!(
            text.get(start..end).is_some(),
            "{text:?} at {cursor}: {completion:?}"
        );
        assert!(!completion.text.is_empty(), "{text:?}: {completion:?}");
    }
}
