//! `preau etat`: how the service is, what was done for the safety of its base, and the line of a probe.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;

use serde_json::{Value, json};

use super::house::House;
use super::raw::{Raw, note, schools};
use crate::support::place::Place;

fn state(house: &House) -> Value {
    let ran = house.run(["etat", "--format", "json"]).expect(0);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn the_state_counts_who_is_there_what_was_asked_and_what_waits() {
    let house = House::open();
    let mut raw = Raw::watching(&house.socket(), "1");
    assert!(raw.call("execute", note("une note", None)).get("Ok").is_some());
    let refused = raw.call("query", schools("couleur:rouge"));
    assert!(refused.get("Err").is_some(), "{refused}");
    let state = state(&house)["service"].clone();
    assert_eq!(state["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!((&state["screens"], &state["connections"]), (&json!(1), &json!(2)));
    assert_eq!(state["orders"]["answered"], 1);
    assert_eq!(state["questions"]["refused"], 1, "{state}");
    assert_eq!(state["waiting"]["orders"], 0);
    let head = state["head"].as_str().unwrap();
    let text = house.run(["etat"]).expect(0).out;
    for said in [
        head,
        "1 écran",
        "sauvegarde    aucune notée",
        "vérification  aucune notée",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn what_is_done_for_the_safety_of_the_base_is_noted_and_a_probe_hears_of_it() {
    let house = House::open();
    fs::create_dir(house.path("copies")).unwrap();
    let ran = house.run(["etat", "--sonde"]).expect(2);
    assert!(
        ran.out
            .starts_with("PREAU CRITICAL - sauvegarde\u{a0}: aucune notée"),
        "{}",
        ran.out
    );
    house.run(["sauvegarder", "copies"]).expect(0);
    let ran = house.run(["etat", "--sonde"]).expect(1);
    assert!(
        ran.out
            .starts_with("PREAU WARNING - vérification\u{a0}: aucune notée\u{a0}; restauration"),
        "{}",
        ran.out
    );
    house.run(["verifier"]).expect(0);
    let ran = house.run(["verifier", "--sauvegarde", "copies"]).expect(0);
    assert!(ran.out.contains("c’est une copie de la base"), "{}", ran.out);
    let ran = house.run(["etat", "--sonde"]).expect(0);
    assert!(
        ran.out.starts_with("PREAU OK - rien à signaler | ecrans=0 "),
        "{}",
        ran.out
    );
    let upkeep = state(&house)["service"]["upkeep"].clone();
    for task in ["saved", "verified", "restored"] {
        assert_eq!(upkeep[task]["sound"], true, "{upkeep}");
    }
    let mut file = house.place.base().into_os_string();
    file.push(".entretien.json");
    assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn what_was_noted_outlives_the_service() {
    let mut house = House::open();
    house.run(["sauvegarder", "copie.base"]).expect(0);
    let noted = state(&house)["service"]["upkeep"]["saved"].clone();
    house.close();
    assert_eq!(house.notified(), "STOPPING=1");
    house.start(|_| ());
    assert_eq!(state(&house)["service"]["upkeep"]["saved"], noted);
}

#[test]
fn a_copy_of_another_base_is_told_and_not_noted() {
    let house = House::open();
    let other = Place::trial();
    let communes = crate::support::place::demo("communes-038.json");
    other.run(["importer", "communes", &communes]).expect(0);
    other.run(["sauvegarder", "autre.base"]).expect(0);
    let path = other.path("autre.base");
    let ran = house
        .run(["verifier", "--sauvegarde", path.to_str().unwrap()])
        .expect(1);
    assert!(
        ran.out.contains("ce n’est pas une copie de cette base"),
        "{}",
        ran.out
    );
    assert_eq!(state(&house)["service"]["upkeep"]["restored"], Value::Null);
}

#[test]
fn a_copy_that_is_damaged_is_told_and_not_noted() {
    let house = House::open();
    house.run(["sauvegarder", "copie.base"]).expect(0);
    let mut bytes = fs::read(house.path("copie.base")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4_096].fill(0x55);
    fs::write(house.path("copie.base"), bytes).unwrap();
    let ran = house.run(["verifier", "--sauvegarde", "copie.base"]);
    assert_ne!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert_eq!(state(&house)["service"]["upkeep"]["restored"], Value::Null);
}

#[test]
fn a_service_that_is_away_is_critical_in_one_line() {
    let mut house = House::open();
    house.close();
    let ran = house.run(["etat", "--sonde"]).expect(2);
    assert!(
        ran.out.starts_with("PREAU CRITICAL - aucun service ne répond"),
        "{}",
        ran.out
    );
    assert_eq!(ran.out.lines().count(), 1);
    house.run(["etat"]).expect(2);
}

#[test]
fn a_collector_is_told_the_measures_over_http_or_bare() {
    let mut house = House::open();
    house.close();
    assert_eq!(house.notified(), "STOPPING=1");
    house.start(|command| {
        command.args(["--mesures", "mesures.sock"]);
    });
    let socket = house.path("mesures.sock");
    let asked = |request: &[u8]| {
        let mut line = UnixStream::connect(&socket).unwrap();
        line.write_all(request).unwrap();
        line.shutdown(std::net::Shutdown::Write).unwrap();
        let mut text = String::new();
        line.read_to_string(&mut text).unwrap();
        text
    };
    let bare = asked(b"");
    assert!(bare.starts_with("# TYPE preau_writing gauge"), "{bare}");
    assert!(
        bare.contains("\npreau_writing 1\n") && bare.ends_with("# EOF\n"),
        "{bare}"
    );
    let http = asked(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let (head, body) = http.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.0 200 OK\r\nContent-Type: application/openmetrics-text"));
    assert!(body.contains("preau_orders_total{issue=\"done\"} 0\n"), "{body}");
    let text = house.run(["etat", "--format", "openmetrics"]).expect(0).out;
    assert!(text.contains("# TYPE preau_held_bytes gauge"), "{text}");
    house.close();
    assert!(!socket.exists(), "it goes with the service");
}
