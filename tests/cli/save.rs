//! `preau sauvegarder` into a folder: dated copies, and which of them stay.

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use crate::support::place::Place;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A place with a folder that holds a copy of the base under each of these names.
fn with_copies(dated: &[&str]) -> Place {
    let place = Place::demo();
    place.run(["sauvegarder", "modele.base"]).expect(0);
    fs::create_dir(place.path("copies")).unwrap();
    for name in dated {
        fs::copy(place.path("modele.base"), place.path("copies").join(name)).unwrap();
    }
    place
}

#[test]
fn a_copy_in_a_folder_has_a_dated_name_and_is_its_owners_alone() {
    let place = with_copies(&[]);
    let ran = place.run(["sauvegarder", "copies"]).expect(0);
    let names = names(&place.path("copies"));
    assert_eq!(names.len(), 1, "{names:?}");
    let name = &names[0];
    assert!(
        name.starts_with("preau-20") && name.len() == "preau-2026-11-23T213000.base".len(),
        "{name}"
    );
    assert!(ran.out.contains(name), "{}", ran.out);
    let made = place.path("copies").join(name);
    assert_eq!(fs::metadata(&made).unwrap().permissions().mode() & 0o777, 0o600);
    place
        .run(["verifier", "--base", made.to_str().unwrap()])
        .expect(0);
}

#[test]
fn a_folder_that_is_not_there_is_not_made_for_the_copies_to_keep() {
    let place = Place::demo();
    for folder in ["nuit", "nuit/copies"] {
        let ran = place.run(["sauvegarder", folder, "--garder", "3j"]).expect(2);
        assert_eq!(
            ran.err,
            format!(
                "preau\u{a0}: il n’y a pas de dossier à {folder}\u{a0}: aucune copie n’est faite\u{a0}; si son disque n’est pas \
                 monté, montez-le\u{a0}; sinon créez le dossier, avec mkdir -p\n"
            )
        );
        assert!(!place.path("nuit").exists());
    }
}

#[test]
fn a_name_of_a_base_is_no_folder_to_make() {
    let place = Place::demo();
    let ran = place.run(["sauvegarder", "a.base", "--garder", "3j"]).expect(2);
    assert_eq!(
        ran.err,
        "preau\u{a0}: a.base est le nom d’un fichier, et --garder trie les copies d’un dossier\u{a0}; donnez un dossier, ou \
         faites une seule copie sans --garder\n"
    );
    assert!(!place.path("a.base").exists());
    fs::create_dir(place.path("a.base")).unwrap();
    place.run(["sauvegarder", "a.base", "--garder", "3j"]).expect(0);
    assert_eq!(names(&place.path("a.base")).len(), 1, "one that is there is one");
}

#[test]
fn the_copies_that_are_not_kept_go_and_are_named() {
    let place = with_copies(&[
        "preau-2020-01-31T220000.base",
        "preau-2020-02-27T220000.base",
        "preau-2020-02-28T120000.base",
        "preau-2020-02-28T220000.base",
    ]);
    let ran = place
        .run(["sauvegarder", "copies", "--garder", "2j,3m"])
        .expect(0);
    let names = names(&place.path("copies"));
    assert_eq!(
        names[..2],
        ["preau-2020-01-31T220000.base", "preau-2020-02-28T220000.base"]
    );
    assert_eq!(names.len(), 3);
    let said: String = ran.out.replace(&names[2], "preau-MAINTENANT.base");
    let said = place.neutral(said.split_once('\n').unwrap().1);
    assert_eq!(
        said,
        "  tête du journal\u{a0}: 11:EMPREINTE\ngardées\u{a0}: 3\n  preau-2020-01-31T220000.base\u{a0}: mois\n  \
         preau-2020-02-28T220000.base\u{a0}: jour, mois\n  preau-MAINTENANT.base\u{a0}: jour, mois\n\
         supprimées\u{a0}: 2\n  preau-2020-02-27T220000.base\n  preau-2020-02-28T120000.base\n"
    );
}

#[test]
fn nothing_but_a_backup_of_ours_is_ever_removed() {
    let dated = [
        "preau-2020-01-01T220000.base",
        "preau-2020-01-02T220000.base",
        "preau-2020-01-03T220000.base",
    ];
    let place = with_copies(&dated);
    let copies = place.path("copies");
    let other = [
        "preau.base",
        "preau-2020-01-01.base",
        "preau-2020-01-04T220000.base.bak",
        "lettre.odt",
    ];
    for name in other {
        fs::copy(place.path("modele.base"), copies.join(name)).unwrap();
    }
    fs::write(
        copies.join("preau-2020-01-05T220000.base"),
        "une lettre\n".repeat(1000),
    )
    .unwrap();
    fs::write(copies.join("preau-2020-01-06T220000.base"), "").unwrap();
    symlink(
        place.path("modele.base"),
        copies.join("preau-2020-01-07T220000.base"),
    )
    .unwrap();
    fs::create_dir(copies.join("preau-2020-01-08T220000.base")).unwrap();
    let held = File::open(copies.join("preau-2020-01-03T220000.base")).unwrap();
    held.lock().unwrap();
    let ran = place.run(["sauvegarder", "copies", "--garder", "1j"]).expect(0);
    let left = names(&copies);
    for name in other {
        assert!(left.contains(&name.to_owned()), "{name}: {left:?}");
    }
    for day in [3, 5, 6, 7, 8] {
        let name = format!("preau-2020-01-0{day}T220000.base");
        assert!(left.contains(&name), "{name}: {left:?}");
        assert!(ran.out.contains(&format!("  {name}\u{a0}: ")), "{}", ran.out);
    }
    assert!(
        !left.contains(&dated[0].to_owned()) && !left.contains(&dated[1].to_owned()),
        "{left:?}"
    );
    assert!(
        ran.out.contains("laissées telles quelles\u{a0}: 5"),
        "{}",
        ran.out
    );
    assert!(place.path("modele.base").exists());
}

#[test]
fn the_copy_just_made_stays_where_others_claim_a_later_day() {
    let place = with_copies(&["preau-2120-01-01T220000.base"]);
    let ran = place.run(["sauvegarder", "copies", "--garder", "1j"]).expect(0);
    let names = names(&place.path("copies"));
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(
        ran.out.contains(&format!("  {}\u{a0}: la nouvelle\n", names[0])),
        "{}",
        ran.out
    );
}

#[test]
fn no_copy_goes_where_the_new_one_could_not_be_made() {
    let place = with_copies(&["preau-2020-01-01T220000.base", "preau-2020-01-02T220000.base"]);
    fs::write(place.base(), "ruines").unwrap();
    place.run(["sauvegarder", "copies", "--garder", "1j"]).expect(2);
    assert_eq!(names(&place.path("copies")).len(), 2);
}

#[test]
fn a_retention_is_for_a_folder_and_is_read_whole() {
    let place = with_copies(&[]);
    let ran = place
        .run(["sauvegarder", "modele.base", "--garder", "3j"])
        .expect(2);
    assert!(ran.err.contains("donnez un dossier"), "{}", ran.err);
    let ran = place.run(["sauvegarder", "copies", "--garder", "3x"]).expect(2);
    assert!(ran.err.contains("«\u{a0}3x\u{a0}» ne se lit pas"), "{}", ran.err);
    assert!(names(&place.path("copies")).is_empty());
}
