//! What one client may take: connections, requests that wait, the length of a filter, answers that it does not read.

use serde_json::json;

use super::house::House;
use super::raw::{Raw, hello, note, schools};

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
    let page = open[0].call(1, "Query", schools("uai:0380123C"));
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
    for (id, verb, arguments) in [
        (1, "Query", schools(&long)),
        (
            2,
            "Complete",
            json!({"pane": "schools", "text": long, "cursor": 3}),
        ),
        (3, "Extract", json!({"what": {"schools": {"filter": long}}})),
    ] {
        let answer = raw.call(id, verb, arguments);
        assert!(
            answer["Err"].to_string().contains("trop longue"),
            "{verb}: {answer}"
        );
    }
    assert!(raw.call(4, "Query", schools("grenoble")).get("Ok").is_some());
}

#[test]
fn a_ninth_request_waits_until_one_is_answered_and_nobody_else_does() {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    let wait = json!({"since": 1_000_000, "wait": {"secs": 30, "nanos": 0}});
    for id in 0..8 {
        raw.ask(id, "Changes", wait.clone());
    }
    raw.ask(8, "Undoable", json!({}));
    let mut other = Raw::greeted(&house.socket());
    assert!(other.call(1, "Query", schools("")).get("Ok").is_some());
    // A ninth that was read would be answered at once; it is behind the eight, which the end of the service answers.
    house.terminate();
    let answer = raw.receive().unwrap();
    assert!(answer["request_id"].as_u64().unwrap() < 8, "{answer}");
}

#[test]
fn a_client_that_reads_nothing_delays_nobody() {
    let house = House::open();
    let mut deaf = Raw::greeted(&house.socket());
    // Far more than a socket holds.
    for id in 0..64 {
        deaf.ask(id, "Query", schools(""));
    }
    let mut other = Raw::greeted(&house.socket());
    for id in 0..50 {
        assert!(other.call(id, "Query", schools("grenoble")).get("Ok").is_some());
        let done = other.call(1_000 + id, "Execute", note("bonjour", None));
        assert!(done.get("Ok").is_some(), "{done}");
    }
    // Once it reads, it has all of its answers.
    for _ in 0..64 {
        assert!(
            deaf.receive().unwrap()["message"]["Ok"]["Query"]
                .get("Ok")
                .is_some()
        );
    }
}

#[test]
fn an_account_has_so_many_extracts_and_no_other_is_kept_from_work() {
    let house = House::open();
    let mut open: Vec<Raw> = (0..4).map(|_| Raw::greeted(&house.socket())).collect();
    for raw in &mut open {
        // Made, and not fetched.
        let made = raw.call(1, "Extract", json!({"what": "reminders"}));
        assert!(made.get("Ok").is_some(), "{made}");
    }
    let mut one_more = Raw::greeted(&house.socket());
    let refused = one_more.call(1, "Extract", json!({"what": "reminders"}));
    assert!(refused["Err"].to_string().contains("sous ce compte"), "{refused}");
    assert!(one_more.call(2, "Query", schools("")).get("Ok").is_some());
    let part = open[0].call(2, "Part", json!({"at": 0}));
    assert_eq!(part, json!({"Ok": "[]"}));
    let made = one_more.call(3, "Extract", json!({"what": "reminders"}));
    assert!(made.get("Ok").is_some(), "{made}");
}
