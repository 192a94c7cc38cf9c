//! The help of each command, and wrong arguments: in French, status 2.

use crate::support::place::{DAY, Place, ran};

const COMMANDS: [&str; 22] = [
    "demo",
    "etat",
    "importer",
    "exporter",
    "controler",
    "inscrire",
    "controle",
    "notice",
    "joindre",
    "detacher",
    "document",
    "retirer",
    "corriger",
    "reprendre",
    "journal",
    "verifier",
    "sauvegarder",
    "restaurer",
    "transmettre",
    "recevoir",
    "servir",
    "modele",
];

#[test]
fn each_help_is_as_reviewed() {
    let place = Place::new();
    insta::assert_snapshot!("preau", place.run(["--help"]).expect(0).out);
    for command in COMMANDS {
        insta::assert_snapshot!(command, place.run([command, "--help"]).expect(0).out);
    }
}

#[test]
fn each_help_is_in_french_and_has_an_example() {
    let place = Place::new();
    for command in COMMANDS {
        for flag in ["--help", "-h"] {
            let help = place.run([command, flag]).expect(0).out;
            assert!(help.contains("Exemple"), "{help}");
            for english in ["Usage", "Options:", "Arguments:", "ossible values", "default"] {
                assert!(!help.contains(english), "{command} {flag}: {english} in {help}");
            }
        }
    }
}

#[test]
fn the_version_is_said() {
    let place = Place::new();
    let version = place.run(["-V"]).expect(0).out;
    assert_eq!(version, concat!("preau ", env!("CARGO_PKG_VERSION"), "\n"));
    let whole = place.run(["--version"]).expect(0).out;
    assert_eq!(whole.lines().next(), version.lines().next());
}

/// The licence of the open data that the program carries asks for its source, wherever the program goes.
#[test]
fn the_program_names_the_open_data_that_it_carries() {
    let place = Place::new();
    for args in [&["--version"][..], &["demo", "--help"]] {
        let said = place.run(args.iter().copied()).expect(0).out;
        for named in [
            "ministère de l’Éducation nationale",
            "fr-en-ips-ecoles-ap2022",
            "Etalab, découpage administratif",
            "Licence Ouverte 2.0",
            "Tout le reste de la démonstration est inventé",
        ] {
            assert!(said.contains(named), "{args:?}: {named} is not in\n{said}");
        }
    }
}

#[test]
fn wrong_arguments_are_said_in_french() {
    let place = Place::new();
    let said: Vec<String> = [
        &["importr", "annuaire", "x.csv"][..],
        &["importer"],
        &["importer", "annuaire"],
        &["importer", "anuaire", "x.csv"],
        &["importer", "annuaire", "x.csv", "--simuller"],
        &["importer", "annuaire", "x.csv", "--ignorer-rejets"],
        &["exporter", "tout"],
        &["exporter", "registre", "--format", "xml"],
        &["exporter", "registre", "--au", "31/06/2026"],
        &["controler", "--date", "2026-02-30"],
        &["inscrire"],
        &["inscrire", "0381528A"],
        &["inscrire", "--categorie", "cantine", "0381528E"],
        &["journal", "--depuis", "hier"],
        &["journal", "--depuis", "-1"],
        &["journal", "--sur", "x"],
        &["journal", "--sur", "chose/1"],
        &["journal", "--sur", "ecole/"],
        &["journal", "--sur", "École/0381528A"],
        &["journal", "--sur", "Compétence scolaire/Grenoble"],
        &["demo", "extra"],
        &["--sobre=oui"],
        &["controler", "--sobre=oui"],
        &["controler", "-inscrite:oui"],
        &[
            "--base",
            "journal",
            "controler",
            "bloque:oui",
            "-commune:grenoble",
        ],
        &["controler", "--inscrite:oui"],
        &["exporter", "ecoles", "--filtre", "-inscrite:oui"],
        &["exporter", "ecoles", "--filtre", "--format", "csv"],
        &["inscrire", "-x"],
        &["journal", "--depuis", "1", "--depuis", "2"],
        &["sauvegarde", "a", "b"],
        &["sauvegarder", "a", "--garder", "3x"],
        &["--basse", "x"],
        &["importer", "-l'école\u{1b}[31m", "x"],
        &["sauvegarder"],
        &["restaurer"],
        &["modele"],
        &["modele", "factures"],
        &["exporter", "base", "--au", "2026-06-30"],
        &["exporter", "registre", "--filtre", "etape:inscrite"],
        &["exporter", "base", "--format", "csv"],
    ]
    .into_iter()
    .map(|args| {
        let ran = place
            .command(args)
            .output()
            .map(|output| ran(&output))
            .unwrap()
            .expect(2);
        assert_eq!(ran.out, "");
        format!("$ preau {}\n{}", args.join(" "), ran.err)
    })
    .collect();
    insta::assert_snapshot!("wrong_arguments", said.concat());
    assert!(!place.base().exists(), "nothing is made");
}

#[test]
fn the_screens_want_a_terminal() {
    let place = Place::new();
    for args in [&[][..], &["demo"]] {
        let ran = place.run(args.iter().copied()).expect(2);
        assert!(
            ran.err.contains("les écrans demandent un terminal"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn the_demo_says_its_day_and_takes_no_service() {
    let place = Place::new();
    let help = place.run(["demo", "--help"]).expect(0).out;
    assert!(help.contains(&format!("{DAY} par défaut")), "{help}");
    let ran = place.run(["demo", "--socket", "x"]).expect(2);
    assert!(ran.err.contains("sa propre base"), "{}", ran.err);
}

#[test]
fn without_a_base_each_command_says_where_it_looked_and_what_to_do() {
    let place = Place::new();
    for args in [
        &["controler"][..],
        &["exporter", "registre"],
        &["exporter", "base"],
        &["inscrire", "0381528E"],
        &["journal"],
        &["verifier"],
        &["sauvegarder", "copie.base"],
    ] {
        let ran = place.run(args.iter().copied()).expect(2);
        assert!(ran.err.contains("preau.base"), "{args:?}: {}", ran.err);
    }
    assert!(!place.base().exists() && !place.path("copie.base").exists());
}

#[test]
fn what_the_screens_open_on_is_looked_for_before_the_terminal_is_taken() {
    let place = crate::support::place::Place::demo();
    // Without a terminal the screens say so, whatever they were to open on.
    let ran = place.run(["ouvrir", "ecole/0381528E"]).expect(2);
    assert!(ran.err.contains("terminal"), "{}", ran.err);
    let ran = place.run(["--vue", "au parapheur", "controler"]).expect(2);
    assert!(ran.err.contains("--vue"), "{}", ran.err);
}

#[test]
fn columns_that_a_file_lacks_are_said_in_their_gender() {
    let place = crate::support::place::Place::demo();
    let file = place.file("vide.csv", "\n");
    let ran = place.run(["importer", "demarches", &file, "--proposer"]);
    let said = ran.expect(2);
    assert!(said.err.contains("Colonnes lues\u{a0}: aucune."), "{said:#?}");
}
