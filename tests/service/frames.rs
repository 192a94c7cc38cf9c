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
    let page = other.call("query", schools("commune:grenoble"));
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
    wrong(|raw| raw.ask("efface", Value::Null));
}

#[test]
fn arguments_of_another_kind() {
    wrong(|raw| raw.ask("query", json!({"query": 12})));
}

#[test]
fn a_number_that_does_not_fit() {
    wrong(|raw| {
        raw.frame(br#"{"changes":{"since":1,"wait":{"secs":18446744073709551615,"nanos":4294967295}}}"#);
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
        raw.bytes(b"{\"query\"");
        raw.0.shutdown(std::net::Shutdown::Write).unwrap();
    });
}
