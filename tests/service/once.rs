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
    Raw::greeted(&house.socket()).call(1, "Execute", note)
}

#[test]
fn twice_on_two_connections_and_after_a_restart() {
    let mut house = House::open();
    let first = order(&house, note("une fois", Some(7)));
    assert!(first["Ok"]["seq"].is_u64(), "{first}");
    assert_eq!(order(&house, note("une fois", Some(7))), first);
    assert_eq!(notes(&house), 1);
    house.close();
    while house.told() != "STOPPING=1" {}
    house.start(|_| ());
    assert_eq!(order(&house, note("une fois", Some(7))), first);
    assert_eq!(notes(&house), 1);
    let second = order(&house, note("une fois", Some(8)));
    assert_ne!(second, first);
    assert_eq!(notes(&house), 2);
}

#[test]
fn an_import_of_which_the_service_has_nothing_is_not_done() {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    let answer = raw.call(1, "Import", json!({"id": "00000000000000000000000000000009"}));
    assert!(
        answer["Err"].to_string().contains("rien n’a été écrit"),
        "{answer}"
    );
}
