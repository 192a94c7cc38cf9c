//! The start of a connection: who is let in, and what the others are told.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use super::house::{House, warnings};
use super::raw::{PROTOCOL, Raw, hello};

/// What a client that says `hello` is told; the connection is over after it.
fn sorry(house: &House, hello: &Value) -> String {
    let mut raw = Raw::silent(&house.socket());
    raw.send(hello);
    let answer = raw.receive().unwrap();
    assert!(raw.is_over());
    answer["sorry"].as_str().unwrap().to_owned()
}

fn with(key: &str, value: Value) -> Value {
    let mut hello = hello();
    hello[key] = value;
    hello
}

#[test]
fn a_program_of_another_version_is_told_which_side_to_update() {
    let mut house = House::open();
    let old = sorry(&house, &with("protocol", json!(PROTOCOL - 1)));
    assert!(
        old.contains("(9.9.9)") && old.contains("ce programme est à mettre à jour"),
        "{old}"
    );
    let new = sorry(&house, &with("protocol", json!(PROTOCOL + 1)));
    assert!(new.contains("le service est à mettre à jour"), "{new}");
    let log = house.close();
    assert_eq!(warnings(&log).len(), 2, "{log}");
    assert!(
        warnings(&log)
            .iter()
            .all(|line| line.contains("connexion refusée")),
        "{log}"
    );
}

#[test]
fn a_program_without_a_session_is_turned_away() {
    let mut house = House::open();
    for session in ["", "0123", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"] {
        sorry(&house, &with("session", json!(session)));
    }
    let log = house.close();
    assert_eq!(warnings(&log).len(), 3, "{log}");
}

#[test]
fn a_greeting_that_is_none_ends_the_connection_with_one_line() {
    let mut house = House::open();
    for frame in [b"pas du JSON".as_slice(), b"{}", b"", b"[1,2]"] {
        let mut raw = Raw::silent(&house.socket());
        raw.frame(frame);
        assert!(raw.is_over(), "{frame:?}");
    }
    // Longer than any greeting: not even read.
    let mut raw = Raw::silent(&house.socket());
    raw.bytes(&(1_u32 << 20).to_be_bytes());
    assert!(raw.is_over());
    // Gone in the middle of it.
    Raw::silent(&house.socket()).bytes(&[0, 0]);
    let mut other = Raw::greeted(&house.socket());
    assert!(other.call("undoable", json!({})).get("Ok").is_some());
    drop(other);
    let log = house.close();
    assert_eq!(warnings(&log).len(), 6, "{log}");
}

#[test]
fn a_program_that_says_nothing_is_not_waited_for() {
    let mut house = House::open();
    let mut silent = Raw::silent(&house.socket());
    // Others are let in meanwhile.
    Raw::greeted(&house.socket());
    assert!(silent.is_over());
    let log = house.close();
    let warned = warnings(&log);
    assert_eq!(warned.len(), 1, "{log}");
    assert!(warned[0].contains("ne se présente pas"), "{log}");
}

#[test]
fn the_socket_is_its_group_s_and_the_base_its_owner_s() {
    let house = House::open();
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(house.socket()), 0o660);
    assert_eq!(mode(house.place.base()), 0o600);
}
