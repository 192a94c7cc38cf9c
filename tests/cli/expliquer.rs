//! `preau expliquer`: every rule of a school, held or not, with the facts it looked at.

use preau::domain::rule::RuleCode;
use serde_json::{Value, json};

use crate::support::place::Place;

#[test]
fn a_school_is_explained_as_reviewed() {
    let place = Place::demo();
    let blocked = place.on("2026-11-23", ["expliquer", "0381528E"]).expect(0).out;
    insta::assert_snapshot!("explained", blocked);
}

#[test]
fn the_json_has_the_keys_and_the_words_of_controler() {
    let place = Place::demo();
    let args = ["expliquer", "0381528E", "--format", "json"];
    let text = place.on("2026-11-23", args).expect(0).out;
    let whole: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&whole["date"], &whole["uai"]),
        (&json!("2026-11-23"), &json!("0381528E"))
    );
    let rules = whole["usages"][0]["regles"].as_array().unwrap();
    assert_eq!(rules.len(), RuleCode::ALL.len());
    let of = |code: &str| rules.iter().find(|rule| rule["regle"] == code).unwrap();
    insta::assert_snapshot!("explained_json", serde_json::to_string_pretty(of("B7")).unwrap());
    assert_eq!(of("B5")["etat"], "non_constatee");
    let args = ["expliquer", "0381958X", "--format", "json"];
    let private: Value = serde_json::from_str(&place.on("2026-11-23", args).expect(0).out).unwrap();
    let rules = private["usages"][0]["regles"].as_array().unwrap();
    let b5 = rules.iter().find(|rule| rule["regle"] == "B5").unwrap();
    assert_eq!(b5["etat"], "non_examinee");
    assert_eq!(b5["pourquoi"], "l’école est privée (B2)");
}

#[test]
fn every_rule_is_there_held_or_not_or_not_looked_at() {
    let place = Place::demo();
    // A private school, one without a collectivité, and one that is blocked.
    for school in ["0381958X", "0380166Z", "0381542V"] {
        let text = place.on("2026-11-23", ["expliquer", school]).expect(0).out;
        for rule in RuleCode::ALL {
            let line = text
                .lines()
                .find(|line| line.trim_start().starts_with(&format!("{} ", rule.as_str())));
            let line = line.unwrap_or_else(|| panic!("{} of {school} in\n{text}", rule.as_str()));
            assert!(
                line.contains("constatée") || line.contains("non examinée"),
                "{line}"
            );
            assert!(line.contains(rule.source()), "{line}");
        }
    }
}

#[test]
fn a_rule_not_looked_at_says_why() {
    let place = Place::demo();
    let private = place.on("2026-11-23", ["expliquer", "0381958X"]).expect(0).out;
    assert!(
        private.contains("non examinée\u{a0}: l’école est privée (B2)"),
        "{private}"
    );
    let nobody = place.on("2026-11-23", ["expliquer", "0380166Z"]).expect(0).out;
    assert!(
        nobody.contains("non examinée\u{a0}: aucune collectivité ne détient la compétence (B4)"),
        "{nobody}"
    );
}

#[test]
fn another_day_has_another_explanation() {
    let place = Place::demo();
    let said = |day: &str| place.on(day, ["expliquer", "0383030M"]).expect(0).out;
    let line = |text: &str| {
        text.lines()
            .find(|line| line.contains("  B7 "))
            .unwrap()
            .to_owned()
    };
    assert!(line(&said("2026-12-31")).ends_with("\u{a0}: constatée"));
    assert!(line(&said("2027-01-01")).ends_with("non constatée"));
}

#[test]
fn an_unknown_school_is_refused() {
    let place = Place::demo();
    place.on("2026-11-23", ["expliquer", "0380001A"]).expect(2);
    place.on("2026-11-23", ["expliquer", "pas un UAI"]).expect(2);
}
