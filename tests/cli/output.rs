//! Standard output that closes or is full, and where the base and the configuration are looked for.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::place::{Place, demo, ran};

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
        assert_eq!(ran.err, "", "{args:?}");
        assert_ne!(first, "", "{args:?}");
    }
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
        .run(["importer", "communes", &file, "--base", "ici.base"])
        .expect(0);
    assert!(place.path("ici.base").exists());
    let mut command = place.command(["journal"]);
    command.env("PREAU_BASE", "ici.base");
    let journal = ran(&command.output().unwrap()).expect(0);
    assert_eq!(journal.out.lines().count(), 1);
    let mut command = place.command(["importer", "communes", &file]);
    command.env("XDG_DATA_HOME", place.path("donnees"));
    ran(&command.output().unwrap()).expect(0);
    assert!(place.path("donnees/preau/preau.base").exists());
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
    let ran = place.run(["controler", "--config", "absent.toml"]).expect(2);
    assert!(ran.err.contains("absent.toml"), "{}", ran.err);
}
