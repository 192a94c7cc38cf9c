//! `preau controler`: what blocks which school, three formats, exit status as grep's.

use std::collections::BTreeSet;

use crate::support::place::{DAY, Place};

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
        "Contrôle au 23/11/2026 · base d’essai, données inventées\n\nécoles\u{a0}: 0, hors champ\u{a0}: 0, à régulariser\u{a0}: 0, inscrites\u{a0}: 0, \
         prêtes\u{a0}: 0, bloquées\u{a0}: 0, sans projet\u{a0}: 0\n"
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
    assert_eq!(keys(&value), ["date", "ecoles", "essai", "resume"]);
    assert_eq!(value["date"], DAY);
    assert_eq!(
        keys(&value["resume"]),
        [
            "a_regulariser",
            "bloquees",
            "ecoles",
            "hors_champ",
            "inscrites",
            "pretes",
            "sans_projet"
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
                "etat",
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
            assert!(["bloquant", "critique", "comptes", "avertissement"].contains(&severity));
            let of_accounts = finding["regle"].as_str().unwrap().starts_with('C');
            assert_eq!(
                severity == "comptes",
                of_accounts,
                "C1 to C4, the words of the filter"
            );
        }
        let blocked = school["constats"]
            .as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["gravite"] == "bloquant");
        assert!(!(blocked && school["inscriptible"] == true), "{school}");
    }
}

/// The six states with the names of their counts.
const STATES: [(&str, &str); 6] = [
    ("hors_champ", "hors_champ"),
    ("a_regulariser", "a_regulariser"),
    ("inscrite", "inscrites"),
    ("prete", "pretes"),
    ("bloquee", "bloquees"),
    ("sans_projet", "sans_projet"),
];

#[test]
fn the_six_states_add_up_and_each_filter_finds_as_many() {
    let place = Place::demo();
    let control = |filter: &str| {
        let ran = place.run(["controler", "--format", "json", filter]);
        let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        (ran.status, value)
    };
    let (_, whole) = control("");
    let resume = &whole["resume"];
    let count = |value: &serde_json::Value, name: &str| value["resume"][name].as_u64().unwrap();
    let sum: u64 = STATES.iter().map(|(_, name)| count(&whole, name)).sum();
    assert_eq!(resume["ecoles"], sum, "{resume}");
    for (code, name) in STATES {
        let (status, found) = control(&format!("etat:{code}"));
        assert_eq!(count(&found, "ecoles"), count(&whole, name), "{code}");
        assert_eq!(
            count(&found, name),
            count(&whole, name),
            "{code}: nothing else among them"
        );
        assert_eq!(
            status,
            i32::from(code == "bloquee" && count(&whole, name) > 0),
            "{code}"
        );
        let schools = found["ecoles"].as_array().unwrap();
        assert!(schools.iter().all(|school| school["etat"] == code), "{code}");
    }
    let (_, blocked) = control("bloque:oui");
    assert_eq!(count(&blocked, "ecoles"), count(&whole, "bloquees"));
}

#[test]
fn a_school_without_a_project_is_not_blocked() {
    let place = Place::demo();
    let ran = place.run(["controler", "etat:sans_projet,hors_champ"]).expect(0);
    assert!(ran.out.contains("B7"), "findings are computed for all");
    let ran = place.run(["controler", "uai:0382081F"]).expect(0);
    assert!(ran.out.contains("sans projet"), "{}", ran.out);
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
        // Accounts are open there without an entry: the convention ended too, they are to regularise.
        let count = |name: &str| value["resume"][name].as_u64().unwrap();
        count("bloquees") + count("a_regulariser")
    };
    assert_eq!(blocked("2026-11-23"), 0);
    assert_ne!(blocked("2026-11-24"), 0);
}

#[test]
fn findings_are_gathered_by_cause() {
    let place = Place::demo();
    let ran = place
        .run(["controler", "--par", "cause", "commune:grenoble gravite:bloquant"])
        .expect(1);
    let said = ran.out.replace('\u{a0}', " ");
    let line = "\n  26-0012 (Grenoble), signature du DASEN : 34 écoles (B7, W21)\n      03";
    assert!(said.contains(line), "{said}");
    let ran = place
        .run(["controler", "--par", "cause", "--format", "json"])
        .expect(1);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(keys(&value), ["causes", "date", "essai", "resume"]);
    let causes = value["causes"].as_array().unwrap();
    let first = &causes[0];
    assert_eq!(
        keys(first),
        [
            "cause", "ecoles", "fiche", "gravite", "manque", "nombre", "partie", "regles"
        ]
    );
    // The schools of a cause are those that its filter lists.
    let named = causes
        .iter()
        .find(|one| one["cause"] == "26-0012" && one["regles"][0] == "B7")
        .unwrap();
    assert_eq!(named["manque"], "signature du DASEN");
    let listed = place
        .run(["controler", "cause=26-0012 regle=B7", "--format", "json"])
        .expect(1);
    let listed: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    assert_eq!(listed["resume"]["ecoles"], named["nombre"]);
    let csv = place
        .run(["controler", "--par", "cause", "--format", "csv"])
        .expect(1);
    assert!(
        csv.out
            .starts_with("cause;partie;manque;fiche;gravite;regles;nombre;ecoles"),
        "{}",
        csv.out
    );
}
