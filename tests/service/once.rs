//! An order asked again under its number is done once, and answered as the first time.

use serde_json::{Value, json};

use super::house::House;
use super::raw::{Raw, note};

/// The notes of the journal.
fn notes(house: &House) -> usize {
    let ran = house.run(["journal", "--sur", "ecole/0380123C"]).expect(0);
    ran.out.lines().filter(|line| line.contains("note")).count()
}

fn order(house: &House, note: Value) -> Value {
    Raw::greeted(&house.socket()).call("execute", note)
}

#[test]
fn twice_on_two_connections_and_after_a_restart() {
    let mut house = House::open();
    let first = order(&house, note("une fois", Some(7)));
    assert!(first["Ok"]["seq"].is_u64(), "{first}");
    assert_eq!(order(&house, note("une fois", Some(7))), first);
    assert_eq!(notes(&house), 1);
    house.close();
    while house.notified() != "STOPPING=1" {}
    house.start(|_| ());
    assert_eq!(order(&house, note("une fois", Some(7))), first);
    assert_eq!(notes(&house), 1);
    let second = order(&house, note("une fois", Some(8)));
    assert_ne!(second, first);
    assert_eq!(notes(&house), 2);
}

#[test]
fn another_command_under_the_same_number_is_refused_even_after_a_restart() {
    let mut house = House::open();
    let first = order(&house, note("une fois", Some(7)));
    let other = order(&house, note("autre chose", Some(7)));
    let said = other["Err"].to_string();
    let seq = first["Ok"]["seq"].as_u64().unwrap();
    assert!(said.contains(&format!("\"entry\":{seq}")), "{other}");
    house.close();
    while house.notified() != "STOPPING=1" {}
    house.start(|_| ());
    assert_eq!(order(&house, note("autre chose", Some(7))), other);
    assert_eq!(
        order(&house, note(" une fois\u{202e}", Some(7))),
        first,
        "the same, once it is inert"
    );
    let import = json!({"id": "00000000000000000000000000000007", "stages": false});
    let answer = Raw::greeted(&house.socket()).call("import", import);
    assert!(answer["Err"].to_string().contains("OtherOrder"), "{answer}");
    assert_eq!(notes(&house), 1);
}

#[test]
fn orders_that_share_a_commit_are_told_apart_by_what_they_ask() {
    let house = House::open();
    let mut clients: Vec<Raw> = (0..20).map(|_| Raw::greeted(&house.socket())).collect();
    // Sent together, so that several are decided in one group; the first of all says what the number is of.
    for (number, raw) in clients.iter_mut().enumerate() {
        raw.ask("execute", note(&format!("note {}", number % 2), Some(9)));
    }
    let receipts: Vec<Value> = clients.iter_mut().map(|raw| raw.receive().unwrap()).collect();
    let done = receipts
        .iter()
        .filter(|receipt| receipt["Ok"].is_object())
        .count();
    let refused = receipts
        .iter()
        .filter(|receipt| receipt["Err"].to_string().contains("OtherOrder"))
        .count();
    assert_eq!((done, refused), (10, 10), "{receipts:?}");
    assert_eq!(notes(&house), 1);
}

#[test]
fn an_import_of_which_the_service_has_nothing_is_not_done() {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    let answer = raw.call(
        "import",
        json!({"id": "00000000000000000000000000000009", "stages": false}),
    );
    assert!(
        answer["Err"].to_string().contains("rien n’a été écrit"),
        "{answer}"
    );
}
