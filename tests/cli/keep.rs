//! `preau verifier`, `sauvegarder`, `restaurer`: sound, damaged, saved, put back.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::place::Place;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// How many files are where the base is, but for the note of its upkeep.
fn bases(place: &Place) -> usize {
    let files = fs::read_dir(place.base().parent().unwrap()).unwrap();
    files
        .filter(|file| {
            !file
                .as_ref()
                .unwrap()
                .path()
                .to_string_lossy()
                .ends_with(".entretien.json")
        })
        .count()
}

#[test]
fn a_sound_base_is_said_to_be() {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    let ran = place.run(["verifier"]).expect(0);
    insta::assert_snapshot!("sound", place.neutral(&ran.out));
}

#[test]
fn a_damaged_base_gives_status_1_and_says_where() {
    let place = Place::demo();
    place.run(["verifier"]).expect(0);
    let mut bytes = fs::read(place.base()).unwrap();
    let needle = b"PRONOTE PRIMAIRE";
    let mut found = 0;
    for at in 0..bytes.len() - needle.len() {
        if bytes[at..].starts_with(needle) {
            bytes[at] = b'Q';
            found += 1;
        }
    }
    assert_ne!(found, 0);
    fs::write(place.base(), bytes).unwrap();
    let ran = place.run(["verifier"]).expect(1);
    let said = format!("{}{}", ran.out, ran.err);
    assert!(said.contains("preau.base"), "{said}");
    assert!(!said.contains("saine"), "{said}");
}

#[test]
fn a_saved_base_is_verified_and_can_be_put_back() {
    let place = Place::demo();
    let before = place.content();
    place.run(["sauvegarder", "copie.base"]).expect(0);
    assert_eq!(mode(&place.path("copie.base")), 0o600);
    place.run(["verifier", "--base", "copie.base"]).expect(0);
    place.run(["inscrire", "0381548B"]).expect(0);
    assert_ne!(place.content(), before);
    let ran = place.now(["restaurer", "copie.base"]).expect(0);
    assert!(ran.out.contains("L’ancienne base est gardée"), "{}", ran.out);
    assert_eq!(place.content(), before);
    assert_eq!(mode(&place.base()), 0o600);
    assert_eq!(bases(&place), 2, "the base, and the one of before");
}

#[test]
fn a_saved_base_is_put_where_there_is_none() {
    let place = Place::demo();
    let before = place.content();
    place.run(["sauvegarder", "copie.base"]).expect(0);
    fs::remove_file(place.base()).unwrap();
    place.now(["restaurer", "copie.base"]).expect(0);
    assert_eq!(place.content(), before);
}

#[test]
fn what_is_no_sound_base_is_never_put_in_place() {
    let place = Place::demo();
    let before = place.content();
    place.run(["sauvegarder", "copie.base"]).expect(0);
    let mut bytes = fs::read(place.path("copie.base")).unwrap();
    let middle = bytes.len() / 2;
    bytes.truncate(middle);
    place.file("coupee.base", bytes);
    place.file("notes.csv", "a;b\n".repeat(2000));
    for file in ["coupee.base", "notes.csv", "absent.base"] {
        let ran = place.now(["restaurer", file]);
        assert_ne!(ran.status, 0, "{file}: {ran:#?}");
        assert!(ran.err.contains(file), "{file}: {}", ran.err);
        assert_eq!(place.content(), before, "{file}");
    }
}

#[test]
fn a_saved_base_replaces_an_older_one_and_no_other_file() {
    let place = Place::demo();
    place.run(["sauvegarder", "copie.base"]).expect(0);
    place.run(["inscrire", "0381548B"]).expect(0);
    place.run(["sauvegarder", "copie.base", "--remplacer"]).expect(0);
    let verified = place.run(["verifier", "--base", "copie.base"]).expect(0);
    assert!(verified.out.contains("1 inscription active"), "{}", verified.out);
    place.file("precieux.odt", "à garder");
    let ran = place.run(["sauvegarder", "precieux.odt"]).expect(2);
    assert!(ran.err.contains("precieux.odt"), "{}", ran.err);
    assert_eq!(
        fs::read_to_string(place.path("precieux.odt")).unwrap(),
        "à garder"
    );
}

#[test]
fn a_base_is_not_saved_over_itself() {
    let place = Place::demo();
    let before = place.content();
    let base = place.base();
    place.run(["sauvegarder", base.to_str().unwrap()]).expect(2);
    assert_eq!(place.content(), before);
}

#[test]
fn what_a_cut_base_has_lost_is_told_in_french() {
    let place = Place::demo();
    let whole = fs::read(place.base()).unwrap();
    for part in 1..20 {
        fs::write(place.base(), &whole[..whole.len() * part / 20]).unwrap();
        let said = place.run(["verifier"]).expect(1).out;
        assert!(
            said.ends_with("  structure du fichier\u{a0}: le fichier est tronqué\n"),
            "{part}: {said}"
        );
    }
}

#[test]
fn a_base_is_not_restored_onto_itself() {
    let place = Place::demo();
    std::os::unix::fs::symlink(place.base().parent().unwrap(), place.path("lien")).unwrap();
    for file in [".local/share/preau/preau.base", "lien/preau.base"] {
        let ran = place.now(["restaurer", file]).expect(2);
        assert!(ran.err.contains("est la base elle-même"), "{}", ran.err);
    }
    let kept = fs::read_dir(place.base().parent().unwrap()).unwrap().count();
    assert_eq!(kept, 1, "the base alone");
}

#[test]
fn the_base_and_its_folder_are_its_owners_alone() {
    let place = Place::new();
    place
        .naming([
            "importer",
            "communes",
            &crate::support::place::demo("communes-038.json"),
        ])
        .expect(0);
    assert_eq!(mode(&place.base()), 0o600);
    assert_eq!(mode(place.base().parent().unwrap()), 0o700);
}

#[test]
fn a_base_of_a_later_format_is_not_replaced() {
    let place = Place::demo();
    place.run(["sauvegarder", "copie.base"]).expect(0);
    let mut bytes = fs::read(place.path("copie.base")).unwrap();
    bytes[8..12].copy_from_slice(&99_u32.to_le_bytes());
    let sum = xxhash_rust::xxh3::xxh3_64(&bytes[..16]);
    bytes[16..24].copy_from_slice(&sum.to_le_bytes());
    place.file("copie.base", &bytes);
    let ran = place.run(["sauvegarder", "copie.base"]).expect(2);
    assert!(
        ran.err.contains("copie.base") && ran.err.contains("format 99"),
        "{}",
        ran.err
    );
    assert!(fs::read(place.path("copie.base")).unwrap() == bytes);
}

#[test]
fn a_base_in_use_is_not_replaced_and_the_service_is_named() {
    let place = Place::demo();
    place.run(["sauvegarder", "copie.base"]).expect(0);
    let before = fs::read(place.base()).unwrap();
    let held = fs::File::open(place.base()).unwrap();
    held.lock().unwrap();
    let ran = place.now(["restaurer", "copie.base"]).expect(2);
    assert!(
        ran.err.contains("preau.base") && ran.err.contains("«\u{a0}preau servir\u{a0}»"),
        "{}",
        ran.err
    );
    assert!(fs::read(place.base()).unwrap() == before);
    assert_eq!(bases(&place), 1);
}
