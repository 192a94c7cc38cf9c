//! `--date` is for looking: on no other day than the present one is anything written, but on a base marked *essai*.

use std::fs;

use chrono::{Days, Local};
use preau::store::{FileStore, Reader};

use crate::support::place::{DAY, Place, demo};

/// A day that is not the present one, whenever the test runs.
fn another_day() -> String {
    (Local::now().date_naive() - Days::new(40)).to_string()
}

/// A folder whose base is none for trials: what the files of the demo make of the present day.
fn kept() -> Place {
    let place = Place::demo();
    place.run(["exporter", "base", "-o", "tout.json"]).expect(0);
    fs::remove_file(place.base()).unwrap();
    place.naming(["importer", "base", "tout.json"]).expect(0);
    place
}

/// Every command that writes to the base.
fn writing(place: &Place) -> Vec<Vec<String>> {
    let solutions = place.file(
        "solutions.csv",
        "code;nom;categorie;prestataire_siren;prestataire_nom\nneuve;NEUVE;ENT;999000102;EDIFICE\n",
    );
    let saved = place.path("copie.base").display().to_string();
    [
        vec!["inscrire", "0381548B"],
        vec!["inscrire", "0381528E", "0381548B"],
        vec!["importer", "solutions", &solutions],
        vec![
            "importer",
            "solutions",
            &solutions,
            "--ignorer-rejets",
            "rejets.csv",
        ],
        vec!["importer", "base", "tout.json"],
        vec!["restaurer", &saved],
    ]
    .into_iter()
    .map(|args| args.into_iter().map(str::to_owned).collect())
    .collect()
}

#[test]
fn no_command_writes_on_another_day() {
    let place = kept();
    place.now(["sauvegarder", "copie.base"]).expect(0);
    let before = place.content();
    let days = [another_day(), "2025-10-01".to_owned(), "2100-01-04".to_owned()];
    for (day, args) in days
        .iter()
        .flat_map(|day| writing(&place).into_iter().map(move |args| (day, args)))
    {
        let ran = place.on(day, args.iter().map(String::as_str)).expect(1);
        assert!(ran.err.contains("consultation au"), "{args:?}: {}", ran.err);
        assert_eq!(place.content(), before, "{args:?}");
    }
    assert!(!place.path("rejets.csv").exists());
}

#[test]
fn what_only_reads_answers_on_another_day() {
    let place = kept();
    let day = another_day();
    for args in [
        &["controler", "uai:0381548B"][..],
        &["exporter", "registre"],
        &["exporter", "ecoles"],
        &["journal"],
        &["verifier"],
        &["sauvegarder", "copie.base"],
        &["importer", "epci", &demo("epci-038.json"), "--simuler"],
    ] {
        let ran = place.on(&day, args.iter().copied());
        assert!(ran.status < 2, "{args:?}: {ran:#?}");
    }
    let shown = |day: &str| place.on(day, ["controler", "uai:0381548B"]).out;
    let first = |day: &str| shown(day).lines().next().unwrap_or_default().to_owned();
    assert_eq!(first("2025-10-01"), "Contrôle au 01/10/2025");
    assert_ne!(shown("2025-10-01"), shown(DAY), "the rules are those of the day");
}

#[test]
fn looking_makes_no_base() {
    let place = Place::new();
    let day = another_day();
    let file = demo("communes-038.json");
    for args in [
        &["importer", "communes", &file][..],
        &["inscrire", "0381548B"],
        &["servir", "--socket", "preau.sock"],
        &["servir", "--socket", "preau.sock", "--creer"],
    ] {
        let ran = place.on(&day, args.iter().copied());
        assert_ne!(ran.status, 0, "{args:?}: {ran:#?}");
        assert!(!place.base().exists(), "{args:?}");
    }
}

#[test]
fn on_a_base_for_trials_another_day_writes_and_every_word_of_it_says_so() {
    let place = Place::new();
    let made = place.now(["demo", "--base", "essai.base"]).expect(0);
    assert!(
        made.out.contains("essai.base") && made.out.contains("base d’essai"),
        "{}",
        made.out
    );
    let on = |args: &[&str]| {
        let base = ["--base", "essai.base"];
        place.run(args.iter().copied().chain(base))
    };
    on(&["inscrire", "0381548B"]).expect(0);
    let journal = on(&["journal"]).expect(0).out;
    assert!(
        journal
            .lines()
            .last()
            .is_some_and(|line| line.contains("23/11/2026")),
        "{journal}"
    );
    let table = on(&["journal", "--format", "csv"]).expect(0).out;
    let mut rows = table.lines();
    assert!(rows.next().unwrap().ends_with(";essai"), "{table}");
    assert!(rows.all(|row| row.ends_with(";oui")), "{table}");
    let list = on(&["journal", "--format", "json"]).expect(0).out;
    let list: Vec<serde_json::Value> = serde_json::from_str(&list).unwrap();
    assert!(list.iter().all(|line| line["essai"] == true), "{list:?}");
    let verified = on(&["verifier"]).expect(0);
    assert!(verified.out.contains("base d’essai"), "{}", verified.out);
    on(&["sauvegarder", "copie.base"]).expect(0);
    let base = FileStore::open(&place.path("copie.base")).unwrap();
    assert!(base.is_trial(), "its copy is one");
    assert!(
        on(&["exporter", "base"])
            .expect(0)
            .out
            .starts_with("{\"format\":1,\n\"essai\":true,")
    );
}

#[test]
fn the_demo_opens_the_base_that_it_made_and_touches_no_other() {
    let place = kept();
    let before = place.content();
    let own = place.base().display().to_string();
    let ran = place.now(["demo", "--base", &own]).expect(2);
    assert!(ran.err.contains("n’est pas une base d’essai"), "{}", ran.err);
    assert_eq!(place.content(), before);
    place.file("notes.csv", "a;b\n");
    place.now(["demo", "--base", "notes.csv"]).expect(2);
    assert_eq!(fs::read_to_string(place.path("notes.csv")).unwrap(), "a;b\n");
    place.now(["demo", "--base", "essai.base"]).expect(0);
    let exported = || {
        place
            .run(["exporter", "base", "--base", "essai.base"])
            .expect(0)
            .out
    };
    let first = exported();
    place.now(["demo", "--base", "essai.base"]).expect(0);
    assert!(exported() == first, "it is opened as it was");
}

/// Every table that the program writes, of the whole base.
const TABLES: [&[&str]; 4] = [
    &["exporter", "registre"],
    &["exporter", "ecoles"],
    &["exporter", "relances"],
    &["controler"],
];

#[test]
fn every_row_that_is_written_of_a_base_for_trials_says_so_last() {
    let place = Place::new();
    place.now(["demo", "--base", "essai.base"]).expect(0);
    let exported = |args: &[&str], format: &str| {
        let options = ["--format", format, "--base", "essai.base"];
        let ran = place.run(args.iter().copied().chain(options));
        assert!(ran.status < 2, "{ran:#?}");
        ran.out
    };
    for args in TABLES {
        let table = exported(args, "csv");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .has_headers(false)
            .from_reader(table.as_bytes());
        let last: Vec<String> = reader
            .records()
            .map(|row| row.unwrap().iter().next_back().unwrap().to_owned())
            .collect();
        assert_eq!(last[0], "essai", "{args:?}");
        assert!(last.len() > 1, "{args:?}");
        assert!(last[1..].iter().all(|cell| cell == "oui"), "{args:?}");
        let whole: serde_json::Value = serde_json::from_str(&exported(args, "json")).unwrap();
        let marked = |row: &serde_json::Value| row["essai"] == true;
        match &whole {
            serde_json::Value::Array(rows) => assert!(rows.iter().all(marked), "{args:?}"),
            control => assert!(marked(control), "{args:?}"),
        }
    }
    let control = exported(&["controler"], "texte");
    let head = control.lines().next().unwrap();
    assert_eq!(head, "Contrôle au 23/11/2026 · base d’essai, données inventées");
}

#[test]
fn what_is_written_of_another_base_has_no_mark() {
    let place = kept();
    for args in TABLES {
        for format in ["csv", "json"] {
            let ran = place.run(args.iter().copied().chain(["--format", format]));
            assert!(ran.status < 2, "{ran:#?}");
            assert!(!ran.out.contains("essai"), "{args:?}");
        }
    }
    let control = place.run(["controler"]).out;
    assert!(control.starts_with("Contrôle au 23/11/2026\n"), "{control}");
}

#[test]
fn what_was_written_of_a_base_for_trials_enters_no_other() {
    let place = kept();
    place.now(["demo", "--base", "essai.base"]).expect(0);
    let before = place.content();
    for file in ["registre.csv", "registre.json"] {
        let format = file.split('.').next_back().unwrap();
        let written = ["exporter", "registre", "--format", format, "-o", file];
        place
            .run(written.into_iter().chain(["--base", "essai.base"]))
            .expect(0);
        for base in [place.base().display().to_string(), "neuve.base".to_owned()] {
            for more in [&[] as &[_], &["--simuler"], &["--ignorer-rejets", "rejets.csv"]] {
                let args = ["importer", "registre", file, "--base", &base];
                let ran = place.now(args.into_iter().chain(more.iter().copied())).expect(2);
                for said in [file, "base d’essai", "«\u{a0}essai\u{a0}»", "--base"] {
                    assert!(ran.err.contains(said), "{}", ran.err);
                }
            }
        }
        assert_eq!(place.content(), before);
        assert!(!place.path("neuve.base").exists());
        assert!(!place.path("rejets.csv").exists());
        let again = place
            .run(["importer", "registre", file, "--base", "essai.base"])
            .expect(0);
        assert!(again.out.contains("rien n’a été écrit"), "{}", again.out);
    }
}

#[test]
fn a_base_for_trials_is_restored_over_no_other_and_imported_without_its_mark() {
    let place = kept();
    place.now(["demo", "--base", "essai.base"]).expect(0);
    let before = place.content();
    let ran = place.now(["restaurer", "essai.base"]).expect(2);
    assert!(ran.err.contains("base d’essai"), "{}", ran.err);
    assert_eq!(place.content(), before);
    place
        .now(["exporter", "base", "--base", "essai.base", "-o", "essai.json"])
        .expect(0);
    place
        .now(["importer", "base", "essai.json", "--base", "autre.base"])
        .expect(0);
    assert!(!FileStore::open(&place.path("autre.base")).unwrap().is_trial());
    let refused = place
        .run(["inscrire", "0381548B", "--base", "autre.base"])
        .expect(1);
    assert!(refused.err.contains("consultation au"), "{}", refused.err);
}

#[test]
fn a_service_of_another_day_is_one_of_trials() {
    let place = kept();
    let today = Local::now().date_naive().to_string();
    for day in [another_day(), today, DAY.to_owned()] {
        let ran = place.on(&day, ["servir", "--socket", "preau.sock"]).expect(2);
        assert!(ran.err.contains("base d’essai"), "{day}: {}", ran.err);
        assert!(!place.path("preau.sock").exists());
    }
}
