//! Files that are not what they should be: a clear error in French, status 2, and a base with not one byte changed.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::place::Place;

/// The kinds of import that read a table, and those that read JSON.
const KINDS: [&str; 11] = [
    "annuaire",
    "communes",
    "epci",
    "solutions",
    "fiches",
    "conventions",
    "contrats",
    "deploiements",
    "competences",
    "conseils",
    "base",
];

/// An image: the start of a PNG.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0";

#[test]
fn whatever_is_expected_a_hostile_file_is_refused() {
    let place = Place::demo();
    let content = place.content();
    fs::create_dir(place.path("dossier.csv")).unwrap();
    nix::unistd::mkfifo(&place.path("tube.csv"), nix::sys::stat::Mode::S_IRWXU).unwrap();
    let files = [
        place.file("vide.csv", ""),
        place.file("image.csv", PNG),
        place.file("nul.csv", "reference;collectivite\0;solution\n\0\0\0\0"),
        place.file(
            "html.csv",
            "<!DOCTYPE html><html><body>Session expirée</body></html>",
        ),
        place.path("dossier.csv").to_str().unwrap().to_owned(),
        place.path("tube.csv").to_str().unwrap().to_owned(),
        place.path("absent.csv").to_str().unwrap().to_owned(),
        "/dev/zero".to_owned(),
    ];
    for kind in KINDS {
        for file in &files {
            let ran = place.run(["importer", kind, file]).expect(2);
            let name = file.rsplit('/').next().unwrap();
            assert!(ran.err.contains(name), "{kind} {name}: {}", ran.err);
            assert!(ran.err.starts_with("preau\u{a0}: "), "{kind} {name}: {}", ran.err);
            assert_eq!(ran.out, "", "{kind} {name}");
        }
    }
    assert_eq!(place.content(), content);
}

#[test]
fn each_refusal_says_what_to_do() {
    let place = Place::new();
    let files = [
        ("vide.csv", Vec::new()),
        ("image.csv", PNG.to_vec()),
        ("nul.csv", b"a;b\n\0\0".to_vec()),
        (
            "entete.csv",
            b"reference;collectivite;solution;ecoles;debut;fin\n".to_vec(),
        ),
        ("autre.csv", b"nom;prenom\nA;B\n".to_vec()),
        ("seul.csv", vec![b'x'; 50_000_000]),
        ("large.csv", vec![b';'; 1_000_000]),
        (
            "guillemet.csv",
            b"reference;collectivite;solution;ecoles;debut;fin\n\"CT-1;2\n".to_vec(),
        ),
    ];
    let said: Vec<String> = files
        .into_iter()
        .map(|(name, bytes)| {
            let file = place.file(name, bytes);
            let ran = place.naming(["importer", "contrats", &file]);
            assert!(ran.status == 2 || name == "entete.csv", "{name}: {ran:#?}");
            format!("{name}: {}\n{}{}\n", ran.status, ran.out, ran.err)
        })
        .collect();
    insta::assert_snapshot!("hostile_files", place.neutral(&said.concat()));
}

#[test]
fn an_unreadable_file_says_so() {
    if nix::unistd::geteuid().is_root() {
        println!("skipped: every file is readable by root");
        return;
    }
    let place = Place::new();
    let file = place.file("secret.csv", "a;b\n");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    let ran = place.now(["importer", "contrats", &file]).expect(2);
    assert!(ran.err.contains("secret.csv"), "{}", ran.err);
}

#[test]
fn what_is_caught_before_the_base_is_opened_leaves_its_file_as_it_is() {
    let place = Place::demo();
    let before = fs::read(place.base()).unwrap();
    let file = place.file("image.csv", PNG);
    place.run(["importer", "annuaire", &file]).expect(2);
    assert!(fs::read(place.base()).unwrap() == before, "not one byte changed");
}

#[test]
fn a_base_that_is_none_is_refused_and_left_as_it_is() {
    let place = Place::new();
    let bytes = b"id;nom\n1;ce n'est pas une base\n".repeat(200);
    let file = place.file("notes.csv", &bytes);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    for args in [
        &["controler"][..],
        &["journal"],
        &["importer", "solutions", "notes.csv"],
        &["verifier"],
        &["exporter", "base"],
        &["sauvegarder", "copie.base"],
        &["inscrire", "0381528E"],
    ] {
        let ran = place.run(args.iter().copied().chain(["--base", &file]));
        assert_ne!(ran.status, 0, "{args:?}: {ran:#?}");
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains("notes.csv"), "{args:?}: {said}");
        assert!(fs::read(&file).unwrap() == bytes, "{args:?}");
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o755, "{args:?}");
    }
}

#[test]
fn names_from_a_file_reach_the_terminal_without_their_escape_sequences() {
    let place = Place::demo();
    let head = "code;nom;categorie;prestataire_siren;prestataire_nom";
    let row = "mechant;\x1b]0;titre\x07\x1b[2JROUGE\u{202e}gnirts;ENT;999000102;EDIFICE";
    let file = place.file("solutions.csv", format!("{head}\n{row}\n"));
    let ran = place.run(["importer", "solutions", &file, "--detail"]);
    for text in [&ran.out, &ran.err] {
        assert!(
            !text.contains(['\x1b', '\x07', '\u{202e}']),
            "{text:?} would act on a terminal"
        );
    }
}

#[test]
fn paths_reach_the_terminal_without_their_escape_sequences_and_lines_stay_lines() {
    let place = Place::demo();
    let name = "a\x1b[2J\u{202e}.base";
    let absent = place.run(["controler", "--base", name]).expect(2);
    assert!(absent.err.contains(r"a\u{1b}[2J\u{202e}.base"), "{}", absent.err);
    let mut bytes = fs::read(place.base()).unwrap();
    let place_of = |bytes: &[u8]| bytes.windows(16).position(|seen| seen == b"PRONOTE PRIMAIRE");
    while let Some(at) = place_of(&bytes) {
        bytes[at] = b'Q';
    }
    fs::write(place.path(name), bytes).unwrap();
    let report = place.run(["verifier", "--base", name]).expect(1);
    assert!(!report.out.contains(['\x1b', '\u{202e}']), "{}", report.out);
    assert!(report.out.lines().count() > 1, "{}", report.out);
}

#[test]
fn a_configuration_that_is_not_there_is_refused_by_every_command() {
    let place = Place::demo();
    for args in [
        &["verifier"][..],
        &["journal"],
        &["controler"],
        &["sauvegarder", "copie.base"],
        &["modele", "contrats"],
    ] {
        let ran = place.run(args.iter().copied().chain(["--config", "absente.toml"]));
        assert_eq!(ran.status, 2, "{args:?}: {ran:#?}");
        assert!(ran.err.contains("absente.toml"), "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_place_that_takes_no_file_is_said_in_french_under_its_own_name() {
    let place = Place::demo();
    for args in [
        &["exporter", "ecoles", "-o", "nulle/part.csv"][..],
        &["sauvegarder", "nulle/part.base"],
    ] {
        let ran = place.run(args.iter().copied());
        assert_eq!(ran.status, 2, "{args:?}: {ran:#?}");
        assert!(ran.err.contains("nulle"), "{args:?}: {}", ran.err);
        assert!(ran.err.contains("n’existe pas"), "{args:?}: {}", ran.err);
        for not in ["No such file", "os error", "nulle/.tmp", ".preau-"] {
            assert!(!ran.err.contains(not), "{args:?}: {}", ran.err);
        }
    }
}

#[test]
fn the_base_is_not_saved_onto_itself() {
    let place = Place::demo();
    let before = fs::read(place.base()).unwrap();
    let base = place.base().display().to_string();
    let ran = place.run(["sauvegarder", &base]).expect(2);
    assert!(ran.err.contains("est la base elle-même"), "{}", ran.err);
    assert!(fs::read(place.base()).unwrap() == before);
}

#[test]
fn the_register_of_a_day_to_come_is_refused() {
    let place = Place::demo();
    let ran = place
        .run(["exporter", "registre", "--au", "2030-01-01"])
        .expect(2);
    assert!(ran.err.contains("01/01/2030 est à venir"), "{}", ran.err);
    assert_eq!(ran.out, "");
}
