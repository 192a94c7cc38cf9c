//! Standard output that closes or is full, and where the base and the configuration are looked for.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::place::{DAY, Place, Ran, demo, ran};

const LONG: [&[&str]; 4] = [
    &["controler"],
    &["exporter", "base"],
    &["exporter", "ecoles"],
    &["journal", "--format", "json"],
];

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::demo();
    for args in LONG {
        let mut child = place
            .command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        let ran = ran(&child.wait_with_output().unwrap());
        let status = i32::from(args[0] == "controler");
        assert_eq!((ran.status, ran.err.as_str()), (status, ""), "{args:?}");
        assert_ne!(first, "", "{args:?}");
    }
}

/// A pipe that nobody reads.
fn nobody() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    Stdio::from(writer)
}

/// Runs a command whose standard output nobody reads.
fn unread(place: &Place, args: &[&str]) -> Ran {
    let args = ["--date", DAY].iter().chain(args);
    ran(&place.command(args).stdout(nobody()).output().unwrap())
}

#[test]
fn where_nobody_reads_all_orders_are_carried_out_and_the_status_is_not_0() {
    let place = Place::demo();
    let text = "reference;collectivite;solution;ecoles;debut;fin\nCT-LU;213801855;one;0380069U;2026-09-01;2029-08-31\n";
    let file = place.file("contrats.csv", text);
    let said = unread(&place, &["importer", "contrats", &file, "--detail"]).expect(2);
    assert!(said.err.contains("s’est fermée"), "{}", said.err);
    assert!(place.content().contains("CT-LU"));
    unread(&place, &["inscrire", "0381548B", "0380468C"]).expect(2);
    unread(&place, &["verifier"]).expect(2);
    unread(&place, &["sauvegarder", "copie.base"]).expect(2);
    let saved = place.run(["verifier", "--base", "copie.base"]).expect(0);
    assert!(saved.out.contains("2 inscriptions actives"), "{}", saved.out);
}

#[test]
fn where_nobody_reads_what_only_reads_keeps_silent_and_its_status() {
    let place = Place::demo();
    for args in LONG {
        let said = unread(&place, args);
        let status = i32::from(args[0] == "controler");
        assert_eq!((said.status, said.err.as_str()), (status, ""), "{args:?}");
    }
    let file = place.file(
        "contrats.csv",
        "reference;collectivite;solution;ecoles;debut;fin\nx;y;z;;;\n",
    );
    unread(&place, &["importer", "contrats", &file, "--simuler"]).expect(1);
}

#[test]
fn where_nobody_reads_the_errors_the_orders_are_carried_out() {
    let place = Place::demo();
    let mut command = place.command(["--date", DAY, "inscrire", "0381528E", "0381548B"]);
    let said = ran(&command.stderr(nobody()).output().unwrap()).expect(1);
    assert!(said.out.contains("0381548B"), "{}", said.out);
    let mut command = place.command(["controler", "--filtre-inconnu"]);
    ran(&command.stderr(nobody()).output().unwrap()).expect(2);
}

#[test]
fn a_full_output_is_said() {
    let place = Place::demo();
    for args in LONG {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran = ran(&place.command(args).stdout(full).output().unwrap()).expect(2);
        assert!(
            ran.err.contains("la sortie standard ne s’écrit pas"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn the_base_is_where_the_option_or_the_variable_says() {
    let place = Place::new();
    let file = demo("communes-038.json");
    place
        .now(["importer", "communes", &file, "--base", "ici.base"])
        .expect(0);
    assert!(place.path("ici.base").exists());
    let mut command = place.command(["journal"]);
    command.env("PREAU_BASE", "ici.base");
    let journal = ran(&command.output().unwrap()).expect(0);
    assert_eq!(journal.out.lines().count(), 1);
    let mut command = place.command(["importer", "communes", &file]);
    command.env("PREAU_BASE", "là/autre.base");
    ran(&command.output().unwrap()).expect(0);
    assert!(place.path("là/autre.base").exists());
    let mut command = place.command(["journal"]);
    command.env("XDG_DATA_HOME", place.path("données"));
    let said = ran(&command.output().unwrap()).expect(2).err;
    assert!(
        said.contains("données/preau/preau.base") && said.contains("--base"),
        "{said}"
    );
    assert!(!place.base().exists());
}

#[test]
fn without_a_terminal_no_base_is_made_that_nobody_named() {
    let place = Place::demo();
    place.run(["exporter", "base", "-o", "tout.json"]).expect(0);
    std::fs::remove_file(place.base()).unwrap();
    let communes = demo("communes-038.json");
    for file in [["communes", &communes], ["base", "tout.json"]] {
        let args = ["importer", file[0], file[1]];
        let ran = place.now(args).expect(2);
        let base = place.base().display().to_string();
        for part in [&base, "pas de terminal", &format!("--base {base}")] {
            assert!(ran.err.contains(part), "{part:?} is not in {}", ran.err);
        }
        assert_eq!(ran.out, "");
        assert!(!place.base().exists(), "{args:?}");
        place.naming(args).expect(0);
        std::fs::remove_file(place.base()).unwrap();
    }
    place
        .now(["importer", "communes", &communes, "--simuler"])
        .expect(0);
    assert!(!place.base().exists());
}

#[test]
fn a_wrong_configuration_tells_its_faults() {
    let place = Place::demo();
    let file = place.file("preau.toml", "[dsden]\nnon = \"x\"\n");
    let ran = place.run(["controler", "--config", &file]).expect(2);
    assert!(
        ran.err.contains("preau.toml") && ran.err.contains("non"),
        "{}",
        ran.err
    );
    let text = "[touches]\nzzz = \"f2\"\nedition = \"<<\"\ninscrire = 3\nhaut = [\"jj\"]\n[ecran]\ncouleurs = \"rouge\"\n";
    let file = place.file("touches.toml", text);
    for args in [&["verifier"][..], &["controler"], &["modele", "contrats"]] {
        let args = args.iter().copied().chain(["--config", &file]);
        insta::assert_snapshot!("wrong_keys", place.neutral(&place.run(args).expect(2).err));
    }
    let ran = place.run(["controler", "--config", "absent.toml"]).expect(2);
    assert!(ran.err.contains("absent.toml"), "{}", ran.err);
}
