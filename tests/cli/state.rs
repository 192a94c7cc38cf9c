//! `preau etat` of a base that no service holds.

use std::fs;

use crate::support::place::Place;

#[test]
fn a_base_in_a_file_says_its_head_and_what_was_done_for_its_safety() {
    let place = Place::demo();
    let text = place.run(["etat"]).expect(0).out;
    assert!(
        text.contains("sans service") && text.contains("base d’essai, tête "),
        "{text}"
    );
    assert_eq!(text.matches("aucune notée").count(), 3, "{text}");
    fs::create_dir(place.path("copies")).unwrap();
    place.run(["sauvegarder", "copies"]).expect(0);
    place.run(["verifier"]).expect(0);
    place.run(["verifier", "--sauvegarde", "copies"]).expect(0);
    let text = place.run(["etat"]).expect(0).out;
    assert_eq!(text.matches("rien n’a été écrit depuis").count(), 3, "{text}");
    let ran = place.run(["etat", "--sonde"]).expect(0);
    assert_eq!(ran.out, "PREAU OK - rien à signaler\n");
}

#[test]
fn a_verification_is_noted_whatever_it_found_but_for_a_copy_of_a_folder() {
    let place = Place::demo();
    place.run(["verifier"]).expect(0);
    let text = place.run(["etat"]).expect(0).out;
    assert_eq!(text.matches("aucune notée").count(), 2, "{text}");
    fs::create_dir(place.path("copies")).unwrap();
    place.run(["sauvegarder", "copies"]).expect(0);
    let copy = fs::read_dir(place.path("copies"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    place
        .run(["verifier", "--base", copy.to_str().unwrap()])
        .expect(0);
    assert_eq!(fs::read_dir(place.path("copies")).unwrap().count(), 1);
}

#[test]
fn a_base_that_another_program_has_open_says_by_whom_and_is_no_alarm() {
    let place = Place::demo();
    fs::create_dir(place.path("copies")).unwrap();
    place.run(["sauvegarder", "copies"]).expect(0);
    place.run(["verifier"]).expect(0);
    place.run(["verifier", "--sauvegarde", "copies"]).expect(0);
    let held = fs::File::open(place.base()).unwrap();
    held.lock().unwrap();
    let text = place.run(["etat"]).expect(0).out;
    assert!(text.contains("base          ouverte par "), "{text}");
    place.run(["etat", "--sonde"]).expect(0);
}

#[test]
fn a_threshold_that_is_no_number_is_said_in_french() {
    let ran = Place::demo()
        .run(["etat", "--sonde", "--sauvegarde", "abc"])
        .expect(2);
    assert!(ran.err.contains("il faut un nombre entier"), "{}", ran.err);
}

#[test]
fn a_folder_without_a_copy_says_how_one_is_made() {
    let place = Place::demo();
    fs::create_dir(place.path("copies")).unwrap();
    let ran = place.run(["verifier", "--sauvegarde", "copies"]).expect(2);
    assert!(ran.err.contains("preau sauvegarder 'copies'"), "{}", ran.err);
}

#[test]
fn a_note_that_cannot_be_read_is_no_error() {
    let place = Place::demo();
    for bytes in [&b"{"[..], b"\xff\xfe", b"{\"saved\": 12}"] {
        place.file("preau.base.entretien.json", bytes);
        let text = place.run(["etat"]).expect(0).out;
        assert_eq!(text.matches("aucune notée").count(), 3, "{text}");
    }
}

#[test]
fn a_base_that_is_not_there_is_critical_for_a_probe_and_none_is_made() {
    let place = Place::new();
    let ran = place.run(["etat", "--sonde"]).expect(2);
    assert!(
        ran.out.starts_with("PREAU CRITICAL - il n’y a pas de base à "),
        "{}",
        ran.out
    );
    place.run(["etat"]).expect(2);
    assert!(!place.base().exists());
}

#[test]
fn the_measures_are_those_of_a_service() {
    let ran = Place::demo().run(["etat", "--format", "openmetrics"]).expect(1);
    assert!(ran.err.contains("celles d’un service"), "{}", ran.err);
}
