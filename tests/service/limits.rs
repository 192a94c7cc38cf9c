//! What one client may take: connections, requests that wait, the length of a filter, answers that it does not read.

use preau::domain::command::{Command, MOST_AT_ONCE, Order};
use preau::domain::journal::Actor;
use preau::domain::record::RecordId;
use preau::domain::rule::Policy;
use preau::service::{Client, Desk, DeskError, Local};
use preau::store::FileStore;
use serde_json::json;

use super::house::House;
use super::raw::{Raw, hello, note, schools};
use crate::support::place::DAY;

#[test]
fn an_account_has_so_many_connections_and_gets_one_back_when_it_closes_one() {
    let house = House::open();
    let mut open: Vec<Raw> = (0..128).map(|_| Raw::greeted(&house.socket())).collect();
    let mut one_more = Raw::silent(&house.socket());
    one_more.send(&hello());
    let told = one_more.receive().unwrap();
    assert!(
        told["sorry"].as_str().unwrap().contains("trop de Préau"),
        "{told}"
    );
    assert!(one_more.is_over());
    let page = open[0].call("query", schools("uai:0380123C"));
    assert_eq!(page["Ok"]["total"], 1, "{page}");
    let closed = open.pop().unwrap();
    closed.0.shutdown(std::net::Shutdown::Both).unwrap();
    // Its place is free once the service has heard of it.
    let again = |_| {
        let mut raw = Raw::silent(&house.socket());
        raw.send(&hello());
        raw.receive()
            .is_some_and(|answer| answer.get("welcome").is_some())
    };
    assert!((0..1_000).any(again));
}

#[test]
fn a_filter_has_its_length() {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    let long = "a".repeat(5 << 10);
    for (verb, arguments) in [
        ("query", schools(&long)),
        ("complete", json!({"pane": "schools", "text": long, "cursor": 3})),
        ("extract", json!({"what": {"schools": {"filter": long}}})),
    ] {
        let answer = raw.call(verb, arguments);
        assert!(
            answer["Err"].to_string().contains("trop longue"),
            "{verb}: {answer}"
        );
    }
    assert!(raw.call("query", schools("grenoble")).get("Ok").is_some());
}

#[test]
fn a_second_call_waits_until_the_first_is_answered_and_nobody_else_does() {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    raw.ask(
        "changes",
        json!({"since": 1_000_000, "wait": {"secs": 30, "nanos": 0}}),
    );
    raw.ask("undoable", json!({}));
    let mut other = Raw::greeted(&house.socket());
    let done = other.call("execute", note("bonjour", None));
    assert!(done.get("Ok").is_some(), "{done}");
    assert!(other.call("query", schools("")).get("Ok").is_some());
    // The end of the service answers the first.
    house.terminate();
    let first = raw.receive().unwrap();
    assert!(first["Ok"]["seq"].is_u64(), "{first}");
}

#[test]
fn a_client_that_reads_nothing_delays_nobody() {
    let house = House::open();
    let mut deaf = Raw::greeted(&house.socket());
    // Far more than a socket holds.
    for _ in 0..64 {
        deaf.ask("query", schools(""));
    }
    let mut other = Raw::greeted(&house.socket());
    for _ in 0..50 {
        assert!(other.call("query", schools("grenoble")).get("Ok").is_some());
        let done = other.call("execute", note("bonjour", None));
        assert!(done.get("Ok").is_some(), "{done}");
    }
    // Once it reads, it has all of its answers.
    for _ in 0..64 {
        assert!(deaf.receive().unwrap().get("Ok").is_some());
    }
}

#[test]
fn an_account_has_so_many_extracts_and_no_other_is_kept_from_work() {
    let house = House::open();
    let mut open: Vec<Raw> = (0..4).map(|_| Raw::greeted(&house.socket())).collect();
    for raw in &mut open {
        // Made, and not fetched.
        let made = raw.call("extract", json!({"what": "reminders"}));
        assert!(made.get("Ok").is_some(), "{made}");
    }
    let mut one_more = Raw::greeted(&house.socket());
    let refused = one_more.call("extract", json!({"what": "reminders"}));
    assert!(refused["Err"].to_string().contains("sous ce compte"), "{refused}");
    assert!(one_more.call("query", schools("")).get("Ok").is_some());
    let part = open[0].call("part", json!({"at": 0}));
    assert_eq!(part, json!({"Ok": "[]"}));
    let made = one_more.call("extract", json!({"what": "reminders"}));
    assert!(made.get("Ok").is_some(), "{made}");
}

/// The demo's school that notes are written on.
fn school() -> RecordId {
    "ecole/0380123C".parse().unwrap()
}

/// Notes on the school, as long as they may be, as one order.
fn notes(count: usize) -> Order {
    let note = |number| Command::AddNote {
        about: school(),
        text: format!("{number:04} {}", "\"".repeat(3_900)),
    };
    Order::many((0..count).map(|number| Order::blind(note(number))))
}

/// What is answered about the school, and to more previews than one order may hold, the first half of them refused.
fn answers(desk: &dyn Desk) -> [Result<String, DeskError>; 3] {
    let order = |number: usize| {
        Order::blind(Command::AddNote {
            about: school(),
            text: if number.is_multiple_of(2) {
                String::new()
            } else {
                format!("note {number}")
            },
        })
    };
    let orders: Vec<Order> = (0..=MOST_AT_ONCE).map(order).collect();
    [
        desk.open(&school())
            .map(|dossier| format!("{:?}", dossier.sections)),
        desk.history(&school()).map(|lines| format!("{lines:?}")),
        desk.preview_each(&orders).map(|outcomes| format!("{outcomes:?}")),
    ]
}

#[test]
fn an_answer_about_one_record_is_as_long_through_the_service_as_without_it() {
    let mut house = House::open();
    let mut client = Client::connect(&house.socket()).unwrap();
    for _ in 0..6 {
        client.execute(&notes(120)).unwrap();
    }
    let shared = answers(&client);
    drop(client);
    house.close();
    let store = FileStore::open(&house.place.base()).unwrap();
    let actor = Actor {
        uid: 1_001,
        name: "jdupont".to_owned(),
    };
    let (today, policy) = (DAY.parse().unwrap(), Policy::default());
    let alone = Local::new(Box::new(store), actor, chrono::Utc::now, today, policy).unwrap();
    assert_eq!(answers(&alone), shared);
    let [dossier, history, previews] = shared;
    let dossier = dossier.unwrap();
    assert!(
        dossier.contains("0119 ") && dossier.contains("469 autres"),
        "{}",
        &dossier[dossier.len() - 300..]
    );
    let history = history.unwrap_err().to_string();
    assert!(
        history.contains("«\u{a0}preau journal --sur ecole/0380123C\u{a0}»"),
        "{history}"
    );
    let previews = previews.unwrap_err().to_string();
    assert!(previews.contains("1000 demandes"), "{previews}");
}
