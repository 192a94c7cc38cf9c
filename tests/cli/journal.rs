//! `preau journal`: who did what, in three formats, and what touched one record.

use crate::support::place::Place;

#[test]
fn each_operation_has_its_line() {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    let text = place.run(["journal"]).expect(0).out;
    assert_eq!(text.lines().count(), 12, "{text}");
    assert!(
        text.lines().last().unwrap().contains("inscription au registre"),
        "{text}"
    );
    let json = place.run(["journal", "--format", "json"]).expect(0).out;
    let lines: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(lines.as_array().unwrap().len(), 12);
    let csv = place.run(["journal", "--format", "csv"]).expect(0).out;
    assert_eq!(csv.lines().count(), 13, "{csv}");
    assert_eq!(
        csv.lines().next(),
        Some("operation;le;par;demande;sur;fiches;essai")
    );
}

#[test]
fn one_record_or_the_last_operations_alone() {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    let about = place.run(["journal", "--sur", "ecole/0381548B"]).expect(0).out;
    assert!(about.contains("annuaire-038.csv"), "{about}");
    assert!(!about.contains("epci-038.json"), "{about}");
    let since = place.run(["journal", "--depuis", "11"]).expect(0).out;
    assert_eq!(since.lines().count(), 2, "{since}");
}

#[test]
fn the_kind_of_a_record_may_have_its_accents_and_capitals() {
    let place = Place::demo();
    let of = |record: &str| place.run(["journal", "--sur", record]).expect(0).out;
    let expected = of("ecole/0381548B");
    assert!(expected.contains("annuaire-038.csv"), "{expected}");
    for record in ["école/0381548B", "Ecole/0381548B", "ÉCOLE/0381548b"] {
        assert_eq!(of(record), expected, "{record}");
    }
    assert_eq!(of("Fiche de traitement/one@2"), of("fiche/one@2"));
}

#[test]
fn the_author_is_the_account_whatever_the_environment_says() {
    let place = Place::demo();
    let mut command = place.command(["inscrire", "0381548B", "--date", "2026-11-23"]);
    command.env("USER", "quelquun").env("LOGNAME", "quelquun");
    assert!(command.status().unwrap().success());
    let journal = place.run(["journal"]).expect(0).out;
    assert!(!journal.contains("quelquun"), "{journal}");
}

#[test]
fn each_operation_says_of_what_and_a_school_has_all_that_touched_it() {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    let all = place.run(["journal"]).expect(0).out;
    let last = all.lines().last().unwrap();
    assert!(last.contains("inscription au registre · "), "{last}");
    assert!(last.contains(", "), "the school and its commune: {last}");
    let about = place.run(["journal", "--sur", "ecole/0381548B"]).expect(0).out;
    for said in [
        "import annuaire",
        "import deploiements",
        "inscription au registre",
    ] {
        assert!(about.contains(said), "{said}: {about}");
    }
}

#[test]
fn a_journal_that_has_nothing_to_show_says_so_aside() {
    let place = Place::demo();
    let ran = place.run(["journal", "--depuis", "999"]).expect(0);
    assert_eq!(ran.out, "");
    assert!(
        ran.err.contains("aucune opération à partir de la n°\u{a0}999"),
        "{}",
        ran.err
    );
    let ran = place
        .run(["journal", "--depuis", "999", "--format", "json"])
        .expect(0);
    assert_eq!(ran.out.trim(), "[]");
}
