//! `preau inscrire`: the gate, its reasons, its number.

use crate::support::place::Place;

#[test]
fn a_blocked_school_is_refused_with_its_reasons_and_nothing_is_written() {
    let place = Place::demo();
    let before = place.content();
    let ran = place.run(["inscrire", "0381528E"]).expect(1);
    assert_eq!(ran.out, "");
    insta::assert_snapshot!("refused", ran.err);
    assert_eq!(place.content(), before);
}

#[test]
fn an_eligible_school_is_registered_under_a_number_then_already_is() {
    let place = Place::demo();
    let ran = place.run(["inscrire", "0381548B"]).expect(0);
    assert_eq!(ran.err, "");
    assert_eq!(
        place.neutral(&ran.out).replace('\u{a0}', " "),
        "0381548B ECOLE PRIMAIRE SAINT EXUPERY (Apprieu) : inscrite sous le n° 1\n\
         Écrit dans la base …/.local/share/preau/preau.base.\n"
    );
    let again = place.run(["inscrire", "0381548B"]).expect(1);
    assert!(again.err.contains("déjà"), "{}", again.err);
    place.run(["verifier"]).expect(0);
}

#[test]
fn of_several_each_is_answered_and_one_refusal_gives_status_1() {
    let place = Place::demo();
    let ran = place
        .run(["inscrire", "0381528E", "0381548B", "0380001V"])
        .expect(1);
    assert!(
        ran.out.contains("0381548B") && ran.out.contains("inscrite"),
        "{ran:#?}"
    );
    assert!(ran.err.contains("B7"), "{ran:#?}");
    assert!(
        ran.err.contains("0380001V") && ran.err.contains("inconnue"),
        "{ran:#?}"
    );
}

#[test]
fn with_two_solutions_the_category_must_be_said() {
    let place = Place::demo();
    let ran = place.run(["inscrire", "0382070U"]).expect(1);
    assert!(ran.err.contains("--categorie"), "{}", ran.err);
    place
        .run(["inscrire", "0382070U", "--categorie", "ENT"])
        .expect(0);
    place
        .run(["inscrire", "0382070U", "--categorie", "vie scolaire"])
        .expect(0);
}

#[test]
fn no_import_enters_a_blocked_school() {
    let place = Place::demo();
    let head = "uai;solution;etape;depuis;notice_familles_le;notice_version";
    let file = place.file(
        "deploiements.csv",
        format!("{head}\n0381528E;pronote;inscrite;2026-11-20;;\n"),
    );
    let before = place.content();
    let ran = place.run(["importer", "deploiements", &file]);
    assert_ne!(ran.status, 0, "{ran:#?}");
    assert_eq!(place.content(), before);
}
