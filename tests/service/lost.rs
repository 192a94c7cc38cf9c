//! A base that is moved, removed, replaced or overwritten under the service: nothing more is acknowledged.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::house::House;
use super::raw::{Raw, note};

/// What is done to the base of a house, in which `saved` is an older copy of it.
type Harm = fn(&Path, &Path);

const HARMS: [(Harm, &str); 4] = [
    (
        |base, _| fs::rename(base, base.with_extension("ailleurs")).unwrap(),
        "a été déplacée",
    ),
    (|base, _| fs::remove_file(base).unwrap(), "a été supprimée"),
    (|base, saved| fs::rename(saved, base).unwrap(), "a été remplacée"),
    (
        |base, saved| fs::write(base, fs::read(saved).unwrap()).unwrap(),
        "a été modifiée par un autre programme",
    ),
];

#[test]
fn once_the_base_is_not_the_one_that_was_opened_no_order_is_acknowledged_and_readers_are_told() {
    for (harm, said) in HARMS {
        let mut house = House::open();
        let base = house.place.base();
        let saved = house.path("copie.base");
        house.run(["sauvegarder", saved.to_str().unwrap()]).expect(0);
        let mut raw = Raw::greeted(&house.socket());
        assert!(raw.call("execute", note("avant", Some(1)))["Ok"]["seq"].is_u64());
        harm(&base, &saved);
        let left = fs::read(&base).ok();
        for id in [2, 1, 3] {
            let answer = raw.call("execute", note("après", Some(id)))["Err"]["Gone"].to_string();
            assert!(
                answer.contains(said) && answer.contains("relancez le programme"),
                "{said}: {answer}"
            );
        }
        let wait = json!({"since": 0, "wait": {"secs": 0, "nanos": 0}});
        let told = raw.call("changes", wait)["Ok"]["closed"].to_string();
        assert!(told.contains(said), "{told}");
        let file = house.place.file("contrats.csv", "reference;collectivite;solution;ecoles;debut;fin\nCT-LU;213801855;one;0380069U;2026-09-01;2029-08-31\n");
        let refused = house.run(["importer", "contrats", &file]).expect(2);
        assert!(refused.err.contains(said), "{}", refused.err);
        let read = house.run(["controler"]).expect(1);
        assert!(read.out.contains("0381528E"), "what is in memory is still read");
        assert!(
            read.err.contains(said) && read.err.contains("mémoire"),
            "{}",
            read.err
        );
        let log = house.close();
        assert!(
            log.contains("plus aucun ordre n’est pris") && log.contains(said),
            "{log}"
        );
        assert!(
            fs::read(&base).ok() == left,
            "{said}: what is there is left as it is"
        );
        if let Some(bytes) = left {
            fs::write(&saved, bytes).unwrap();
            house
                .place
                .run(["verifier", "--base", saved.to_str().unwrap()])
                .expect(0);
        }
    }
}

#[test]
fn a_second_program_finds_all_that_was_acknowledged_in_the_base_that_is_put_back() {
    let mut house = House::open();
    let base = house.place.base();
    let mut raw = Raw::greeted(&house.socket());
    assert!(raw.call("execute", note("une", Some(1)))["Ok"]["seq"].is_u64());
    let aside = base.with_extension("ailleurs");
    fs::rename(&base, &aside).unwrap();
    assert!(raw.call("execute", note("deux", Some(2)))["Err"].is_object());
    house.close();
    fs::rename(&aside, &base).unwrap();
    house.place.run(["verifier"]).expect(0);
    let journal = house
        .place
        .run(["journal", "--sur", "ecole/0380123C"])
        .expect(0)
        .out;
    assert_eq!(
        journal.lines().filter(|line| line.contains("note")).count(),
        1,
        "{journal}"
    );
}
