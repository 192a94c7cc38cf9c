//! A client made by hand says who it is, what day it is and which number comes next: nothing of it counts.

use serde_json::{Value, json};

use super::house::House;
use super::raw::{Raw, note};

/// What a forged client would have saved.
fn forged(number: u32, text: &str) -> Value {
    json!({"note": {
        "number": number, "about": "ecole/0380123C", "text": text, "date": "1999-01-01", "by": "dasen",
    }})
}

fn save(record: &Value, seen: &Value) -> Value {
    json!({"order": {"command": {"save": {"record": record}}, "seen": seen}})
}

/// The notes of the base, as they are stored.
fn notes(house: &House) -> Vec<Value> {
    let base: Value = serde_json::from_str(&house.run(["exporter", "base"]).expect(0).out).unwrap();
    let records = base["records"].as_array().unwrap().iter();
    records
        .filter_map(|held| held["record"].get("note").cloned())
        .collect()
}

#[test]
fn the_author_the_day_and_the_number_of_a_note_are_the_service_s() {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    let first = raw.call("execute", note("rappeler la mairie", None));
    assert!(first["Ok"].is_object(), "{first}");
    let written = notes(&house);
    let over = raw.call("execute", save(&forged(1, "rien"), &json!([])));
    assert!(over["Err"].to_string().contains("Unseen"), "{over}");
    let far = raw.call("execute", save(&forged(u32::MAX, "la fin"), &json!([])));
    assert!(far["Err"].to_string().contains("le prochain est le 2"), "{far}");
    assert_eq!(notes(&house), written);
    let seen = json!([{"id": "note/0000000001", "version": first["Ok"]["seq"]}]);
    let hostile = forged(1, "rappeler\u{9b}31m demain\u{202e}");
    let over = raw.call("execute", save(&hostile, &seen));
    assert!(over["Ok"].is_object(), "{over}");
    let changed = notes(&house);
    assert_eq!(changed[0]["text"], "rappeler demain");
    assert_eq!(
        (&changed[0]["by"], &changed[0]["date"]),
        (&written[0]["by"], &written[0]["date"])
    );
    let next = raw.call("execute", save(&forged(2, "encore"), &json!([])));
    assert!(next["Ok"].is_object(), "{next}");
    assert_eq!(notes(&house)[1]["by"], written[0]["by"]);
    let next = raw.call("execute", note("et encore", None));
    assert!(
        next["Ok"].is_object(),
        "nobody is kept from adding another: {next}"
    );
    let base = house.run(["exporter", "base"]).expect(0).out;
    assert!(
        !base.contains("\\u202e") && !base.contains("\\u009b"),
        "the journal keeps the command inert"
    );
}

#[test]
fn what_is_the_registers_the_views_and_the_communes_is_saved_by_nobody() {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    let entry = json!({"entry": {
        "number": 1, "school": "0380123C", "category": "ENT", "solution": "olm", "sheet": "1", "conventions": [],
        "entered_on": "1999-01-01", "entered_by": "dasen",
    }});
    let view = json!({"view": {"number": 1, "name": "à moi", "pane": "schools", "owner": {"uid": 0, "name": "root"}}});
    let follow = json!({"follow_up": {
        "school": "0380123C", "due": "2027-01-01", "since": "1999-01-01", "by": "dasen",
    }});
    for record in &[entry, view, follow] {
        let answer = raw.call("execute", save(record, &json!([])));
        assert!(answer["Err"].to_string().contains("Kind"), "{record}: {answer}");
    }
}
