//! `preau regles`: every rule of the one table, with the thresholds in force.

use preau::domain::rule::RuleCode;

use crate::support::place::Place;

const CONFIG: &str = "[dsden]\nnom = \"DSDEN <de> l'Isère & *Drôme*\"\n[regles]\necheance_jours = 75\n";

fn written(format: &str) -> String {
    let place = Place::new();
    let config = place.file("config.toml", CONFIG);
    place
        .run(["regles", "--format", format, "--config", &config])
        .expect(0)
        .out
}

#[test]
fn each_form_is_as_reviewed() {
    for format in ["texte", "markdown", "html"] {
        insta::assert_snapshot!(format!("rules_{format}"), written(format));
    }
}

#[test]
fn each_form_has_every_rule_and_the_thresholds_of_the_configuration() {
    for format in ["texte", "markdown", "html"] {
        let text = written(format);
        for rule in RuleCode::ALL {
            assert!(text.contains(rule.condition()), "{} in {format}", rule.as_str());
        }
        assert!(text.contains("echeance_jours = 75"), "{format}");
        assert!(text.contains("parapheur_jours = 15"), "{format}");
    }
}

#[test]
fn a_name_is_no_markup() {
    assert!(written("html").contains("DSDEN &lt;de&gt; l'Isère &amp; *Drôme*"));
    assert!(written("markdown").contains(r"DSDEN \<de\> l'Isère \& \*Drôme\*"));
}

#[test]
fn it_needs_no_base_and_writes_a_file() {
    let place = Place::new();
    let page = place.path("regles.html");
    place
        .run(["regles", "--format", "html", "-o", page.to_str().unwrap()])
        .expect(0);
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(text.starts_with("<!DOCTYPE html>"), "{text}");
}
