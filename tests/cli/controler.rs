//! `preau controler`: what blocks which school, three formats, exit status as grep's.

use std::collections::BTreeSet;

use super::place::{DAY, Place};

#[test]
fn blocked_schools_give_status_1_and_their_reasons() {
    let place = Place::demo();
    let ran = place.run(["controler", "uai:0381528E"]).expect(1);
    insta::assert_snapshot!("controler_text", ran.out);
    let ran = place
        .run(["controler", "uai:0381528E", "--format", "csv"])
        .expect(1);
    insta::assert_snapshot!("controler_csv", ran.out);
}

#[test]
fn without_a_blocked_school_the_status_is_0() {
    let ran = Place::demo().run(["controler", "uai:0381548B"]).expect(0);
    assert!(
        ran.out.contains("bloquées : 0") || ran.out.contains("bloquées\u{a0}: 0"),
        "{}",
        ran.out
    );
}

#[test]
fn one_empty_line_is_between_the_day_and_the_counts() {
    let ran = Place::demo().run(["controler", "zzzzqqq"]).expect(0);
    assert_eq!(
        ran.out,
        "Contrôle au 23/11/2026\n\nécoles\u{a0}: 0, inscrites\u{a0}: 0, inscriptibles\u{a0}: 0, bloquées\u{a0}: 0, \
         à régulariser\u{a0}: 0\n"
    );
}

#[test]
fn a_filter_that_is_not_understood_gives_status_2_and_the_nearest_name() {
    let place = Place::demo();
    let ran = place.run(["controler", "comune:grenoble"]).expect(2);
    assert!(
        ran.err.contains("« comune »") || ran.err.contains("comune"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("commune"), "{}", ran.err);
    assert_eq!(ran.out, "");
    place.run(["controler", "regle:Z99"]).expect(2);
}

#[test]
fn a_filter_may_be_negated_after_two_dashes() {
    let place = Place::demo();
    let ran = place
        .run(["controler", "--format", "json", "--", "-bloque:oui"])
        .expect(0);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["resume"]["bloquees"], 0);
    assert_ne!(value["resume"]["ecoles"], 0);
}

#[test]
fn the_json_is_that_of_the_formats() {
    let ran = Place::demo().run(["controler", "--format", "json"]).expect(1);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(keys(&value), ["date", "ecoles", "resume"]);
    assert_eq!(value["date"], DAY);
    assert_eq!(
        keys(&value["resume"]),
        [
            "a_regulariser",
            "bloquees",
            "ecoles",
            "inscriptibles",
            "inscrites"
        ]
    );
    let schools = value["ecoles"].as_array().unwrap();
    let uais: BTreeSet<&str> = schools
        .iter()
        .filter_map(|school| school["uai"].as_str())
        .collect();
    assert_eq!(
        value["resume"]["ecoles"],
        uais.len(),
        "a school has a line per category"
    );
    for school in schools {
        assert_eq!(
            keys(school),
            [
                "categorie",
                "circonscription",
                "collectivite",
                "commune",
                "constats",
                "departement",
                "etape",
                "inscriptible",
                "inscription",
                "nom",
                "solution",
                "uai"
            ]
        );
        for finding in school["constats"].as_array().unwrap() {
            assert_eq!(keys(finding), ["gravite", "message", "regle", "source"]);
            let severity = finding["gravite"].as_str().unwrap();
            assert!(["bloquant", "critique", "avertissement"].contains(&severity));
        }
        let blocked = school["constats"]
            .as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["gravite"] == "bloquant");
        assert!(!(blocked && school["inscriptible"] == true), "{school}");
    }
}

/// The names of an object's fields, sorted.
fn keys(value: &serde_json::Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn the_day_moves_what_is_in_force() {
    // 26-0036 ends on 2026-11-23, inclusive.
    let place = Place::demo();
    let blocked = |day: &str| {
        let ran = place.on(
            day,
            [
                "controler",
                "commune:saint-geoire-en-valdaine regle:B7",
                "--format",
                "json",
            ],
        );
        let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(value["date"], day);
        value["resume"]["bloquees"].as_u64().unwrap()
    };
    assert_eq!(blocked("2026-11-23"), 0);
    assert_ne!(blocked("2026-11-24"), 0);
}
