//! A whole base there and back: exported, imported into an empty one, and exported again, the bytes are the same.

use crate::support::place::Place;

#[test]
fn a_base_exported_imported_and_exported_again_is_the_same() {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    place.run(["exporter", "base", "-o", "base.json"]).expect(0);
    let first = std::fs::read_to_string(place.path("base.json")).unwrap();
    assert_eq!(place.content(), first, "the same on standard output");
    // The mark is not taken over: the file of an empty base without it lacks that line alone.
    let unmarked = first.replacen("\"essai\":true,\n", "", 1);
    assert_ne!(unmarked, first);
    let other = ["--base", "autre.base"];
    let ran = place
        .now(["importer", "base", "base.json"].into_iter().chain(other))
        .expect(0);
    assert!(ran.err.contains("base d’essai"), "{}", ran.err);
    place
        .run(["exporter", "base", "-o", "encore.json"].into_iter().chain(other))
        .expect(0);
    let again = std::fs::read_to_string(place.path("encore.json")).unwrap();
    assert!(again == unmarked, "exported again, the bytes differ");
    let verified = place.run(["verifier"].into_iter().chain(other)).expect(0);
    assert!(verified.out.contains("1 inscription active"), "{}", verified.out);
}

#[test]
fn one_operation_is_told_in_the_singular() {
    let place = Place::new();
    let model = place.run(["modele", "solutions"]).expect(0).out;
    let file = place.file("solutions.csv", model);
    place.naming(["importer", "solutions", &file]).expect(0);
    place.run(["exporter", "base", "-o", "base.json"]).expect(0);
    let ran = place
        .now(["importer", "base", "base.json", "--base", "autre.base"])
        .expect(0);
    let said: Vec<&str> = ran.out.lines().take(3).collect();
    assert_eq!(
        place.neutral(&said.join("\n")),
        "1 opération reprise, 2 enregistrements.\nÉcrit dans la base …/autre.base.\ntête du journal\u{a0}: 1:EMPREINTE"
    );
}

#[test]
fn a_base_is_imported_into_an_empty_one_alone() {
    let place = Place::demo();
    place.run(["exporter", "base", "-o", "base.json"]).expect(0);
    let before = place.content();
    let ran = place.run(["importer", "base", "base.json"]);
    assert_ne!(ran.status, 0, "{ran:#?}");
    assert_eq!(place.content(), before);
}

#[test]
fn a_base_whose_text_was_changed_is_refused() {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    let text = place.content();
    let changes = [
        ("0381548B", "0381528E"),
        ("\"seq\":3", "\"seq\":4"),
        ("2029-08-31", "2039-08-31"),
    ];
    for (was, becomes) in changes {
        assert!(text.contains(was), "{was}");
        let file = place.file("changee.json", text.replace(was, becomes));
        let ran = place.now(["importer", "base", &file, "--base", "autre.base"]);
        assert_ne!(ran.status, 0, "{was}: {ran:#?}");
        assert!(!place.path("autre.base").exists(), "{was}: no base is made");
    }
    let file = place.file("coupee.json", &text[..text.len() / 2]);
    place
        .now(["importer", "base", &file, "--base", "autre.base"])
        .expect(2);
    assert!(!place.path("autre.base").exists(), "no base is made");
}
