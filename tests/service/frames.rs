//! Frames that are none: the connection ends with one line of the log, and nobody else is kept waiting.

use serde_json::{Value, json};

use super::house::{House, warnings};
use super::raw::{Raw, schools};

/// Does something wrong on a connection that was let in; it must be over then, with one line of the log.
fn wrong(what: impl FnOnce(&mut Raw)) -> String {
    let mut house = House::open();
    let mut other = Raw::greeted(&house.socket());
    let mut raw = Raw::greeted(&house.socket());
    what(&mut raw);
    let page = other.call(1, "Query", schools("commune:grenoble"));
    assert!(page["Ok"]["total"].as_u64().unwrap() > 0, "{page}");
    while raw.receive().is_some() {}
    assert!(raw.is_over());
    drop((raw, other));
    let log = house.close();
    let warned = warnings(&log);
    assert_eq!(warned.len(), 1, "{log}");
    assert!(warned[0].contains("connexion interrompue"), "{log}");
    warned[0].to_owned()
}

#[test]
fn what_is_no_json() {
    assert!(wrong(|raw| raw.frame(b"\xff\x00 pas du JSON")).contains("trame illisible"));
}

#[test]
fn a_call_that_there_is_not() {
    wrong(|raw| raw.ask(1, "Efface", Value::Null));
}

#[test]
fn arguments_of_another_kind() {
    wrong(|raw| raw.ask(1, "Query", json!({"query": 12})));
}

#[test]
fn a_number_that_does_not_fit() {
    wrong(|raw| {
        raw.frame(
            br#"{"Request":{"context":{"deadline":{"secs":18446744073709551615,"nanos":999999999},"trace_context":{"trace_id":[0],"span_id":0,"sampling_decision":"Unsampled"}},"id":1,"message":{"Undoable":{}}}}"#,
        );
    });
}

#[test]
fn one_that_is_longer_than_any_request() {
    wrong(|raw| raw.bytes(&(5_u32 << 20).to_be_bytes()));
}

#[test]
fn one_that_is_cut() {
    wrong(|raw| {
        raw.bytes(&100_u32.to_be_bytes());
        raw.bytes(b"{\"Request\"");
        raw.0.shutdown(std::net::Shutdown::Write).unwrap();
    });
}

#[test]
fn a_number_used_twice() {
    wrong(|raw| {
        let wait = json!({"since": 1_000_000, "wait": {"secs": 20, "nanos": 0}});
        raw.ask(7, "Changes", wait.clone());
        raw.ask(7, "Changes", wait);
    });
}
